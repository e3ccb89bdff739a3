import { keepPending, type PendingSignIn } from './pending-sign-in.ts';
import type { AuthEnvironment } from './types.ts';
import { parseUrl } from './web-address.ts';

/** The page to be on after a sign-in, if it is one of this site; else the present one. */
export function returnUrlOf({ returnUrl }: PendingSignIn, { href, origin }: Location): string {
  const url = parseUrl(returnUrl);
  return url?.origin === origin ? url.href : href;
}

/**
 * Gives an answer to another load of the site's pages, by one entry of this tab's storage that is read once, and
 * goes there. False where the storage takes nothing.
 */
export function handOver(
  { sessionStorage, location }: Pick<AuthEnvironment, 'sessionStorage' | 'location'>,
  pending: PendingSignIn,
  answer: string,
  returnUrl: string,
): boolean {
  try {
    keepPending(sessionStorage, { ...pending, answer });
  } catch {
    return false;
  }
  // With the same address but for a hash the browser would load nothing.
  const isHere = returnUrl.replace(/#.*/s, '') === location.href.replace(/#.*/s, '');
  location.replace(isHere ? returnUrl.replace(/#.*/s, '') : returnUrl);
  return true;
}
