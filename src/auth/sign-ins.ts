import type { SfError } from '../errors/sf-error.ts';
import type { Arrival } from './arrival.ts';
import type { GenuineAnswer, SignInMode } from './callback-answer.ts';
import { announcesIssuer } from './issuer.ts';
import { type Landing, land } from './landing.ts';
import type { OAuthContext, OAuthFlow } from './oauth-flow.ts';
import { refusalError } from './oauth-refusal.ts';
import { keepPending, type PendingSignIn } from './pending-sign-in.ts';
import { PopupSignIn } from './popup-sign-in.ts';
import type { Session } from './session.ts';
import { signInError } from './session-error.ts';
import type { SessionNews } from './session-source.ts';
import { answerRefused } from './sign-in-error.ts';
import type { AuthEnvironment, ConnectOptions } from './types.ts';

type Prepared = PendingSignIn & { readonly url: string };

/** The ways of one connection to the org's login page and back. */
export class SignIns {
  readonly #flow: OAuthFlow;
  readonly #context: OAuthContext;
  readonly #environment: AuthEnvironment;
  readonly #popup: PopupSignIn;
  #announcesIssuer: Promise<boolean> | undefined;
  /** Where the page is on its way to, after a redirect was asked for. */
  #leaving: { readonly url: string; readonly stay: () => void } | undefined;

  constructor(flow: OAuthFlow, context: OAuthContext, environment: AuthEnvironment, news: SessionNews) {
    this.#flow = flow;
    this.#context = context;
    this.#environment = environment;
    this.#popup = new PopupSignIn(environment, (attempt) => news.arriving(attempt));
  }

  land(arrival: Arrival): Landing {
    return land(this.#environment, this.#context.settings, arrival);
  }

  byPopup(popup: Window, options: ConnectOptions): Promise<Session | undefined> {
    return this.#popup.open(popup, {
      prepare: () => {
        // Asked while the visitor types, so that nobody waits for it.
        this.#announcesIssuer ??= announcesIssuer(this.#context);
        return this.#prepare('popup', options);
      },
      redeem: (pending, answer) => this.redeem(pending, answer),
    });
  }

  /** Pending for as long as the page is on its way out; resolves if the browser shows it again as it was. */
  async byRedirect(options: ConnectOptions, isWanted: () => boolean): Promise<undefined> {
    const { url, ...pending } = await this.#prepare('redirect', options);
    if (!isWanted()) return undefined;
    const { window, location } = this.#environment;
    if (window.top !== window.self) throw inFrame();
    this.#keep(pending);
    location.assign(url);
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
      this.#leaving = { url, stay };
    });
    return undefined;
  }

  /** The session of an answer; rejects with what a refusal means. */
  async redeem(pending: PendingSignIn, answer: GenuineAnswer): Promise<Session> {
    const { settings } = this.#context;
    // RFC 9207: an answer that names its issuer must name the org that was asked.
    if (answer.iss !== undefined && answer.iss.replace(/\/$/, '') !== settings.loginUrl) {
      throw answerRefused('it comes from another org');
    }
    if (answer.kind === 'refused') throw await refusalError(answer, settings);
    this.#announcesIssuer ??= announcesIssuer(this.#context);
    if (answer.iss === undefined && (await this.#announcesIssuer)) {
      throw answerRefused('it does not say which org it comes from');
    }
    return this.#flow.redeemAnswer(this.#context, pending, answer);
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

  /** Remembers in this tab what to come back to. */
  #keep(pending: PendingSignIn): void {
    try {
      keepPending(this.#environment.sessionStorage, this.#context.settings, pending);
    } catch (cause) {
      throw signInError(
        'SIGN_IN_FAILED',
        'This browser keeps nothing for the page, so it would not know you when you come back.',
        'Allow the page to store data, or use login="popup", which needs no storage.',
        cause,
      );
    }
  }

  async #prepare(mode: SignInMode, { prompt, loginHint }: ConnectOptions): Promise<Prepared> {
    const { settings } = this.#context;
    const { redirectUri, returnTo } = settings;
    const { location, now } = this.#environment;
    const options = { prompt: prompt ?? settings.prompt, loginHint: loginHint ?? settings.loginHint };
    const prepared = await this.#flow.prepareSignIn(this.#context, mode, options);
    const returnUrl = returnTo ?? location.href;
    return { ...prepared, redirectUri, returnUrl, createdAt: now() };
  }
}

/** Salesforce shows its login page in no frame. */
function inFrame(): SfError {
  return signInError(
    'SIGN_IN_FAILED',
    'Salesforce shows no login page inside another page.',
    'Open this page in a window of its own and connect there.',
  );
}
