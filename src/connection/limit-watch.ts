import { isConcurrentLimit, isLimit } from '../api/classify.ts';
import type { Client } from '../api/client.ts';
import { readDetails } from '../api/error-details.ts';
import { getLimits } from '../api/limits.ts';
import type { Answer } from '../api/read-answer.ts';
import { SfLimitEvent } from '../events/sf-limit-event.ts';

export interface LimitWatchOptions {
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Default: whether the page is visible; always where there is none. */
  readonly isVisible?: () => boolean;
  /** Default `console.warn`. */
  readonly warn?: (message: string) => void;
}

const name = 'DailyApiRequests';
/** Percent. */
const thresholds = [80, 95, 100];
/** Asking for the limits is a request too: not before so many others, or so many milliseconds. */
const firstAfterRequests = 50;
const firstAfter = 5 * 60_000;
const pollInterval = 15 * 60_000;

/**
 * Watches how much of its daily API requests the org has used: by a header of its answers where the browser lets it be
 * read, else by asking now and then, while the page itself asks for something. Tells once of each threshold.
 * Source: REST API Developer Guide, "Limit Info Header", "Limits".
 */
export class LimitWatch {
  readonly #client: Client;
  readonly #publish: (event: SfLimitEvent) => void;
  readonly #now: () => number;
  readonly #isVisible: () => boolean;
  readonly #warn: (message: string) => void;
  #answers = 0;
  #nextPoll: number;
  #max: number | undefined;
  /** The threshold that was told of last. */
  #told = 0;

  constructor(
    client: Client,
    publish: (event: SfLimitEvent) => void,
    { now = Date.now, isVisible = isPageVisible, warn = console.warn }: LimitWatchOptions = {},
  ) {
    this.#client = client;
    this.#publish = publish;
    this.#now = now;
    this.#isVisible = isVisible;
    this.#warn = warn;
    this.#nextPoll = now() + firstAfter;
  }

  /** Takes note of an answer of the org. */
  hear(answer: Answer): void {
    this.#answers += 1;
    const header = answer.header('sforce-limit-info') ?? '';
    const [, used, max] = /(?<![\w-])api-usage=(\d+)\/(\d+)/.exec(header) ?? [];
    if (isLimit(answer) && !readDetails(answer.body).some(isConcurrentLimit)) this.#tell(100, this.#max);
    else if (used && max) this.#take(Number(used), Number(max));
    else if (this.#isDue()) void this.#poll();
  }

  #isDue(): boolean {
    const isDue = this.#answers >= firstAfterRequests || this.#now() >= this.#nextPoll;
    return isDue && this.#isVisible();
  }

  async #poll(): Promise<void> {
    // From here on time alone counts.
    this.#answers = Number.NEGATIVE_INFINITY;
    this.#nextPoll = this.#now() + pollInterval;
    try {
      const { [name]: limit } = await getLimits(this.#client);
      if (limit) this.#take(limit.Max - limit.Remaining, limit.Max);
    } catch {
      // Who may not see the limits, or cannot reach the org, goes without.
    }
  }

  #take(used: number, max: number): void {
    this.#max = max;
    const reached = thresholds.findLast((percent) => used * 100 >= max * percent) ?? 0;
    // The 24 hours move on with the clock: only a clear fall is a new allowance.
    if (used * 2 < max) this.#told = 0;
    this.#tell(reached, max, used);
  }

  #tell(reached: number, max: number | undefined, used = max): void {
    if (reached <= this.#told) return;
    this.#told = reached;
    const remaining = max === undefined || used === undefined ? 0 : Math.max(0, max - used);
    const amount = max === undefined ? 'all' : `${used} of ${max}`;
    const message = `The org has used ${amount} API requests that it may answer within 24 hours.`;
    this.#warn(`${message} An administrator can see the use under Setup > System Overview.`);
    this.#publish(new SfLimitEvent({ name, used, max, remaining, message }));
  }
}

function isPageVisible(): boolean {
  return globalThis.document?.visibilityState !== 'hidden';
}
