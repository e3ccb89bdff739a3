import { untilAborted } from '../auth/until-aborted.ts';

/** Reads kept by key: one request for all who ask, the answer for those who come later; no failure is kept. */
export class SharedReads<T> {
  readonly #reads = new Map<string, Promise<T>>();

  /** The value of a key. The signal ends this caller's wait; the read goes on for the others. */
  get(key: string, read: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    let shared = this.#reads.get(key);
    if (!shared) {
      const started = read();
      started.catch(() => this.#reads.get(key) === started && this.#reads.delete(key));
      this.#reads.set(key, started);
      shared = started;
    }
    return untilAborted(shared, signal);
  }

  clear(): void {
    this.#reads.clear();
  }
}
