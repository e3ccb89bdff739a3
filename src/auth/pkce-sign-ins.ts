import type { OAuthSettings } from './auth-config.ts';
import type { GenuineAnswer, SignInMode } from './callback-answer.ts';
import { leaveForSignIn } from './leave-for-sign-in.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import {
  type EngineContext,
  prepareSignIn,
  redeemAnswer,
  renewSession,
  revokeSession,
} from './pkce-engine.ts';
import { PopupSignIn } from './popup-sign-in.ts';
import type { Session } from './session.ts';
import type { LateArrival } from './session-source.ts';
import type { AuthEnvironment, ConnectOptions } from './types.ts';

/**
 * The sign-ins of one connection by OAuth's authorization code flow with PKCE (RFC 7636). Reached only by dynamic
 * import: a page nobody signs in on does not load it, nor the OAuth library beneath.
 */
export class PkceSignIns {
  readonly #settings: OAuthSettings;
  readonly #environment: AuthEnvironment;
  readonly #popup: PopupSignIn;
  /** Where the page is on its way to, after a redirect was asked for. */
  #leaving: { readonly url: string; readonly stay: () => void } | undefined;

  constructor(settings: OAuthSettings, environment: AuthEnvironment, late: LateArrival) {
    this.#settings = settings;
    this.#environment = environment;
    this.#popup = new PopupSignIn(environment, late);
  }

  byPopup(popup: Window, options: ConnectOptions): Promise<Session | undefined> {
    return this.#popup.open(popup, {
      prepare: () => this.#prepare('popup', options),
      redeem: (pending, answer) => this.redeem(pending, answer),
    });
  }

  /** Pending for as long as the page is on its way out; resolves if the browser shows it again as it was. */
  async byRedirect(options: ConnectOptions): Promise<undefined> {
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

  redeem(pending: PendingSignIn, answer: GenuineAnswer): Promise<Session> {
    return redeemAnswer(this.#context, pending.request, answer);
  }

  refresh(session: Session): Promise<Session> {
    return renewSession(this.#context, session);
  }

  revoke(session: Session): Promise<void> {
    return revokeSession(this.#context, session);
  }

  focus(): void {
    this.#popup.focus();
    // Still here: the visitor chose to stay on the page when asked, and now clicked again.
    if (this.#leaving) this.#environment.location.assign(this.#leaving.url);
  }

  cancel(): void {
    this.#popup.cancel();
    this.#leaving?.stay();
  }

  get #context(): EngineContext {
    const { fetch, location } = this.#environment;
    return { settings: this.#settings, fetch, pageOrigin: location.origin };
  }

  async #prepare(
    mode: SignInMode,
    options: ConnectOptions,
  ): Promise<PendingSignIn & { readonly url: string }> {
    const prepared = await prepareSignIn(this.#context, mode, options);
    const { loginUrl, clientId } = this.#settings;
    const { location, now } = this.#environment;
    return { ...prepared, loginUrl, clientId, returnUrl: location.href, createdAt: now() };
  }
}
