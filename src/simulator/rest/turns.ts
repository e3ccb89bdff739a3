/** Lets one call after another have the store, so that a call that is rolled back takes no other one with it. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` once all work before it has ended, well or not. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
