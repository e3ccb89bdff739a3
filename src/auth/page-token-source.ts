import { type TrustedHosts, trustedInstanceOrigin } from './instance-origin.ts';
import { isSameIdentity, readIdentity, type Session } from './session.ts';
import type { SessionSource } from './session-source.ts';
import { sessionExpired, signInError } from './sign-in-error.ts';
import type { TokenSource } from './types.ts';

/** A session from the host page's own function or relay: no sign-in of the kit's, nothing to revoke. */
export class PageTokenSource implements SessionSource {
  readonly #tokenSource: TokenSource;
  readonly #trusted: TrustedHosts;
  #aborter = new AbortController();

  constructor(tokenSource: TokenSource, trusted: TrustedHosts) {
    this.#tokenSource = tokenSource;
    this.#trusted = trusted;
  }

  start(): Promise<Session> {
    return this.connect();
  }

  preload(): void {}

  focus(): void {}

  keep(): void {}

  async connect(): Promise<Session> {
    try {
      return await this.#ask(false);
    } catch (cause) {
      throw signInError(
        'SIGN_IN_FAILED',
        "The page's own source gave no token that can be used.",
        'tokenSource or relay must give { accessToken, instanceUrl }, with instanceUrl the https origin of the org.',
        cause,
      );
    }
  }

  async refresh(session: Session): Promise<Session> {
    const renewed = await this.#ask(true).catch((cause: unknown) => {
      throw sessionExpired(cause);
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
    const { accessToken, instanceUrl, id } = await this.#tokenSource({
      expired,
      signal: this.#aborter.signal,
    });
    if (typeof accessToken !== 'string' || !accessToken) throw new TypeError('accessToken is missing');
    return {
      grant: { accessToken, instanceUrl: trustedInstanceOrigin(instanceUrl, this.#trusted) },
      ...readIdentity(id),
    };
  }
}
