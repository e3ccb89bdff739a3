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
    return signal ? untilAborted(shared, signal) : shared;
  }

  clear(): void {
    this.#reads.clear();
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
