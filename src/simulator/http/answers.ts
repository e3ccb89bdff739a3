import type { RestError } from '../../api/types.ts';

/** The `cache-control` of what is told of an org. */
export const uncached = 'no-cache,must-revalidate,max-age=0,no-store,private';

/** A JSON answer of the REST API. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': uncached, ...headers },
  });
}

/** Rows of a bulk job. */
export function csv(body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    headers: { 'content-type': 'text/csv', 'cache-control': uncached, ...headers },
  });
}

export function errors(
  status: number,
  body: readonly RestError[],
  headers: Record<string, string> = {},
): Response {
  return json(body, status, headers);
}

export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'cache-control': uncached } });
}

export function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store', ...headers } });
}
