interface Read<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  /** Callers still waiting. */
  waiting: number;
}

/** Makes identical reads that are under way one. It is aborted when the last of its callers gives up. */
export class JoinedReads<T> {
  readonly #reads = new Map<string, Read<T>>();

  get(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const read = this.#reads.get(key) ?? this.#start(key, start);
    read.waiting += 1;
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(signal?.reason);
        read.waiting -= 1;
        if (read.waiting > 0) return;
        this.#forget(key, read);
        read.controller.abort();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      read.answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', giveUp));
    });
  }

  /** Whoever asks from now on gets an answer of their own time; those who wait already keep theirs. */
  startAnew(): void {
    this.#reads.clear();
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Read<T> {
    const controller = new AbortController();
    const read = { answer: start(controller.signal), controller, waiting: 0 };
    this.#reads.set(key, read);
    read.answer.catch(() => undefined).then(() => this.#forget(key, read));
    return read;
  }

  #forget(key: string, read: Read<T>): void {
    if (this.#reads.get(key) === read) this.#reads.delete(key);
  }
}
