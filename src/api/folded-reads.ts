import type { ApiRequest } from './client.ts';
import type { Answer } from './read-answer.ts';
import { apiPath, isTooLong } from './request-url.ts';
import type { Exchange } from './transport.ts';

/** A read that waits for others to travel with. */
export interface QueuedRead {
  readonly request: ApiRequest;
  resolve(answer: Answer | Promise<Answer>): void;
  reject(reason: unknown): void;
}

/**
 * Milliseconds in which reads gather. Elements that come alive together ask together, but for those that load a module
 * or look into their store first.
 */
const gathering = 5;

/** Gathers the reads of one moment, so that they share calls. One that is alone goes as it is. */
export class FoldedReads {
  readonly #exchange: Exchange;
  readonly #apiVersion: string;
  #queue: QueuedRead[] = [];

  constructor(exchange: Exchange, apiVersion: string) {
    this.#exchange = exchange;
    this.#apiVersion = apiVersion;
  }

  get(request: ApiRequest): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // What no address can be made of fails here, alone.
      apiPath(request, this.#apiVersion);
      if (this.#queue.length === 0) setTimeout(() => this.#flush(), gathering);
      this.#queue.push({ request, resolve, reject });
    });
  }

  async #flush(): Promise<void> {
    const reads = this.#queue.filter(({ request }) => !request.signal?.aborted);
    this.#queue = [];
    const [first, ...others] = reads;
    if (!first) return;
    // CORS may forbid a header of its own; within a composite request it is part of the body.
    const mayGoAlone = !first.request.headers && !isTooLong(first.request);
    if (others.length === 0 && mayGoAlone) {
      this.#exchange(first.request).then(first.resolve, first.reject);
      return;
    }
    const together = import('./read-together.ts').catch(() => undefined);
    const readTogether = (await together)?.readTogether;
    if (readTogether) await readTogether(reads, this.#exchange, this.#apiVersion);
    // Without that part of the kit each goes by itself.
    else for (const { request, resolve } of reads) resolve(this.#exchange(request));
  }
}
