import type { AccessGrant, TokenSource } from './types.ts';

type Environment = { readonly fetch: typeof globalThis.fetch };
type Request = Parameters<TokenSource>[0];

/** Milliseconds for a relay to answer in, body included. */
const answerTimeout = 30_000;

/**
 * Asks a URL of the page's own site, which knows the visitor by its cookies, for a token. The site keeps its secrets
 * and refreshes on its side; `?expired=true` tells that the org refused the last token.
 */
export async function askRelay(
  url: string,
  { expired, signal }: Request,
  { fetch }: Environment,
): Promise<AccessGrant & { readonly id?: string }> {
  const address = new URL(url);
  if (expired) address.searchParams.set('expired', 'true');
  const response = await fetch(address, {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeout)]),
  });
  if (!response.ok) throw new Error(`${address.pathname} answered ${response.status}.`);
  return response.json();
}
