/** Retries that a page has to begin with. */
const full = 20;
/** What each request adds. */
const perRequest = 0.2;

/**
 * What all requests of a page together may spend on retries. A single failure is retried at once; when everything
 * fails, as in an outage, retries stay a fraction of the requests.
 */
export class RetryBudget {
  #left = full;

  /** Counts a request. */
  earn(): void {
    this.#left = Math.min(full, this.#left + perRequest);
  }

  /** Takes one retry; false when none is left. */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
