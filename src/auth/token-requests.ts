import { SfError } from '../errors/sf-error.ts';
import { isTrusted, trustedInstanceUrl } from './instance-url.ts';
import type { OAuthContext } from './oauth-flow.ts';
import { refusalError } from './oauth-refusal.ts';
import { isSameIdentity, readIdentity, type Session } from './session.ts';
import { sessionExpired, signInError } from './session-error.ts';
import { postForm } from './token-endpoint.ts';
import { parseUrl } from './web-address.ts';

/**
 * Renews a session by its refresh token; once sent, nothing stops it, for the org has spent the token by then.
 * Rejects with `SESSION_EXPIRED` when the org refuses it; any other rejection leaves the session as it was.
 */
export async function renewSession(context: OAuthContext, session: Session): Promise<Session> {
  const { refreshToken } = session;
  if (!refreshToken) throw sessionExpired();
  const fields = await requestToken(context, oauthHost(context, session), {
    grant_type: 'refresh_token',
    client_id: context.settings.clientId,
    refresh_token: refreshToken,
  }).catch((error: unknown) => {
    throw error instanceof SfError && error.code.startsWith('SIGN_IN_') ? sessionExpired(error) : error;
  });
  const { expiresAt: _, renewAt: __, ...before } = session;
  const renewed = { ...before, ...readSession(fields, context) };
  // What was asked for in one user's name is never sent in another's.
  if (!isSameIdentity(renewed, session)) throw sessionExpired();
  return renewed;
}

/** Revokes a session's tokens (RFC 7009). The refresh token takes the access tokens made from it along. */
export async function revokeSession(context: OAuthContext, session: Session): Promise<void> {
  const token = session.refreshToken ?? session.grant.accessToken;
  const url = `${oauthHost(context, session)}/services/oauth2/revoke`;
  const { clientId } = context.settings;
  const signal = AbortSignal.timeout(revocationTimeout);
  await postForm(url, { token, client_id: clientId }, { ...context, keepalive: true, signal });
}

/** Milliseconds that a disconnect waits for. */
const revocationTimeout = 10_000;

/** Refusals that say nothing about the token: a session survives them. */
const passingErrors: ReadonlySet<string> = new Set([
  'rate_limit_exceeded',
  'server_error',
  'temporarily_unavailable',
  'unknown_error',
]);

/** The fields of a token answer. Rejects with what the org's refusal means. */
export async function requestToken(
  context: OAuthContext,
  host: string,
  form: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await postForm(`${host}/services/oauth2/token`, form, { ...context, signal });
  const { ok, status, fields } = answer;
  if (ok) return fields;
  const { error, error_description: description } = fields;
  if (typeof error === 'string' && status < 500 && status !== 429 && !passingErrors.has(error)) {
    const words = typeof description === 'string' ? description : '';
    throw await refusalError({ error, description: words, status }, context.settings);
  }
  throw new SfError({
    code: 'UNEXPECTED_ANSWER',
    operation: 'Sign in',
    problem: `The org answered ${status} instead of a token.`,
    remedy: 'Try again in a few minutes; if it stays, check login-url.',
    status,
  });
}

/** Reads a token answer, Salesforce's own fields included. */
export function readSession(
  fields: Readonly<Record<string, unknown>>,
  { settings, now }: OAuthContext,
): Session {
  const { access_token: accessToken, token_type: tokenType, refresh_token: refreshToken } = fields;
  const bearer = tokenType === undefined || (typeof tokenType === 'string' && /^bearer$/i.test(tokenType));
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken) || !bearer) {
    throw signInError(
      'UNEXPECTED_ANSWER',
      'The org answered without a token.',
      'Try again; if it stays, check login-url.',
    );
  }
  const site =
    typeof fields.sfdc_community_url === 'string' ? parseUrl(fields.sfdc_community_url) : undefined;
  return {
    grant: { accessToken, instanceUrl: trustedInstanceUrl(fields.instance_url, settings) },
    ...(typeof refreshToken === 'string' && refreshToken ? { refreshToken } : {}),
    ...(site && isTrusted(site, settings) ? { siteUrl: site.href.replace(/\/$/, '') } : {}),
    ...readLife(fields.expires_in, now(), Boolean(refreshToken)),
    ...readIdentity(fields.id),
  };
}

/** Salesforce tells no life as a rule. Each tab renews at a moment of its own, in the last quarter of it. */
function readLife(
  expiresIn: unknown,
  now: number,
  isRenewable: boolean,
): Pick<Session, 'expiresAt' | 'renewAt'> {
  const life = Number(expiresIn) * 1000;
  if (!(life > 0) || !Number.isFinite(life)) return {};
  const expiresAt = now + life;
  return isRenewable ? { expiresAt, renewAt: now + life * (0.75 + Math.random() * 0.2) } : { expiresAt };
}

/** The hosts of all orgs, where a user-agent sign-in may begin, answer no page; the org's own does. */
function oauthHost({ settings }: OAuthContext, { grant }: Session): string {
  return settings.flow === 'user-agent' ? grant.instanceUrl : settings.loginUrl;
}
