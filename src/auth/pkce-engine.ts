import { OidcClient, type StateStore } from 'oidc-client-ts';
import { SfError } from '../errors/sf-error.ts';
import type { OAuthSettings } from './auth-config.ts';
import { type GenuineAnswer, type SignInMode, stateId } from './callback-answer.ts';
import { oauthError } from './oauth-error.ts';
import { readIdentity, type Session, trustedInstanceOrigin } from './session.ts';
import { answerRefused, sessionExpired, signInError } from './sign-in-error.ts';
import { postForm } from './token-endpoint.ts';
import type { ConnectOptions } from './types.ts';

/** Where the engine sends its requests and from which page. */
export interface EngineContext {
  readonly settings: OAuthSettings;
  readonly fetch: typeof globalThis.fetch;
  readonly pageOrigin: string;
}

export interface PreparedSignIn {
  /** The org's authorize page with everything it needs. */
  readonly url: string;
  readonly state: string;
  /** The library's own record of this sign-in, verifier included: keep it to yourself. */
  readonly request: string;
}

/** Makes a fresh state, verifier and authorize URL (RFC 7636, S256). */
export async function prepareSignIn(
  { settings }: EngineContext,
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

/** Turns an answer into a session. `request` is what `prepareSignIn` gave for the answer's `state`. */
export async function redeemAnswer(
  context: EngineContext,
  request: string,
  answer: GenuineAnswer,
): Promise<Session> {
  const { settings } = context;
  // RFC 9207: an answer that names its issuer must name the org that was asked.
  if (answer.iss !== undefined && answer.iss.replace(/\/$/, '') !== settings.loginUrl) {
    throw answerRefused('it comes from another org');
  }
  if (answer.kind === 'refused') throw oauthError(answer, settings);
  const { state, code } = answer;
  const id = stateId(state);
  const client = createClient(settings, new Map([[id, request]]));
  const query = new URLSearchParams({ state: id, code });
  const { state: pending } = await client.readSigninResponseState(`?${query}`, true);
  if (pending.id !== id || !pending.code_verifier)
    throw answerRefused('it belongs to no sign-in of this page');
  const fields = await requestToken(context, {
    grant_type: 'authorization_code',
    code,
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    code_verifier: pending.code_verifier,
  });
  return readSession(fields, settings);
}

/**
 * Renews a session by its refresh token. Rejects with `SESSION_EXPIRED` when the org refuses it; any other
 * rejection leaves the session as it was.
 */
export async function renewSession(context: EngineContext, session: Session): Promise<Session> {
  const { refreshToken } = session;
  if (!refreshToken) throw sessionExpired();
  const fields = await requestToken(context, {
    grant_type: 'refresh_token',
    client_id: context.settings.clientId,
    refresh_token: refreshToken,
  }).catch((error: unknown) => {
    throw error instanceof SfError && error.code.startsWith('SIGN_IN_') ? sessionExpired(error) : error;
  });
  return { ...session, ...readSession(fields, context.settings) };
}

/** Revokes a session's tokens (RFC 7009). The refresh token takes the access tokens made from it along. */
export async function revokeSession(context: EngineContext, session: Session): Promise<void> {
  const token = session.refreshToken ?? session.grant.accessToken;
  await postForm(
    `${context.settings.loginUrl}/services/oauth2/revoke`,
    { token },
    { ...context, keepalive: true },
  );
}

/** Refusals that say nothing about the token: a session survives them. */
const passingErrors: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/**
 * The library's own exchange is not used: its timeout ends at the headers, it follows redirects with the code,
 * and it takes no `fetch`.
 */
async function requestToken(
  context: EngineContext,
  form: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { settings } = context;
  const { ok, status, fields } = await postForm(`${settings.loginUrl}/services/oauth2/token`, form, context);
  if (ok) return fields;
  const { error, error_description: description } = fields;
  if (typeof error === 'string' && status < 500 && !passingErrors.has(error)) {
    const words = typeof description === 'string' ? description : '';
    throw oauthError({ error, description: words, status }, settings);
  }
  throw new SfError({
    code: 'UNEXPECTED_ANSWER',
    operation: 'Sign in',
    problem: `The org answered ${status} instead of a token.`,
    remedy: 'Try again in a few minutes; if it stays, check login-url.',
    status,
  });
}

/** Reads what Salesforce adds to a token answer, which the library's own user record drops. */
function readSession(fields: Readonly<Record<string, unknown>>, { loginUrl }: OAuthSettings): Session {
  const { access_token: accessToken, token_type: tokenType, refresh_token: refreshToken } = fields;
  const bearer = tokenType === undefined || (typeof tokenType === 'string' && /^bearer$/i.test(tokenType));
  if (typeof accessToken !== 'string' || !accessToken || !bearer) {
    throw signInError(
      'UNEXPECTED_ANSWER',
      'The org answered without a token.',
      'Try again; if it stays, check login-url.',
    );
  }
  return {
    grant: { accessToken, instanceUrl: trustedInstanceOrigin(fields.instance_url, loginUrl) },
    ...(typeof refreshToken === 'string' && refreshToken ? { refreshToken } : {}),
    ...readIdentity(fields.id),
  };
}

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
