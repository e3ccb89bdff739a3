import { isSfError } from '../errors/sf-error.ts';
import { isSameIdentity, type Session } from './session.ts';
import { engineMissing, sessionExpired } from './session-error.ts';
import type { SessionSource } from './session-source.ts';
import type { AuthConfig, AuthEnvironment } from './types.ts';

/** A session from the host page's own function or relay: no sign-in of the kit's, nothing to revoke. */
export class PageTokenSource implements SessionSource {
  readonly #config: AuthConfig;
  readonly #environment: AuthEnvironment;
  #aborter = new AbortController();

  constructor(config: AuthConfig, environment: AuthEnvironment) {
    this.#config = config;
    this.#environment = environment;
  }

  start(): Promise<Session> {
    return this.connect();
  }

  preload(): void {}

  focus(): void {}

  keep(): void {}

  connect(): Promise<Session> {
    return this.#ask(false);
  }

  async refresh(session: Session): Promise<Session> {
    const renewed = await this.#ask(true).catch((cause: unknown) => {
      throw isSfError(cause) && cause.code === 'NETWORK' ? cause : sessionExpired(cause);
    });
    const isSame = renewed.grant.accessToken === session.grant.accessToken;
    const next = { ...session, ...renewed };
    // What was asked for in one user's name is never sent in another's.
    if (isSame || !isSameIdentity(next, session)) throw sessionExpired();
    return next;
  }

  cancel(): void {
    this.#aborter.abort();
    this.#aborter = new AbortController();
  }

  async revoke(): Promise<void> {}

  async end(): Promise<void> {}

  async #ask(expired: boolean): Promise<Session> {
    const { signal } = this.#aborter;
    const { askPage } = await import('./ask-page.ts').catch((cause: unknown) => {
      throw engineMissing(cause);
    });
    return askPage(this.#config, this.#environment, { expired, signal });
  }
}
