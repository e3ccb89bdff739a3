import type { OAuthSettings } from './auth-config.ts';
import type { GenuineAnswer, SignInMode } from './callback-answer.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import type { EngineContext } from './pkce-engine.ts';
import { PopupSignIn } from './popup-sign-in.ts';
import { land, leaveForSignIn } from './redirect-sign-in.ts';
import type { Session } from './session.ts';
import type { LateArrival, SessionSource } from './session-source.ts';
import { engineMissing } from './sign-in-error.ts';
import type { AuthEnvironment, ConnectOptions } from './types.ts';

type Engine = typeof import('./pkce-engine.ts');

/** A session by OAuth's authorization code flow with PKCE (RFC 7636), in a popup or by leaving the page. */
export class PkceSource implements SessionSource {
  readonly #settings: OAuthSettings;
  readonly #environment: AuthEnvironment;
  readonly #popup: PopupSignIn;
  #loading: Promise<Engine> | undefined;
  /** Where the page is on its way to, after a redirect was asked for. */
  #leaving: { readonly url: string; readonly stay: () => void } | undefined;

  constructor(settings: OAuthSettings, environment: AuthEnvironment, late: LateArrival) {
    this.#settings = settings;
    this.#environment = environment;
    this.#popup = new PopupSignIn(environment, late);
  }

  start(): Promise<Session | undefined> | undefined {
    const landing = land(this.#environment, this.#settings);
    if (landing.kind === 'nothing') return undefined;
    if (landing.kind === 'refused') return Promise.reject(landing.error);
    return this.#redeem(landing.pending, landing.answer);
  }

  preload(): void {
    this.#engine().catch(() => {});
  }

  connect(options: ConnectOptions): Promise<Session | undefined> {
    if (this.#settings.login === 'redirect') return this.#leave(options);
    return this.#popup.open({
      prepare: () => this.#prepare('popup', options),
      redeem: (pending, answer) => this.#redeem(pending, answer),
    });
  }

  focus(): void {
    this.#popup.focus();
    // Still here: the visitor chose to stay on the page when asked, and now clicked again.
    if (this.#leaving) this.#environment.location.assign(this.#leaving.url);
  }

  async refresh(session: Session): Promise<Session> {
    const engine = await this.#engine();
    return engine.renewSession(this.#context, session);
  }

  cancel(): void {
    this.#popup.cancel();
    this.#leaving?.stay();
  }

  async revoke(session: Session): Promise<void> {
    try {
      const engine = await this.#engine();
      await engine.revokeSession(this.#context, session);
    } catch {
      // The tokens are forgotten here either way; the org ends them by itself in time.
    }
  }

  get #context(): EngineContext {
    const { fetch, location } = this.#environment;
    return { settings: this.#settings, fetch, pageOrigin: location.origin };
  }

  /** Pending for as long as the page is on its way out; resolves if the browser shows it again as it was. */
  async #leave(options: ConnectOptions): Promise<undefined> {
    const prepared = await this.#prepare('redirect', options);
    leaveForSignIn(this.#environment, prepared);
    const { window } = this.#environment;
    await new Promise<void>((resolve) => {
      const onShow = ({ persisted }: PageTransitionEvent) => {
        if (persisted) this.#leaving?.stay();
      };
      const stay = () => {
        window.removeEventListener('pageshow', onShow);
        this.#leaving = undefined;
        resolve();
      };
      window.addEventListener('pageshow', onShow);
      this.#leaving = { url: prepared.url, stay };
    });
    return undefined;
  }

  async #prepare(
    mode: SignInMode,
    options: ConnectOptions,
  ): Promise<PendingSignIn & { readonly url: string }> {
    const engine = await this.#engine();
    const prepared = await engine.prepareSignIn(this.#context, mode, options);
    const { loginUrl, clientId } = this.#settings;
    const { location, now } = this.#environment;
    return { ...prepared, loginUrl, clientId, returnUrl: location.href, createdAt: now() };
  }

  async #redeem(pending: PendingSignIn, answer: GenuineAnswer): Promise<Session> {
    const engine = await this.#engine();
    return engine.redeemAnswer(this.#context, pending.request, answer);
  }

  async #engine(): Promise<Engine> {
    this.#loading ??= import('./pkce-engine.ts');
    try {
      return await this.#loading;
    } catch (cause) {
      this.#loading = undefined;
      throw engineMissing(cause);
    }
  }
}
