import { type SfError, toSfError } from '../errors/sf-error.ts';
import { resolveOAuthSettings, validateAuthConfig } from './auth-config.ts';
import { completeEnvironment } from './environment.ts';
import { notify } from './notify.ts';
import { OAuthSource } from './oauth-source.ts';
import { PageTokenSource } from './page-token-source.ts';
import { isSameIdentity, type Session } from './session.ts';
import { isVisitorsChoice, notConnected, sessionExpired } from './session-error.ts';
import type { SessionNews, SessionSource } from './session-source.ts';
import type { AccessGrant, AuthConfig, AuthEnvironment, AuthState, ConnectOptions } from './types.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * One connection's sign-in: holds the session, tells its state, hands out tokens. How a session is had is the
 * business of a `SessionSource`. Tokens are in private fields and in what `getAccessToken` resolves to, nowhere else.
 */
export class AuthController {
  readonly #source: SessionSource | undefined;
  readonly #now: () => number;
  readonly #listeners = new Set<(state: AuthState) => void>();
  #state: AuthState;
  #session: Session | undefined;
  #attempt: Promise<void> | undefined;
  #refreshing: Promise<AccessGrant> | undefined;
  /** The tokens that the present user's session has had. */
  readonly #own = new Set<string>();
  /** The token that the refresh under way is to replace because the org refused it. */
  #refused: string | undefined;
  /** Counts up where a session still on its way is no longer wanted. */
  #epoch = 0;

  /**
   * Never throws: a configuration that cannot be used makes the state `error`, code `CONFIG`.
   * @param fault what else keeps the configuration from being used
   */
  constructor(config: AuthConfig, environment: Partial<AuthEnvironment> = {}, fault?: SfError) {
    const complete = completeEnvironment(environment);
    const pageUrl: string | undefined = complete.location?.href;
    const error = fault ?? validateAuthConfig(config, pageUrl);
    this.#now = complete.now;
    this.#state = Object.freeze(error ? { status: 'error', error } : { status: 'disconnected' });
    if (!error) {
      this.#source = createSource(config, complete, {
        arriving: (attempt) => void this.#establish(attempt).catch(() => {}),
        changed: (session) => this.#take(session),
        ended: (as) => this.#end(as),
      });
    }
  }

  /** Immutable snapshot; never holds a token. */
  get state(): AuthState {
    return this.#state;
  }

  /** Calls the listener with every new state until the returned function is called. */
  subscribe(listener: (state: AuthState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes up a sign-in whose answer is in this page's address, relays a popup's answer if this page is the
   * popup's landing page, or asks the page's token source. Never rejects: the state tells.
   */
  async start(): Promise<void> {
    if (this.#attempt || this.#session) return;
    try {
      const attempt = this.#source?.start();
      if (attempt) await this.#establish(attempt);
    } catch {
      // The state tells; an address that the browser does not let be cleaned is left alone.
    }
  }

  /** Loads the OAuth engine ahead of a click. */
  preload(): void {
    this.#source?.preload();
  }

  /**
   * Signs in; call it inside a click, for its popup opens before anything is awaited. While a sign-in is under way
   * it brings that popup to the front instead. Resolves when connected or when the visible wait ended; rejects
   * with `SfError` on failure, which the state shows too.
   */
  connect(options: ConnectOptions = {}): Promise<void> {
    if (!this.#source) return Promise.reject(this.#state.error ?? notConnected());
    if (this.#session) return Promise.resolve();
    if (this.#attempt) {
      this.#source.focus();
      return this.#attempt;
    }
    return this.#establish(this.#source.connect(options));
  }

  /** Forgets the tokens at once and revokes them as far as the org can be reached. */
  async disconnect(): Promise<void> {
    if (!this.#source) return;
    const session = this.#session;
    this.#forget();
    this.#setState({ status: 'disconnected' });
    await this.#source.end(session);
  }

  /**
   * A token to call the org with. `refused` is one the org answered 401 to: a newer one is handed out if there is,
   * else all callers share one refresh. Rejects with `SESSION_EXPIRED`, `NOT_CONNECTED`, or what kept the refresh
   * from an answer. The signal ends only the caller's wait; a refresh once sent goes on.
   */
  async getAccessToken({
    refused,
    signal,
  }: {
    refused?: string;
    signal?: AbortSignal;
  } = {}): Promise<AccessGrant> {
    signal?.throwIfAborted();
    const session = this.#session;
    const source = this.#source;
    if (!session || !source)
      throw this.#state.status === 'expired' ? sessionExpired(this.#state.error) : notConnected();
    const { accessToken } = session.grant;
    this.#own.add(accessToken);
    // What was asked in one user's name is never sent in that of the next.
    if (refused && !this.#own.has(refused)) throw sessionExpired();
    if (refused === accessToken) this.#refused = accessToken;
    const now = this.#now();
    const isUsable = this.#refused !== accessToken && !((session.expiresAt ?? Infinity) <= now);
    if (!isUsable || (session.renewAt ?? Infinity) <= now) {
      this.#refreshing ??= this.#refresh(session, source);
    }
    if (isUsable || !this.#refreshing) {
      // Ahead of its end nobody waits for the new one, nor minds if it cannot be had yet; a minute later it is tried again.
      this.#refreshing?.catch(() => {
        if (this.#session === session) this.#session = { ...session, renewAt: now + 60_000 };
      });
      return session.grant;
    }
    return untilAborted(this.#refreshing, signal);
  }

  async #refresh(session: Session, source: SessionSource): Promise<AccessGrant> {
    const epoch = this.#epoch;
    try {
      const renewed = await source.refresh(session);
      if (epoch !== this.#epoch) {
        void source.revoke(renewed);
        throw notConnected();
      }
      // Another tab's may have come first.
      if (this.#session === session) this.#session = renewed;
      const { grant } = this.#session ?? renewed;
      this.#own.add(grant.accessToken);
      return grant;
    } catch (cause) {
      const error = toSfError(cause, 'Renew the session');
      if (epoch === this.#epoch && error.code === 'SESSION_EXPIRED') this.#expire(error);
      throw error;
    } finally {
      if (epoch === this.#epoch) {
        this.#refreshing = undefined;
        this.#refused = undefined;
      }
    }
  }

  #expire(error: SfError): void {
    this.#session = undefined;
    this.#own.clear();
    this.#setState({ ...withoutError(this.#state), status: 'expired', error });
  }

  /** Takes a session that another tab, or an answer given up for lost, brought. */
  #take(session: Session): void {
    if (this.#session && isSameIdentity(this.#session, session)) {
      this.#session = session;
      return;
    }
    this.#forget();
    this.#session = session;
    this.#setState(connectedState(session));
  }

  /** Follows another tab. */
  #end(as: 'disconnected' | 'expired'): void {
    if (as === 'expired') {
      if (!this.#session) return;
      this.#forget();
      this.#expire(sessionExpired());
    } else if (this.#session || this.#state.status === 'expired') {
      this.#forget();
      this.#setState({ status: 'disconnected' });
    }
  }

  /** From here on nothing that is under way counts. */
  #forget(): void {
    this.#epoch++;
    this.#session = undefined;
    this.#own.clear();
    this.#attempt = undefined;
    this.#refreshing = undefined;
    this.#refused = undefined;
    this.#source?.cancel();
  }

  #establish(outcome: Promise<Session | undefined>): Promise<void> {
    const rest: AuthState = this.#state.status === 'expired' ? this.#state : { status: 'disconnected' };
    const attempt = this.#settle(outcome, rest, ++this.#epoch).finally(() => {
      if (this.#attempt === attempt) this.#attempt = undefined;
    });
    this.#attempt = attempt;
    this.#setState({ ...withoutError(rest), status: 'connecting' });
    return attempt;
  }

  async #settle(outcome: Promise<Session | undefined>, rest: AuthState, epoch: number): Promise<void> {
    try {
      const session = await outcome;
      if (epoch !== this.#epoch) {
        if (session) void this.#source?.revoke(session);
        return;
      }
      this.#session = session;
      if (session) this.#source?.keep(session);
      this.#setState(session ? connectedState(session) : rest);
    } catch (cause) {
      const error = toSfError(cause, 'Sign in');
      if (epoch === this.#epoch) this.#setState(failedState(rest, error));
      throw error;
    }
  }

  #setState(state: AuthState): void {
    this.#state = Object.freeze(state);
    notify(this.#listeners, this.#state);
  }
}

function createSource(
  config: AuthConfig,
  environment: AuthEnvironment,
  news: SessionNews,
): SessionSource | undefined {
  if (config.tokenSource || config.relay) return new PageTokenSource(config, environment);
  // Rendered on a server there is no page to sign in from.
  if (!environment.location) return undefined;
  return new OAuthSource(resolveOAuthSettings(config, environment.location.href), environment, news);
}

function connectedState({ grant, userId, organizationId, siteUrl }: Session): AuthState {
  return {
    status: 'connected',
    ...(userId ? { userId } : {}),
    ...(organizationId ? { organizationId } : {}),
    instanceUrl: grant.instanceUrl,
    ...(siteUrl ? { siteUrl } : {}),
  };
}

/** An expired session stays expired, so that what was typed under it is kept; the visitor's own doing is no error. */
function failedState(rest: AuthState, error: SfError): AuthState {
  if (rest.status === 'expired') return { ...rest, error };
  return { status: isVisitorsChoice(error) ? 'disconnected' : 'error', error };
}

function withoutError({ error: _, ...state }: AuthState): AuthState {
  return state;
}
