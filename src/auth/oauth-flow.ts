import type { OAuthSettings } from './auth-config.ts';
import type { GenuineAnswer, SignInMode } from './callback-answer.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import type { Session } from './session.ts';
import type { ConnectOptions } from './types.ts';

/** Where a flow sends its requests and from which page. */
export interface OAuthContext {
  readonly settings: OAuthSettings;
  readonly fetch: typeof globalThis.fetch;
  readonly pageOrigin: string;
  readonly now: () => number;
}

export interface PreparedSignIn {
  /** The org's authorize page with everything it needs. */
  readonly url: string;
  readonly state: string;
  /** What the flow needs to know the answer by: keep it to yourself. */
  readonly request: string;
}

/** One way of OAuth from a visitor's consent to a session. */
export interface OAuthFlow {
  /** Makes a fresh state and the authorize URL. */
  prepareSignIn(context: OAuthContext, mode: SignInMode, options: ConnectOptions): Promise<PreparedSignIn>;
  /** Turns the answer to a pending sign-in into a session. Refusals are told apart before. */
  redeemAnswer(context: OAuthContext, pending: PendingSignIn, answer: GenuineAnswer): Promise<Session>;
}
