import { type Arrival, takeArrival } from './arrival.ts';
import type { OAuthSettings } from './auth-config.ts';
import type { OAuthContext, OAuthFlow } from './oauth-flow.ts';
import type { Session } from './session.ts';
import { engineMissing, popupBlocked } from './session-error.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { hasKept } from './session-key.ts';
import type { SessionNews, SessionSource } from './session-source.ts';
import type { SignIns } from './sign-ins.ts';
import type { AuthEnvironment, ConnectOptions } from './types.ts';

const popupFeatures = 'popup,width=500,height=700';

/**
 * What signing in needs at once: an answer taken out of the address before any request, a popup opened inside the
 * click. All else, the flow and the keeping of the session, is loaded when first needed.
 */
export class OAuthSource implements SessionSource {
  readonly #settings: OAuthSettings;
  readonly #environment: AuthEnvironment;
  readonly #news: SessionNews;
  /** One window for each connection, found again by its name when a second try reuses it. */
  readonly #windowName = `sf-elements-sign-in-${Math.random().toString(36).slice(2)}`;
  readonly #signIns = new Loaded(() => this.#loadSignIns());
  readonly #keeper = new Loaded(() => this.#loadKeeper());
  /** A popup that is blank still. */
  #popup: Window | undefined;
  /** Counts up with each end of what is under way. */
  #turn = 0;

  constructor(settings: OAuthSettings, environment: AuthEnvironment, news: SessionNews) {
    this.#settings = settings;
    this.#environment = environment;
    this.#news = news;
  }

  start(): Promise<Session | undefined> | undefined {
    const arrival = takeArrival(this.#environment, this.#settings);
    // Its author should hear at once that this flow is about to end.
    if (this.#settings.flow === 'user-agent') this.preload();
    return arrival ? this.#land(arrival) : this.#restore();
  }

  preload(): void {
    this.#signIns.get().catch(() => {});
    this.#keeper.get().catch(() => {});
  }

  connect(options: ConnectOptions): Promise<Session | undefined> {
    if ((options.login ?? this.#settings.login) === 'redirect') {
      const turn = this.#turn;
      return this.#signIns.get().then((signIns) => signIns.byRedirect(options, () => turn === this.#turn));
    }
    // Only inside the click do browsers allow it, so before anything is awaited.
    const popup = this.#environment.open('', this.#windowName, popupFeatures);
    if (!popup) return Promise.reject(popupBlocked());
    this.#popup = popup;
    return this.#continueIn(popup, options);
  }

  focus(): void {
    this.#popup?.focus();
    this.#signIns.value?.focus();
  }

  cancel(): void {
    this.#turn++;
    this.#popup?.close();
    this.#popup = undefined;
    this.#signIns.value?.cancel();
  }

  keep(session: Session): void {
    this.#keeper
      .get()
      .then((keeper) => keeper.keep(session))
      .catch(() => {});
  }

  async refresh(session: Session): Promise<Session> {
    return (await this.#keeper.get()).renew(session);
  }

  async revoke(session: Session): Promise<void> {
    await (await this.#keeper.get().catch(() => undefined))?.revoke(session);
  }

  async end(session: Session | undefined): Promise<void> {
    if (session || this.#keeper.value || hasKept(this.#settings, this.#environment))
      await (await this.#keeper.get().catch(() => undefined))?.end(session);
  }

  /** Nothing where no session was kept. */
  #restore(): Promise<Session | undefined> | undefined {
    if (this.#settings.storage === 'memory') return undefined;
    const keeper = this.#keeper.get();
    if (hasKept(this.#settings, this.#environment)) return keeper.then((kept) => kept.restore());
    // It hears of a sign-in in another tab.
    keeper.catch(() => {});
    return undefined;
  }

  async #land(arrival: Arrival): Promise<Session | undefined> {
    const signIns = await this.#signIns.get();
    const landing = signIns.land(arrival);
    switch (landing.kind) {
      case 'leaving':
        return new Promise(() => {});
      case 'answer':
        return signIns.redeem(landing.pending, landing.answer);
      case 'nothing':
        return this.#restore();
      default: {
        const session = await this.#restore();
        if (!session) throw landing.error;
        return session;
      }
    }
  }

  async #continueIn(popup: Window, options: ConnectOptions): Promise<Session | undefined> {
    try {
      const signIns = await this.#signIns.get();
      return this.#popup === popup ? await signIns.byPopup(popup, options) : undefined;
    } catch (error) {
      popup.close();
      throw error;
    } finally {
      if (this.#popup === popup) this.#popup = undefined;
    }
  }

  get #context(): OAuthContext {
    const { fetch, location, now } = this.#environment;
    return { settings: this.#settings, fetch, pageOrigin: location.origin, now };
  }

  async #loadSignIns(): Promise<SignIns> {
    const [{ SignIns }, flow] = await Promise.all([import('./sign-ins.ts'), this.#loadFlow()]);
    return new SignIns(flow, this.#context, this.#environment, this.#news);
  }

  async #loadFlow(): Promise<OAuthFlow> {
    if (this.#settings.flow === 'pkce') return import('./pkce-flow.ts');
    const flow = await import('./user-agent-flow.ts');
    this.#environment.warn(flow.warning);
    return flow;
  }

  async #loadKeeper(): Promise<SessionKeeper> {
    const { SessionKeeper } = await import('./session-keeper.ts');
    return new SessionKeeper(this.#context, this.#environment, this.#news);
  }
}

/** Something of a module that is loaded when first needed, and again where that failed. */
class Loaded<T> {
  readonly #load: () => Promise<T>;
  #loading: Promise<T> | undefined;
  /** Undefined until it is there. */
  value: T | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  async get(): Promise<T> {
    this.#loading ??= this.#load();
    try {
      this.value = await this.#loading;
      return this.value;
    } catch (cause) {
      this.#loading = undefined;
      throw engineMissing(cause);
    }
  }
}
