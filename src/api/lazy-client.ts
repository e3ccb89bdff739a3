import { partNotLoaded } from '../errors/part-not-loaded.ts';
import type { ApiRequest, Client, ClientOptions, RecordChange } from './client.ts';
import type { Answer } from './read-answer.ts';
import { API_VERSION } from './version.ts';

/** A client that loads its pipeline with the first request: a page nobody signs in on does without it. */
export class LazyClient implements Client {
  readonly apiVersion: string;
  readonly #options: ClientOptions;
  #loading: Promise<Client> | undefined;

  constructor(options: ClientOptions) {
    this.apiVersion = options.apiVersion ?? API_VERSION;
    this.#options = options;
  }

  /** Loads the pipeline ahead of the first request. */
  preload(): void {
    this.#load().catch(() => {});
  }

  async request<T>(request: ApiRequest): Promise<T> {
    return (await this.#loaded(request)).request<T>(request);
  }

  async send(request: ApiRequest): Promise<Answer> {
    return (await this.#loaded(request)).send(request);
  }

  announce(change: RecordChange): void {
    this.#options.onRecordChange?.(change);
  }

  /** Begins anew, as for another user: nothing that is under way is shared with those who ask from now on. */
  reset(): void {
    this.#loading = undefined;
  }

  async #loaded({ operation, signal }: ApiRequest): Promise<Client> {
    const client = await this.#load().catch((cause: unknown) => {
      throw partNotLoaded(operation, cause);
    });
    signal?.throwIfAborted();
    return client;
  }

  async #load(): Promise<Client> {
    this.#loading ??= import('./client.ts').then(({ createClient }) => createClient(this.#options));
    try {
      return await this.#loading;
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }
}
