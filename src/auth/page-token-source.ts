import { readIdentity, type Session, trustedInstanceOrigin } from './session.ts';
import type { SessionSource } from './session-source.ts';
import { sessionExpired, signInError } from './sign-in-error.ts';
import type { TokenSource } from './types.ts';

/** A session from the host page's own function: no sign-in of the kit's, nothing to revoke. */
export class PageTokenSource implements SessionSource {
  readonly #tokenSource: TokenSource;
  #aborter = new AbortController();

  constructor(tokenSource: TokenSource) {
    this.#tokenSource = tokenSource;
  }

  start(): Promise<Session> {
    return this.connect();
  }

  preload(): void {}

  focus(): void {}

  async connect(): Promise<Session> {
    try {
      return await this.#ask(false);
    } catch (cause) {
      throw signInError(
        'SIGN_IN_FAILED',
        "The page's own tokenSource gave no token that can be used.",
        'It must resolve to { accessToken, instanceUrl }, with instanceUrl the https origin of the org.',
        cause,
      );
    }
  }

  async refresh(session: Session): Promise<Session> {
    const renewed = await this.#ask(true).catch((cause: unknown) => {
      throw sessionExpired(cause);
    });
    if (renewed.grant.accessToken === session.grant.accessToken) throw sessionExpired();
    return { ...session, ...renewed };
  }

  cancel(): void {
    this.#aborter.abort();
    this.#aborter = new AbortController();
  }

  async revoke(): Promise<void> {}

  async #ask(expired: boolean): Promise<Session> {
    const { accessToken, instanceUrl, id } = await this.#tokenSource({
      expired,
      signal: this.#aborter.signal,
    });
    if (typeof accessToken !== 'string' || !accessToken) throw new TypeError('accessToken is missing');
    return {
      grant: { accessToken, instanceUrl: trustedInstanceOrigin(instanceUrl, undefined) },
      ...readIdentity(id),
    };
  }
}
