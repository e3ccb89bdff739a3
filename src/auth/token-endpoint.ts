import { SfError } from '../errors/sf-error.ts';

export interface PostOptions {
  readonly fetch: typeof globalThis.fetch;
  /** For the remedy where the org does not answer this page. */
  readonly pageOrigin: string;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface TokenEndpointAnswer {
  readonly ok: boolean;
  readonly status: number;
  /** The answer's fields; empty where the body was none or not JSON. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Posts a form to an OAuth endpoint. Redirects are not followed, since they would carry the credentials on.
 * Rejects with `NETWORK` when no answer can be read.
 */
export async function postForm(
  url: string,
  form: Readonly<Record<string, string>>,
  { fetch, pageOrigin, keepalive = false, signal }: PostOptions,
): Promise<TokenEndpointAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(form),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      keepalive,
      signal: signal ?? null,
    });
    return { ok: response.ok, status: response.status, fields: parseFields(await response.text()) };
  } catch (cause) {
    throw unreachable(new URL(url).origin, pageOrigin, cause);
  }
}

function parseFields(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A browser does not tell a missing CORS header from a network that is down, so the remedy names both. */
function unreachable(orgOrigin: string, pageOrigin: string, cause: unknown): SfError {
  return new SfError({
    code: 'NETWORK',
    operation: 'Sign in',
    problem: `No answer from ${orgOrigin} could be read.`,
    remedy: `Check the network. If it stays, in Setup > CORS add ${pageOrigin} to the allowlist and tick "Enable CORS for OAuth endpoints".`,
    cause,
  });
}
