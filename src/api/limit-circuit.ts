import { isConcurrentLimit } from './classify.ts';
import { readDetails } from './error-details.ts';
import type { Answer } from './read-answer.ts';

/** Milliseconds until a trial after the org said that its requests for the day are used up. */
const dailyPause = 60_000;
/** The same where too many requests ran at once, which passes sooner. */
const concurrentPause = 5_000;
const longestPause = 15 * 60_000;

/** Keeps requests back after `REQUEST_LIMIT_EXCEEDED`, but for a trial now and then that shows when it is over. */
export class LimitCircuit {
  readonly #now: () => number;
  #open:
    | { readonly answer: Answer; readonly pause: number; nextTrial: number; isTrying: boolean }
    | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What the org said last, while it is not yet time for a trial; `undefined` lets a request pass. */
  enter(): Answer | undefined {
    if (!this.#open) return undefined;
    const now = this.#now();
    if (now < this.#open.nextTrial) return this.#open.answer;
    // The others do not wait for its outcome for ever: whoever asked may leave.
    this.#open.nextTrial = now + this.#open.pause;
    this.#open.isTrying = true;
    return undefined;
  }

  /** The org refused a request for its limit. */
  refuse(answer: Answer): void {
    // Those that were under way with the one refused first say nothing new; only a trial does.
    if (this.#open && !this.#open.isTrying) return;
    const first = readDetails(answer.body).some(isConcurrentLimit) ? concurrentPause : dailyPause;
    const pause = this.#open ? Math.min(longestPause, Math.max(first, this.#open.pause * 2)) : first;
    this.#open = { answer, pause, nextTrial: this.#now() + pause, isTrying: false };
  }

  /** The org carried a request out, or refused it for a reason of its own. */
  close(): void {
    if (this.#open?.isTrying) this.#open = undefined;
  }
}
