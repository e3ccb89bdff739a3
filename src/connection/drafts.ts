import { completeEnvironment } from '../auth/environment.ts';
import type { AuthConfig, AuthEnvironment } from '../auth/types.ts';

/** Where the drafts of a connection are kept: the session storage of this tab, under a prefix of their own. */
export interface DraftShelf {
  readonly prefix: string;
  readonly environment: Pick<AuthEnvironment, 'sessionStorage' | 'location' | 'now'>;
}

/** The shelf of all connections to this login URL with this client id. */
export function draftShelf(
  { loginUrl, clientId }: AuthConfig,
  environment: Partial<AuthEnvironment>,
): DraftShelf {
  return {
    prefix: `sf-elements:draft:${JSON.stringify([loginUrl, clientId])}`,
    environment: completeEnvironment(environment),
  };
}

/** Drops every draft on the shelf, of whichever page and form. */
export function clearDrafts({ prefix, environment }: DraftShelf): void {
  try {
    const { sessionStorage } = environment;
    for (let index = sessionStorage.length; index--; ) {
      const key = sessionStorage.key(index);
      if (key?.startsWith(prefix)) sessionStorage.removeItem(key);
    }
  } catch {
    // A browser that blocks storage has kept nothing.
  }
}
