import { OidcClient, type StateStore } from 'oidc-client-ts';
import type { OAuthSettings } from './auth-config.ts';
import { type GenuineAnswer, type SignInMode, stateId } from './callback-answer.ts';
import type { OAuthContext, PreparedSignIn } from './oauth-flow.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import type { Session } from './session.ts';
import { answerRefused, signInError } from './sign-in-error.ts';
import { readSession, requestToken } from './token-requests.ts';
import type { ConnectOptions } from './types.ts';

/** Makes a fresh state, verifier and authorize URL (RFC 7636, S256). */
export async function prepareSignIn(
  { settings }: OAuthContext,
  mode: SignInMode,
  { prompt, loginHint }: ConnectOptions,
): Promise<PreparedSignIn> {
  if (!globalThis.crypto?.subtle) {
    throw signInError(
      'CONFIG',
      'This page is not secure enough to sign in from.',
      'Serve it over https, or over http on localhost.',
    );
  }
  const kept = new Map<string, string>();
  const { url, state } = await createClient(settings, kept).createSigninRequest({
    ...(prompt ? { prompt } : {}),
    ...(loginHint ? { login_hint: loginHint } : {}),
    ...(mode === 'popup' ? { display: 'popup' } : {}),
  });
  const authorizeUrl = new URL(url);
  const ownState = `${mode}.${state.id}`;
  authorizeUrl.searchParams.set('state', ownState);
  return { url: authorizeUrl.href, state: ownState, request: kept.get(state.id) ?? '' };
}

/** Exchanges the code for tokens, with the verifier that `prepareSignIn` made for the answer's `state`. */
export async function redeemAnswer(
  context: OAuthContext,
  { request, redirectUri }: PendingSignIn,
  answer: GenuineAnswer,
): Promise<Session> {
  if (answer.kind !== 'code') throw answerRefused('it holds no code');
  const { settings } = context;
  const { state, code } = answer;
  const id = stateId(state);
  const client = createClient(settings, new Map([[id, request]]));
  const query = new URLSearchParams({ state: id, code });
  const { state: pending } = await client.readSigninResponseState(`?${query}`, true);
  if (pending.id !== id || !pending.code_verifier)
    throw answerRefused('it belongs to no sign-in of this page');
  const fields = await requestToken(
    context,
    settings.loginUrl,
    {
      grant_type: 'authorization_code',
      code,
      client_id: settings.clientId,
      redirect_uri: redirectUri,
      code_verifier: pending.code_verifier,
    },
    AbortSignal.timeout(exchangeTimeout),
  );
  return readSession(fields, context);
}

/** Milliseconds from sending a code to the last byte of the answer. */
const exchangeTimeout = 30_000;

function createClient(settings: OAuthSettings, kept: Map<string, string>): OidcClient {
  const endpoint = `${settings.loginUrl}/services/oauth2`;
  return new OidcClient({
    authority: settings.loginUrl,
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    metadata: {
      issuer: settings.loginUrl,
      authorization_endpoint: `${endpoint}/authorize`,
      token_endpoint: `${endpoint}/token`,
      revocation_endpoint: `${endpoint}/revoke`,
    },
    stateStore: memoryStateStore(kept),
  });
}

function memoryStateStore(kept: Map<string, string>): StateStore {
  return {
    async set(key, value) {
      kept.set(key, value);
    },
    async get(key) {
      return kept.get(key) ?? null;
    },
    async remove(key) {
      const value = kept.get(key) ?? null;
      kept.delete(key);
      return value;
    },
    async getAllKeys() {
      return [...kept.keys()];
    },
  };
}
