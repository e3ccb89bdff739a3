import type { AccessGrant, ApiRequest } from './client.ts';
import { jsonBody } from './json-body.ts';
import { apiUrl, checkLength } from './request-url.ts';

/**
 * The only function that attaches a token. The URL is resolved first and must stay on the org's own origin
 * and below its REST API, so that no path an answer names can carry the token elsewhere.
 */
export function authorizedFetch(
  send: typeof fetch,
  grant: AccessGrant,
  request: ApiRequest,
  apiVersion: string,
): Promise<Response> {
  const { method = 'GET', headers, body, operation, reads, signal } = request;
  const url = apiUrl(grant.instanceUrl, request, apiVersion);
  checkLength(url, operation);
  // A blob brings its own type along.
  const isJson = body !== undefined && !(body instanceof Blob);
  return send(url, {
    method,
    headers: {
      ...headers,
      Authorization: `Bearer ${grant.accessToken}`,
      Accept: reads === 'text' ? 'text/csv' : 'application/json',
      ...(isJson && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: isJson ? jsonBody(body, operation) : (body as Blob) }),
    signal: signal ?? null,
    credentials: 'omit',
    redirect: 'error',
  });
}
