/** An allowlist entry as Setup > CORS takes it: `https://*.example.com`, `http://localhost:4000`. */
function matches(pattern: string, origin: string): boolean {
  const source = pattern
    .replace(/\/$/, '')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[a-z0-9.-]+');
  return new RegExp(`^${source}$`, 'i').test(origin);
}

/**
 * Refuses patterns that the org's Setup page refuses: http beyond the own machine, a star in any other place.
 * Throws a TypeError that says so.
 */
export function checkPattern(pattern: string): void {
  const secure = /^https:\/\/(\*\.(?=[a-z0-9-]+\.))?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?\/?$/i;
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

/** Which other origins an org answers, and what of a message it lets through. */
export interface CorsSettings {
  readonly allowlist: CorsAllowlist;
  /** Headers of answers that pages may read. */
  exposedHeaders: readonly string[];
  /** Request headers whose preflight is refused, in small letters. */
  forbiddenHeaders: readonly string[];
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

function corsHeaders(origin: string, exposed: readonly string[]): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'false',
    ...(exposed.length > 0 ? { 'access-control-expose-headers': exposed.join(', ') } : {}),
    vary: 'Origin',
  };
}

function preflight(request: Request, origin: string, forbidden: readonly string[]): Response {
  const asked = request.headers.get('access-control-request-headers') ?? '';
  const names = asked.toLowerCase().split(/\s*,\s*/);
  if (names.some((name) => forbidden.includes(name))) return refusal();
  return new Response(null, {
    status: 200,
    headers: {
      ...corsHeaders(origin, []),
      'access-control-allow-methods': 'HEAD, GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': asked,
      'content-length': '0',
    },
  });
}

function refusal(): Response {
  return new Response(null, { status: 403 });
}

/**
 * Answers pages of other origins as the org does: on shared paths only, and there only those it has listed.
 * @param home the org's own base URL
 */
export async function answerAcrossOrigins(
  request: Request,
  path: string,
  home: string,
  { allowlist, exposedHeaders, forbiddenHeaders }: CorsSettings,
  resource: () => Promise<Response>,
): Promise<Response> {
  const origin = request.headers.get('origin');
  const own = origin === null || origin === new URL(home).origin || origin === new URL(request.url).origin;
  if (own || !isSharedPath(path)) return resource();
  if (!isOpenPath(path) && !allowlist.allows(origin)) return refusal();
  if (request.method === 'OPTIONS') return preflight(request, origin, forbiddenHeaders);
  const response = await resource();
  for (const [name, value] of Object.entries(corsHeaders(origin, exposedHeaders))) {
    response.headers.set(name, value);
  }
  return response;
}
