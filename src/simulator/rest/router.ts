import { notFound, RestFailure } from '../http/rest-failure.ts';
import type { RestRequest, UnroutedRequest } from './request.ts';

export type Resource = (request: RestRequest) => Response | Promise<Response>;

export interface Route {
  /** Path below the version, with `:name` for a segment of any value. */
  readonly path: string;
  readonly methods: Readonly<Record<string, Resource>>;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) {
      if (segment === '') return undefined;
      params[part.slice(1)] = decoded(segment);
    } else if (part !== segment) return undefined;
  }
  return params;
}

function methodNotAllowed(method: string, allowed: string): RestFailure {
  const message = `HTTP Method '${method}' not allowed. Allowed are ${allowed}`;
  return new RestFailure(405, [{ message, errorCode: 'METHOD_NOT_ALLOWED' }], { allow: allowed });
}

/** For what can only be read, outside of the routes. @throws RestFailure */
export function requireRead(method: string): void {
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed(method, 'HEAD,GET');
}

/** Finds the resource for a path and lets it answer. @throws RestFailure */
export function route(
  routes: readonly Route[],
  path: string,
  request: UnroutedRequest,
): Response | Promise<Response> {
  for (const candidate of routes) {
    const params = match(candidate.path, path);
    if (!params) continue;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const resource = Object.hasOwn(candidate.methods, method) ? candidate.methods[method] : undefined;
    if (resource) return resource({ ...request, params });
    const reads = Object.hasOwn(candidate.methods, 'GET') ? ['HEAD'] : [];
    throw methodNotAllowed(request.method, [...reads, ...Object.keys(candidate.methods)].join(','));
  }
  throw notFound();
}
