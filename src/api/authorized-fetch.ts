import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest } from './client.ts';

/**
 * The only function that attaches a token. The URL is resolved first and must stay on the org's own origin
 * and below its REST API, so that no path an answer names can carry the token elsewhere.
 */
export function authorizedFetch(
  send: typeof fetch,
  grant: { accessToken: string; instanceUrl: string },
  request: ApiRequest,
  apiVersion: string,
): Promise<Response> {
  const url = resolveApiUrl(grant.instanceUrl, request, apiVersion);
  const hasBody = request.body !== undefined;
  return send(url, {
    method: request.method ?? 'GET',
    headers: {
      Authorization: `Bearer ${grant.accessToken}`,
      Accept: 'application/json',
      ...(hasBody && { 'Content-Type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(request.body) }),
    signal: request.signal ?? null,
    credentials: 'omit',
    redirect: 'error',
  });
}

function resolveApiUrl(instanceUrl: string, request: ApiRequest, apiVersion: string): URL {
  const instance = new URL(instanceUrl);
  const base = `${instance.pathname.replace(/\/$/, '')}/services/data/`;
  const root = `${instance.origin}${base}v${apiVersion}/`;
  const url = URL.canParse(request.path, root) ? new URL(request.path, root) : undefined;
  if (url?.origin !== instance.origin || !url.pathname.startsWith(base) || url.username || url.password) {
    throw new SfError({
      code: 'UNEXPECTED_ANSWER',
      operation: request.operation,
      problem: 'The request would have left the REST API of the connected org, so it was not sent.',
      remedy: 'Check what asked for this address.',
    });
  }
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}
