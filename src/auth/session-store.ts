import type { OAuthSettings } from './auth-config.ts';
import { isTrusted, trustedInstanceUrl } from './instance-url.ts';
import type { Session } from './session.ts';

/** What the store holds: a session and whose it is, or word that the last one could not be renewed. */
export interface Stored {
  readonly session?: Session | undefined;
  /** The tab that may use the session; none where all may. */
  readonly claim?: string | undefined;
  readonly isExpired?: boolean;
}

/** One connection's session in one of the browser's storages. Nothing it does can fail: what is blocked stays empty. */
export class SessionStore {
  readonly #storage: () => Storage;
  readonly #settings: OAuthSettings;
  /** Two connections with the same login URL and client id share what is stored. */
  readonly key: string;

  constructor(storage: () => Storage, key: string, settings: OAuthSettings) {
    this.#storage = storage;
    this.#settings = settings;
    this.key = key;
  }

  /** Empty where there is nothing, or nothing that a genuine answer could have led to. */
  read(): Stored {
    try {
      const stored: Stored | null = JSON.parse(this.#storage().getItem(this.key) ?? 'null');
      const { session, claim, isExpired } = stored ?? {};
      return isExpired === true
        ? { isExpired }
        : isSession(session, this.#settings)
          ? { session, claim }
          : {};
    } catch {
      return {};
    }
  }

  /** False where the storage takes nothing. */
  write(stored: Stored): boolean {
    try {
      this.#storage().setItem(this.key, JSON.stringify(stored));
      return true;
    } catch {
      return false;
    }
  }

  clear(): void {
    try {
      this.#storage().removeItem(this.key);
    } catch {
      // Blocked: then nothing was stored either.
    }
  }
}

/** Anybody may have written there: an address in it counts no more than one in an answer. */
function isSession(value: Session | undefined, settings: OAuthSettings): value is Session {
  const { grant, userId = '', organizationId = '', refreshToken = '', siteUrl } = value ?? {};
  const { accessToken, instanceUrl } = grant ?? {};
  const texts = [accessToken, userId, organizationId, refreshToken];
  const site = siteUrl === undefined ? undefined : new URL(siteUrl);
  return (
    texts.every((text) => typeof text === 'string') &&
    (!site || isTrusted(site, settings)) &&
    trustedInstanceUrl(instanceUrl, settings) === instanceUrl
  );
}
