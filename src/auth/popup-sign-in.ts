import { type GenuineAnswer, parseCallbackAnswer } from './callback-answer.ts';
import { openChannel } from './open-channel.ts';
import { isTooOld, type PendingSignIn, pendingLifetime } from './pending-sign-in.ts';
import { readRelayedAnswer, relayChannelName } from './relay-answer.ts';
import type { Session } from './session.ts';
import type { SessionNews } from './session-source.ts';
import { answerRefused, popupClosed } from './sign-in-error.ts';
import type { AuthEnvironment } from './types.ts';

/** Milliseconds between looks at a popup; it must be found closed twice, so the visible wait ends within 2 s. */
const watchInterval = 500;

export interface PopupRequest {
  /** Makes the sign-in to navigate the popup to. */
  readonly prepare: () => Promise<PendingSignIn & { readonly url: string }>;
  readonly redeem: (pending: PendingSignIn, answer: GenuineAnswer) => Promise<Session>;
}

interface Wait {
  readonly resolve: (session: Session | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Signs in by a popup. What waits for an answer stays in this object, so a verifier never enters the storage.
 * The visible wait and the sign-in are two things: an org page's COOP header makes the popup look closed while
 * the visitor still types, so a valid answer counts for ten minutes, whatever the window looks like.
 */
export class PopupSignIn {
  readonly #environment: AuthEnvironment;
  readonly #late: SessionNews['arriving'];
  readonly #pending = new Map<string, PendingSignIn>();
  #redeem: PopupRequest['redeem'] | undefined;
  #popup: Window | undefined;
  #wait: Wait | undefined;
  #watcher: ReturnType<typeof setInterval> | undefined;
  #channel: BroadcastChannel | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(environment: AuthEnvironment, late: SessionNews['arriving']) {
    this.#environment = environment;
    this.#late = late;
  }

  /** Sends the blank popup to the login page and waits for the answer. */
  open(popup: Window, { prepare, redeem }: PopupRequest): Promise<Session | undefined> {
    this.#popup = popup;
    this.#redeem = redeem;
    this.#listen();
    return new Promise((resolve, reject) => {
      const wait = { resolve, reject };
      this.#wait = wait;
      prepare().then(
        ({ url, ...pending }) => {
          if (this.#wait !== wait) return;
          if (popup.closed) return this.#endWait(popupClosed());
          this.#pending.set(pending.state, pending);
          popup.location.replace(url);
          this.#watch(popup);
        },
        (error: unknown) => {
          if (this.#wait !== wait) return;
          popup.close();
          this.#endWait(error);
        },
      );
    });
  }

  focus(): void {
    this.#popup?.focus();
  }

  cancel(): void {
    const wait = this.#settle();
    wait?.resolve(undefined);
  }

  #watch(popup: Window): void {
    let seenClosed = false;
    this.#watcher = setInterval(() => {
      if (popup.closed && seenClosed) this.#endWait(popupClosed());
      seenClosed = popup.closed;
    }, watchInterval);
  }

  /** Ends what the visitor sees; a sign-in that waits for its answer goes on. */
  #endWait(error: unknown): void {
    clearInterval(this.#watcher);
    const wait = this.#wait;
    this.#wait = undefined;
    if (this.#pending.size === 0) this.#settle();
    wait?.reject(error);
  }

  /** Ends everything, and gives back the wait that somebody still has to be told about. */
  #settle(): Wait | undefined {
    clearInterval(this.#watcher);
    clearTimeout(this.#expiry);
    this.#environment.window.removeEventListener('message', this.#onMessage);
    this.#channel?.close();
    this.#channel = undefined;
    this.#pending.clear();
    this.#popup?.close();
    this.#popup = undefined;
    const wait = this.#wait;
    this.#wait = undefined;
    return wait;
  }

  #listen(): void {
    this.#environment.window.addEventListener('message', this.#onMessage);
    this.#channel ??= openChannel(this.#environment, relayChannelName);
    if (this.#channel) {
      this.#channel.onmessage = ({ data }) => this.#receive(readRelayedAnswer(data), false);
    }
    clearTimeout(this.#expiry);
    this.#expiry = setTimeout(() => {
      if (!this.#wait) this.#settle();
    }, pendingLifetime);
  }

  readonly #onMessage = (event: MessageEvent): void => {
    if (event.origin !== this.#environment.location.origin || event.source !== this.#popup) return;
    this.#receive(readRelayedAnswer(event.data), true);
  };

  #receive(text: string | undefined, fromOwnPopup: boolean): void {
    if (text === undefined) return;
    const answer = parseCallbackAnswer(text);
    const genuine = answer.kind === 'none' || answer.kind === 'malformed' ? undefined : answer;
    const pending = genuine && this.#pending.get(genuine.state);
    if (!genuine || !pending) {
      // Over the channel come other pages' answers too; from our own popup it can only be an altered one.
      if (fromOwnPopup && this.#wait) {
        const problem =
          answer.kind === 'malformed' ? answer.problem : 'it belongs to no sign-in of this page';
        this.#settle()?.reject(answerRefused(problem));
      }
      return;
    }
    const attempt = this.#answered(pending, genuine);
    const wait = this.#settle();
    if (wait) attempt.then(wait.resolve, wait.reject);
    else this.#late(attempt);
  }

  async #answered(pending: PendingSignIn, answer: GenuineAnswer): Promise<Session | undefined> {
    if (isTooOld(pending, this.#environment.now())) throw answerRefused('it came too late');
    return this.#redeem?.(pending, answer);
  }
}
