import { SigninState } from 'oidc-client-ts';
import { authorizeUrl } from './authorize-url.ts';
import { type GenuineAnswer, type SignInMode, stateId } from './callback-answer.ts';
import type { OAuthContext, PreparedSignIn } from './oauth-flow.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import type { Session } from './session.ts';
import { answerRefused } from './sign-in-error.ts';
import { readSession, requestToken } from './token-requests.ts';
import type { ConnectOptions } from './types.ts';

/** Makes a fresh state, verifier and authorize URL (RFC 7636, S256). */
export async function prepareSignIn(
  { settings }: OAuthContext,
  mode: SignInMode,
  options: ConnectOptions,
): Promise<PreparedSignIn> {
  const { loginUrl, clientId, redirectUri, scope } = settings;
  const made = await SigninState.create({
    authority: loginUrl,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    code_verifier: true,
  });
  const state = `${mode}.${made.id}`;
  const url = authorizeUrl(settings, mode, options, {
    response_type: 'code',
    state,
    code_challenge: made.code_challenge ?? '',
    code_challenge_method: 'S256',
  });
  return { url, state, request: made.toStorageString() };
}

/** Exchanges the code for tokens, with the verifier that `prepareSignIn` made for the answer's `state`. */
export async function redeemAnswer(
  context: OAuthContext,
  { request, redirectUri }: PendingSignIn,
  answer: GenuineAnswer,
): Promise<Session> {
  if (answer.kind !== 'code') throw answerRefused('it holds no code');
  const { loginUrl, clientId } = context.settings;
  const { id, code_verifier } = await SigninState.fromStorageString(request);
  if (id !== stateId(answer.state) || !code_verifier)
    throw answerRefused('it belongs to no sign-in of this page');
  const fields = await requestToken(
    context,
    loginUrl,
    {
      grant_type: 'authorization_code',
      code: answer.code,
      client_id: clientId,
      redirect_uri: redirectUri,
      code_verifier,
    },
    AbortSignal.timeout(exchangeTimeout),
  );
  return readSession(fields, context);
}

/** Milliseconds from sending a code to the last byte of the answer. */
const exchangeTimeout = 30_000;
