import { authorizeUrl } from './authorize-url.ts';
import type { GenuineAnswer, SignInMode } from './callback-answer.ts';
import type { OAuthContext, PreparedSignIn } from './oauth-flow.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import type { Session } from './session.ts';
import { answerRefused } from './sign-in-error.ts';
import { readSession } from './token-requests.ts';
import type { ConnectOptions } from './types.ts';

/** Says once for each connection what an author who chose this flow should know. */
export const warning =
  'sf-elements: flow="user-agent" puts the access token into the address for a moment and cannot renew it. Salesforce ends support for this flow with Winter \'27 (2027-02-20), and RFC 10017 forbids it. Use flow="pkce".';

/** The authorize URL of OAuth's implicit grant (RFC 6749 section 4.2.1), with a fresh state. */
export async function prepareSignIn(
  { settings }: OAuthContext,
  mode: SignInMode,
  options: ConnectOptions,
): Promise<PreparedSignIn> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const state = `${mode}.${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const url = authorizeUrl(settings, mode, options, { response_type: 'token', state });
  return { url, state, request: '' };
}

/** The session that the answer itself brought. */
export async function redeemAnswer(
  context: OAuthContext,
  _pending: PendingSignIn,
  answer: GenuineAnswer,
): Promise<Session> {
  if (answer.kind !== 'token') throw answerRefused('it holds no token');
  return readSession(answer.fields, context);
}
