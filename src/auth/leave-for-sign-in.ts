import { keepPending, type PendingSignIn } from './pending-sign-in.ts';
import { signInError } from './sign-in-error.ts';
import type { AuthEnvironment } from './types.ts';

/** Leaves the page for the org's login page, remembering in this tab what to come back to. */
export function leaveForSignIn(
  environment: AuthEnvironment,
  { url, ...pending }: PendingSignIn & { readonly url: string },
): void {
  try {
    keepPending(environment.sessionStorage, pending);
  } catch (cause) {
    throw signInError(
      'SIGN_IN_FAILED',
      'This browser keeps nothing for the page, so it would not know you when you come back.',
      'Allow the page to store data, or use login="popup", which needs no storage.',
      cause,
    );
  }
  environment.location.assign(url);
}
