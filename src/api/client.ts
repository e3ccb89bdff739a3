import { FoldedReads } from './folded-reads.ts';
import { JoinedReads } from './joined-reads.ts';
import { lostAnswerError } from './lost-answer.ts';
import type { Answer } from './read-answer.ts';
import { isTooLong } from './request-url.ts';
import { createTransport } from './transport.ts';
import { API_VERSION } from './version.ts';

export interface AccessGrant {
  readonly accessToken: string;
  /** The org's API origin, e.g. `https://acme.my.salesforce.com`. */
  readonly instanceUrl: string;
}

/** Hands out the token in force; `refused` is one the org has answered 401 to, so a newer one is wanted. */
export type GetAccessToken = (request: { refused?: string; signal?: AbortSignal }) => Promise<AccessGrant>;

export interface ClientOptions {
  getAccessToken: GetAccessToken;
  /** Default {@link API_VERSION}. */
  apiVersion?: string | undefined;
  /** Default the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Called with each answer of the org, before anything is made of it. */
  onAnswer?: ((answer: Answer) => void) | undefined;
  /** Called with each record that a function of the kit has written through this client. */
  onRecordChange?: ((change: RecordChange) => void) | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** From 0 to 1. Default `Math.random`. */
  random?: (() => number) | undefined;
  /** Resolves after so many milliseconds. Default by `setTimeout`. */
  wait?: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

export interface ApiRequest {
  /** What is being done, for error messages, e.g. `Create Contact`. */
  operation: string;
  /** Below `/services/data/vNN.N/`, e.g. `sobjects/Contact`; or an absolute path an answer named. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a blob as it is, with its own type. */
  body?: unknown;
  /** What a success has as its body. Default `json`. */
  reads?: 'json' | 'text';
  /** Statuses beside 2xx that are an answer, not a failure, e.g. 304. */
  accepts?: readonly number[];
  /**
   * True where doing it twice has the effect of doing it once, so that it may be sent again when its answer got lost.
   * Default true, but for POST.
   */
  isRepeatable?: boolean;
  /** A read of metadata or of one record, which may travel with others of the same moment. */
  isFoldable?: boolean;
  /** Milliseconds that a try may take, the body included. Default 30,000. */
  timeout?: number;
  signal?: AbortSignal | undefined;
}

/** A record that was written, told to everybody who may show it. */
export interface RecordChange {
  readonly objectApiName: string;
  /** 15 or 18 characters. */
  readonly id: string;
  readonly kind: 'created' | 'updated' | 'deleted';
  /** The values that were sent; the org may have changed more. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** What the resource functions take. */
export interface Client {
  readonly apiVersion: string;
  /**
   * Sends one request and gives the parsed JSON body, `undefined` where there is none. Callers of the same read get
   * the same object. Rejects with an `SfError`, or an `AbortError` when the signal fired.
   */
  request<T>(request: ApiRequest): Promise<T>;
  /** The same with status and headers. */
  send(request: ApiRequest): Promise<Answer>;
  /** Tells of a record that was written. */
  announce(change: RecordChange): void;
}

/**
 * The one way to the org. A read that is under way already is joined; reads of metadata and records that come in one
 * moment share a call; what is left is sent with version and token, renewed, repeated and timed out as need be.
 */
export function createClient(options: ClientOptions): Client {
  const { apiVersion = API_VERSION, onRecordChange } = options;
  const exchange = createTransport(options, apiVersion);
  const folded = new FoldedReads(exchange, apiVersion);
  const joined = new JoinedReads<Answer>();

  function answerTo(request: ApiRequest): Promise<Answer> {
    // What is read after a write must show it.
    if ((request.method ?? 'GET') !== 'GET') return exchange(request).finally(() => joined.startAnew());
    const { path, query, headers, reads, signal } = request;
    const key = JSON.stringify([path, query, headers, reads]);
    return joined.get(key, signal, (shared) => {
      const read = { ...request, signal: shared };
      return request.isFoldable || isTooLong(request) ? folded.get(read) : exchange(read);
    });
  }

  async function send(request: ApiRequest): Promise<Answer> {
    request.signal?.throwIfAborted();
    const answer = await answerTo(request);
    if (answer.ok || request.accepts?.includes(answer.status)) return answer;
    const words = await import('./org-error.ts').catch((cause: unknown) => {
      throw lostAnswerError(request, 'lost', cause);
    });
    throw words.orgError(request, answer);
  }

  return {
    apiVersion,
    send,
    async request<T>(request: ApiRequest): Promise<T> {
      return (await send(request)).body as T;
    },
    announce: (change) => onRecordChange?.(change),
  };
}
