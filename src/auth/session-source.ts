import type { Session } from './session.ts';
import type { ConnectOptions } from './types.ts';

/** One way to a session. `AuthController` holds the session and its state; a source only knows how to get one. */
export interface SessionSource {
  /**
   * What can be had without a click. Nothing when there is nothing to do; else the attempt, and whatever must
   * happen before any request (cleaning the address) has happened by the time this returns.
   */
  start(): Promise<Session | undefined> | undefined;
  /** Loads what `connect` will need. */
  preload(): void;
  /** Signs in. Opens its popup before it returns. Nothing if the wait ended without an outcome. */
  connect(options: ConnectOptions): Promise<Session | undefined>;
  /** Brings a running sign-in back to the visitor's eye. */
  focus(): void;
  /**
   * A new session in place of one the org refused, what the answer left out taken over from it. Rejects with
   * `SESSION_EXPIRED` when there is none to be had.
   */
  refresh(session: Session): Promise<Session>;
  /** Ends whatever is under way. */
  cancel(): void;
  /** Makes a session's tokens worthless, as far as that can be done. Never rejects. */
  revoke(session: Session): Promise<void>;
}

/** Takes a session that arrives after the visible wait for it has ended. */
export type LateArrival = (attempt: Promise<Session | undefined>) => void;
