import type { OAuthSettings } from './auth-config.ts';
import { land } from './landing.ts';
import type { PkceSignIns } from './pkce-sign-ins.ts';
import type { Session } from './session.ts';
import type { LateArrival, SessionSource } from './session-source.ts';
import { engineMissing, popupBlocked } from './sign-in-error.ts';
import type { AuthEnvironment, ConnectOptions } from './types.ts';

const popupFeatures = 'popup,width=500,height=700';

/**
 * What signing in needs at once: an answer taken out of the address before any request, a popup opened inside the
 * click. All else is in `PkceSignIns`, loaded when first needed.
 */
export class PkceSource implements SessionSource {
  readonly #settings: OAuthSettings;
  readonly #environment: AuthEnvironment;
  readonly #late: LateArrival;
  /** One window for each connection, found again by its name when a second try reuses it. */
  readonly #windowName = `sf-elements-sign-in-${Math.random().toString(36).slice(2)}`;
  #loading: Promise<PkceSignIns> | undefined;
  #signIns: PkceSignIns | undefined;
  /** A popup that is blank still. */
  #popup: Window | undefined;

  constructor(settings: OAuthSettings, environment: AuthEnvironment, late: LateArrival) {
    this.#settings = settings;
    this.#environment = environment;
    this.#late = late;
  }

  start(): Promise<Session | undefined> | undefined {
    const landing = land(this.#environment, this.#settings);
    if (landing.kind === 'nothing') return undefined;
    if (landing.kind === 'refused') return Promise.reject(landing.error);
    return this.#load().then((signIns) => signIns.redeem(landing.pending, landing.answer));
  }

  preload(): void {
    this.#load().catch(() => {});
  }

  connect(options: ConnectOptions): Promise<Session | undefined> {
    if (this.#settings.login === 'redirect') {
      return this.#load().then((signIns) => signIns.byRedirect(options));
    }
    // Only inside the click do browsers allow it, so before anything is awaited.
    const popup = this.#environment.open('', this.#windowName, popupFeatures);
    if (!popup) return Promise.reject(popupBlocked());
    this.#popup = popup;
    return this.#continueIn(popup, options);
  }

  focus(): void {
    this.#popup?.focus();
    this.#signIns?.focus();
  }

  cancel(): void {
    this.#popup?.close();
    this.#popup = undefined;
    this.#signIns?.cancel();
  }

  async refresh(session: Session): Promise<Session> {
    const signIns = await this.#load();
    return signIns.refresh(session);
  }

  async revoke(session: Session): Promise<void> {
    try {
      const signIns = await this.#load();
      await signIns.revoke(session);
    } catch {
      // The tokens are forgotten here either way; the org ends them by itself in time.
    }
  }

  async #continueIn(popup: Window, options: ConnectOptions): Promise<Session | undefined> {
    try {
      const signIns = await this.#load();
      return this.#popup === popup ? await signIns.byPopup(popup, options) : undefined;
    } catch (error) {
      popup.close();
      throw error;
    } finally {
      if (this.#popup === popup) this.#popup = undefined;
    }
  }

  async #load(): Promise<PkceSignIns> {
    this.#loading ??= import('./pkce-sign-ins.ts').then(
      ({ PkceSignIns }) => new PkceSignIns(this.#settings, this.#environment, this.#late),
    );
    try {
      this.#signIns = await this.#loading;
      return this.#signIns;
    } catch (cause) {
      this.#loading = undefined;
      throw engineMissing(cause);
    }
  }
}
