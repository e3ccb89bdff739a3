import type { OAuthSettings } from './auth-config.ts';
import type { AuthEnvironment } from './types.ts';

type Storages = Pick<AuthEnvironment, 'localStorage' | 'sessionStorage'>;

/** Under what a connection's session is kept; also what its tabs call to each other by. */
export function sessionKey({ loginUrl, clientId }: OAuthSettings): string {
  return `sf-elements:session:${loginUrl}:${clientId}`;
}

/** The storage an author chose. Reading it may throw. */
export function storageOf({ storage }: OAuthSettings, environment: Storages): Storage {
  return storage === 'local' ? environment.localStorage : environment.sessionStorage;
}

/** True where a session is kept for this connection. */
export function hasKept(settings: OAuthSettings, environment: Storages): boolean {
  try {
    if (settings.storage === 'memory') return false;
    const kept = storageOf(settings, environment).getItem(sessionKey(settings));
    return kept !== null && !kept.includes('isExpired');
  } catch {
    return false;
  }
}
