import { redirect } from '../http/answers.ts';
import type { OrgContext } from '../org-context.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { issuerOf } from './sites.ts';

/** As the org encodes: an access token's `!` comes as `%21`, which `encodeURIComponent` would leave. */
function encode(value: string): string {
  const left = /[!'()*]/g;
  return encodeURIComponent(value).replace(
    left,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Sends the browser back to the client: with a query in the web server flow, with a fragment in the
 * user-agent flow, refusals too. Source: RFC 6749, sections 4.1.2 and 4.2.2.
 */
export function answerClient(
  org: OrgContext,
  { responseType, redirectUri, state }: AuthorizationRequest,
  params: object,
): Response {
  const iss = org.oauth.issuerInAnswers ? { iss: issuerOf(org) } : {};
  const encoded = Object.entries({ ...params, ...iss, ...(state === null ? {} : { state }) })
    .map(([name, value]) => `${name}=${encode(String(value))}`)
    .join('&');
  const query = redirectUri.includes('?') ? '&' : '?';
  return redirect(`${redirectUri}${responseType === 'token' ? '#' : query}${encoded}`);
}
