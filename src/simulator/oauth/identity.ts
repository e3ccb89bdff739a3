import { json } from '../http/answers.ts';
import type { OrgContext } from '../org-context.ts';
import type { StoredRow } from '../store/types.ts';
import { scopeWords } from './pages.ts';
import { issuerOf } from './sites.ts';

/** Names a user beyond the org; `/services/oauth2/userinfo` calls it `sub`. */
export function identityUrl(org: OrgContext, userId: string): string {
  return `${org.origin()}/id/${org.organizationId}/${userId}`;
}

export function bearerToken(request: Request): string | undefined {
  return /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** How the identity service refuses: a word of plain text. */
export function identityRefusal(status: 403 | 404, word: string): Response {
  return new Response(word, { status, headers: { 'content-type': 'text/plain' } });
}

/** Where the APIs are, with `{version}` to be replaced. */
export function urlsOf(org: OrgContext, userId: string): Record<string, string> {
  const data = `${org.origin()}/services/data/v{version}`;
  const soap = (api: string) =>
    `${org.origin()}/services/Soap/${api}/{version}/${org.organizationId.slice(0, 15)}`;
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest: `${data}/`,
    sobjects: `${data}/sobjects/`,
    query: `${data}/query/`,
    search: `${data}/search/`,
    recent: `${data}/recent/`,
    profile: `${org.origin()}/${userId}`,
  };
}

export function photosOf(org: OrgContext, user: StoredRow): Record<string, string> {
  return {
    picture: `${org.origin()}${user.FullPhotoUrl}`,
    thumbnail: `${org.origin()}${user.SmallPhotoUrl}`,
  };
}

/** `/services/oauth2/userinfo`, by GET or POST. Source: OpenID Connect Core 1.0, section 5.3.1. */
export function userInfo(request: Request, org: OrgContext): Response {
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST' } });
  }
  const token = bearerToken(request);
  if (token === undefined) return identityRefusal(403, 'Missing_OAuth_Token');
  const userId = org.grants.grantOf(token)?.userId;
  const user = org.store.find(userId);
  if (!user || userId === undefined) return identityRefusal(403, 'Bad_OAuth_Token');
  return json({
    sub: identityUrl(org, userId),
    user_id: userId,
    organization_id: org.organizationId,
    preferred_username: user.Username,
    nickname: user.CommunityNickname,
    name: user.Name,
    given_name: user.FirstName,
    family_name: user.LastName,
    email: user.Email,
    email_verified: true,
    zoneinfo: user.TimeZoneSidKey,
    locale: user.LocaleSidKey,
    language: user.LanguageLocaleKey,
    user_type: 'STANDARD',
    active: user.IsActive === 1,
    photos: photosOf(org, user),
    urls: urlsOf(org, userId),
    updated_at: user.LastModifiedDate,
  });
}

/** `/services/oauth2/id/keys`: what ID tokens are verified with. */
export async function idTokenKeys(org: OrgContext): Promise<Response> {
  return json(await org.idTokens.keySet());
}

/** `/.well-known/auth-configuration`: how people log in to this org. There is no single sign-on. */
export function authConfiguration(org: OrgContext): Response {
  return json({
    OrganizationId: org.organizationId.slice(0, 15),
    SamlProviders: [],
    AuthProviders: [],
    LoginPage: { LoginPageUrl: `${issuerOf(org)}/login` },
  });
}

/** `/.well-known/openid-configuration`. */
export function openidConfiguration(org: OrgContext): Response {
  const issuer = issuerOf(org);
  const oauth = `${issuer}/services/oauth2`;
  return json({
    issuer,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/token`,
    revocation_endpoint: `${oauth}/revoke`,
    introspection_endpoint: `${oauth}/introspect`,
    userinfo_endpoint: `${oauth}/userinfo`,
    jwks_uri: `${oauth}/id/keys`,
    end_session_endpoint: `${issuer}/secur/logout.jsp`,
    scopes_supported: Object.keys(scopeWords),
    response_types_supported: ['code', 'token'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['none'],
    ...(org.oauth.issuerInAnswers ? { authorization_response_iss_parameter_supported: true } : {}),
    display_values_supported: ['page', 'popup', 'touch'],
  });
}
