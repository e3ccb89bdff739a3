/** An allowlist entry as Setup > CORS takes it: `https://*.example.com`, `http://localhost:4000`. */
function matches(pattern: string, origin: string): boolean {
  const source = pattern
    .replace(/\/$/, '')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[a-z0-9.-]+');
  return new RegExp(`^${source}$`, 'i').test(origin);
}

/** Refuses patterns that the org's Setup page refuses: http beyond the own machine, a star in any other place. */
function checkPattern(pattern: string): void {
  const secure = /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?\/?$/i;
  const local = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/?$/i;
  if (secure.test(pattern) || local.test(pattern)) return;
  throw new TypeError(
    `"${pattern}" is no CORS allowlist entry: https, or http on localhost, without a path.`,
  );
}

/** The org's CORS allowlist. */
export class CorsAllowlist {
  readonly #patterns = new Set<string>();

  constructor(patterns: readonly string[] = []) {
    for (const pattern of patterns) this.add(pattern);
  }

  add(pattern: string): void {
    checkPattern(pattern);
    this.#patterns.add(pattern);
  }

  remove(pattern: string): void {
    this.#patterns.delete(pattern);
  }

  allows(origin: string): boolean {
    return [...this.#patterns].some((pattern) => matches(pattern, origin));
  }
}

/** Always readable from anywhere. */
const openPaths = [
  '/.well-known/openid-configuration',
  '/.well-known/auth-configuration',
  '/services/oauth2/id/keys',
];

const guardedPaths = /^\/services\/(?:data(?:\/|$)|oauth2\/(?:token|revoke|introspect|userinfo)$)/;

/** Paths that answer other origins at all. Login pages, record pages and `/id/…` do not. */
function isSharedPath(path: string): boolean {
  return isOpenPath(path) || guardedPaths.test(path);
}

function isOpenPath(path: string): boolean {
  return openPaths.includes(path);
}

/** The org never exposes headers to a page: neither its limits nor a new record's location can be read. */
function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'false',
    vary: 'Origin',
  };
}

function preflight(request: Request, origin: string): Response {
  return new Response(null, {
    status: 200,
    headers: {
      ...corsHeaders(origin),
      'access-control-allow-methods': 'HEAD, GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '',
      'content-length': '0',
    },
  });
}

/**
 * Answers pages of other origins as the org does: on shared paths only, and there only those it has listed.
 * @param home the org's own base URL
 */
export async function answerAcrossOrigins(
  request: Request,
  path: string,
  home: string,
  allowlist: CorsAllowlist,
  resource: () => Promise<Response>,
): Promise<Response> {
  const origin = request.headers.get('origin');
  const own = origin === null || origin === new URL(home).origin || origin === new URL(request.url).origin;
  if (own || !isSharedPath(path)) return resource();
  if (!isOpenPath(path) && !allowlist.allows(origin)) return new Response(null, { status: 403 });
  if (request.method === 'OPTIONS') return preflight(request, origin);
  const response = await resource();
  for (const [name, value] of Object.entries(corsHeaders(origin))) response.headers.set(name, value);
  return response;
}
