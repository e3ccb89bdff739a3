import type { OrgContext } from '../org-context.ts';
import { accessAnswer } from './access-answer.ts';
import { base64url, sha256 } from './digests.ts';
import type { IssuedTokens } from './grants.ts';
import { identityUrl } from './identity.ts';
import { scopesOf } from './pages.ts';
import type { SignIns } from './sign-ins.ts';
import { issuerOf } from './sites.ts';

const noStore = { 'cache-control': 'no-store', 'content-type': 'application/json;charset=UTF-8' };

function refusal(error: string, error_description: string, status = 400): Response {
  return new Response(JSON.stringify({ error, error_description }), { status, headers: noStore });
}

function answer(body: object): Response {
  return new Response(JSON.stringify(body), { headers: noStore });
}

/** What is wrong with how a request names its client, if anything is. */
function clientProblem(form: URLSearchParams, org: OrgContext): Response | undefined {
  if (!org.clients.some((client) => client.clientId === form.get('client_id'))) {
    return refusal('invalid_client_id', 'client identifier invalid');
  }
  return form.has('client_secret') ? refusal('invalid_client', 'invalid client credentials') : undefined;
}

function idToken(org: OrgContext, tokens: IssuedTokens, nonce: string | null): Promise<string> {
  return org.idTokens.sign({
    issuer: issuerOf(org),
    subject: identityUrl(org, tokens.userId),
    audience: tokens.clientId,
    accessToken: tokens.accessToken,
    nonce,
    issuedAt: org.now(),
  });
}

async function tokenAnswer(
  org: OrgContext,
  tokens: IssuedTokens,
  nonce: string | null = null,
): Promise<Response> {
  return answer({
    ...(await accessAnswer(org, tokens)),
    ...(scopesOf(tokens).includes('openid') ? { id_token: await idToken(org, tokens, nonce) } : {}),
  });
}

/** RFC 7636 allows 128 characters; the org also takes 128 random bytes, which are 171 in base64url. */
const verifierForm = /^[\w.~-]{43,171}$/;

async function exchangeCode(form: URLSearchParams, org: OrgContext, signIns: SignIns): Promise<Response> {
  const pending = signIns.redeem(form.get('code') ?? '', org.now());
  if (!pending || pending.clientId !== form.get('client_id')) {
    return refusal('invalid_grant', 'expired authorization code');
  }
  if (pending.redirectUri !== form.get('redirect_uri')) {
    return refusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const verifier = form.get('code_verifier') ?? '';
  if (!verifierForm.test(verifier) || base64url(await sha256(verifier)) !== pending.codeChallenge) {
    return refusal('invalid_grant', 'invalid code verifier');
  }
  const { userId, clientId, scope, nonce } = pending;
  if (!org.grants.isActive(userId)) return refusal('invalid_grant', 'inactive user');
  const tokens = org.grants.issue({ userId, clientId, scope, site: org.site });
  return tokenAnswer(org, tokens, nonce);
}

/** `POST /services/oauth2/token`: `authorization_code` and `refresh_token`, for public clients. */
export async function token(request: Request, org: OrgContext, signIns: SignIns): Promise<Response> {
  if (request.method !== 'POST') return refusal('invalid_request', 'must use HTTP POST');
  const { nextToken } = org.oauth;
  if (nextToken) {
    org.oauth.nextToken = undefined;
    return refusal(nextToken.error, nextToken.error_description, nextToken.status);
  }
  const form = new URLSearchParams(await request.text());
  const clientId = form.get('client_id') ?? '';
  const grantType = form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    return refusal('unsupported_grant_type', 'grant type not supported');
  }
  const problem = clientProblem(form, org);
  if (problem) return problem;
  if (grantType === 'authorization_code') return exchangeCode(form, org, signIns);
  const tokens = org.grants.refresh(form.get('refresh_token') ?? '', clientId, org.site);
  return typeof tokens === 'string' ? refusal('invalid_grant', tokens) : tokenAnswer(org, tokens);
}

/** `/services/oauth2/revoke`. Its errors are form-encoded. */
export async function revoke(request: Request, org: OrgContext): Promise<Response> {
  const sent =
    request.method === 'POST' ? new URLSearchParams(await request.text()) : new URL(request.url).searchParams;
  if (org.grants.revoke(sent.get('token') ?? '')) return new Response(null, { status: 200 });
  const body = new URLSearchParams({ error: 'invalid_token', error_description: 'invalid token' });
  return new Response(body.toString(), {
    status: 400,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

const inSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

/**
 * `POST /services/oauth2/introspect`: whether a token works, for the client it was given to. Source: RFC 7662.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oidc_token_introspection_endpoint.htm
 */
export async function introspect(request: Request, org: OrgContext): Promise<Response> {
  if (request.method !== 'POST') return refusal('invalid_request', 'must use HTTP POST');
  const form = new URLSearchParams(await request.text());
  const problem = clientProblem(form, org);
  if (problem) return problem;
  const state = org.grants.stateOf(form.get('token') ?? '');
  if (!state || state.clientId !== form.get('client_id')) return answer({ active: false });
  const { userId, clientId, scope, kind, issued, expires } = state;
  return answer({
    active: true,
    scope,
    client_id: clientId,
    username: org.store.find(userId)?.Username,
    sub: identityUrl(org, userId),
    token_type: kind,
    ...(expires === undefined ? {} : { exp: inSeconds(expires) }),
    ...(issued === undefined ? {} : { iat: inSeconds(issued), nbf: inSeconds(issued) }),
  });
}
