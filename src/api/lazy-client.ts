import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest, Client, ClientOptions } from './client.ts';
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
    const client = await this.#load().catch((cause: unknown) => {
      throw new SfError({
        code: 'NETWORK',
        operation: request.operation,
        problem: 'A part of this page could not be loaded.',
        remedy:
          'Check the network and load the page again; its author can check that all files of the kit are on the server.',
        cause,
      });
    });
    request.signal?.throwIfAborted();
    return client.request<T>(request);
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
