import { authorizedFetch } from './authorized-fetch.ts';
import { diagnoseFailedFetch } from './diagnose-failed-fetch.ts';
import { isRefreshable, orgError } from './org-error.ts';
import { readAnswer } from './read-answer.ts';
import { API_VERSION } from './version.ts';

/** Hands out the token in force; `refused` is one the org has answered 401 to, so a newer one is wanted. */
export type GetAccessToken = (request: {
  refused?: string;
  signal?: AbortSignal;
}) => Promise<{ accessToken: string; instanceUrl: string }>;

export interface ClientOptions {
  getAccessToken: GetAccessToken;
  /** Default {@link API_VERSION}. */
  apiVersion?: string | undefined;
  /** Default the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

export interface ApiRequest {
  /** What is being done, for error messages, e.g. `Create Contact`. */
  operation: string;
  /** Below `/services/data/vNN.N/`, e.g. `sobjects/Contact`; or an absolute path an answer named. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** What the resource functions take. */
export interface Client {
  readonly apiVersion: string;
  /**
   * Sends one request and gives the parsed JSON body, `undefined` where there is none.
   * Rejects with an `SfError`, or an `AbortError` when the signal fired.
   */
  request<T>(request: ApiRequest): Promise<T>;
}

/** The one way to the org: version, token, one repeat after a refresh, a typed result or one `SfError`. */
export function createClient(options: ClientOptions): Client {
  const {
    getAccessToken,
    apiVersion = API_VERSION,
    fetch: send = globalThis.fetch.bind(globalThis),
  } = options;

  async function attempt(request: ApiRequest, refused?: string) {
    const { operation, signal } = request;
    const grant = await getAccessToken({ ...(refused && { refused }), ...(signal && { signal }) });
    signal?.throwIfAborted();
    try {
      const answer = await readAnswer(await authorizedFetch(send, grant, request, apiVersion));
      signal?.throwIfAborted();
      return { grant, answer };
    } catch (error) {
      signal?.throwIfAborted();
      throw await diagnoseFailedFetch(send, grant.instanceUrl, operation, error);
    }
  }

  return {
    apiVersion,
    async request<T>(request: ApiRequest): Promise<T> {
      let { grant, answer } = await attempt(request);
      if (isRefreshable(answer)) ({ answer } = await attempt(request, grant.accessToken));
      if (!answer.ok) throw orgError(request.operation, answer);
      return answer.body as T;
    },
  };
}
