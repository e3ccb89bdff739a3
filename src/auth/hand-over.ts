import type { PendingSignIn } from './pending-sign-in.ts';
import type { AuthEnvironment } from './types.ts';
import { parseUrl } from './web-address.ts';

/** The page to be on after a sign-in, if it is one of this site; else the present one. */
export function returnUrlOf({ returnUrl }: PendingSignIn, { href, origin }: Location): string {
  const url = parseUrl(returnUrl);
  return url?.origin === origin ? url.href : href;
}

/**
 * Gives an answer to another load of the site's pages, by the entry of this tab's storage that it is awaited under,
 * which is read once; and goes there. False where the storage takes nothing.
 */
export function handOver(
  { sessionStorage, location }: Pick<AuthEnvironment, 'sessionStorage' | 'location'>,
  key: string,
  pending: PendingSignIn,
  answer: string,
): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...pending, answer }));
  } catch {
    return false;
  }
  const returnUrl = returnUrlOf(pending, location);
  // With the same address but for a hash the browser would load nothing.
  const isHere = withoutHash(returnUrl) === withoutHash(location.href);
  location.replace(isHere ? withoutHash(returnUrl) : returnUrl);
  return true;
}

export function withoutHash(address: string): string {
  return address.replace(/#.*/s, '');
}
