import { isAbort, isSfError } from '../errors/sf-error.ts';
import type { ApiRequest, Client } from './client.ts';

/** A read of metadata. */
export interface MetadataRequest extends Pick<ApiRequest, 'operation' | 'path' | 'query' | 'signal'> {
  /** Whether it may travel with other reads of the moment. Default true; UI API resources may not. */
  readonly isFoldable?: boolean;
  /** The `Last-Modified` that the value at hand came with; asks for a newer one only. */
  readonly since?: string | undefined;
}

export interface MetadataAnswer<T> {
  readonly value: T;
  /** An HTTP date; `undefined` where the org does not say, or the browser keeps it back. */
  readonly lastModified: string | undefined;
  /** True where CORS kept back the header with the condition, as it will the next time. */
  readonly isHeaderForbidden?: boolean;
}

/**
 * Reads metadata; gives `undefined` where it has not been modified since. The condition of a foldable read is part of
 * a composite request's body, so CORS has no say in it; of any other it is a header, and left out where CORS forbids it.
 * Source: REST API Developer Guide, "Conditional Requests".
 */
export function readMetadata<T>(
  client: Client,
  request: Omit<MetadataRequest, 'since'> & { readonly since?: undefined },
): Promise<MetadataAnswer<T>>;
export function readMetadata<T>(
  client: Client,
  request: MetadataRequest,
): Promise<MetadataAnswer<T> | undefined>;
export async function readMetadata<T>(
  client: Client,
  { since, isFoldable = true, ...read }: MetadataRequest,
): Promise<MetadataAnswer<T> | undefined> {
  const request = { ...read, isFoldable };
  if (since === undefined) return answerOf(client, request);
  const conditional = { ...request, headers: { 'If-Modified-Since': since }, accepts: [304] };
  if (isFoldable) return answerOf(client, conditional);
  let isRefused = false;
  try {
    // Asking without the header is how it is repeated.
    return await answerOf(client, { ...conditional, isRepeatable: false });
  } catch (error) {
    if (isAbort(error)) throw error;
    // A preflight that was refused looks like an answer that got lost.
    isRefused = isSfError(error) && error.status === undefined;
  }
  const answer = await answerOf<T>(client, request);
  return isRefused ? { ...answer, isHeaderForbidden: true } : answer;
}

function answerOf<T>(
  client: Client,
  request: ApiRequest & { accepts?: undefined },
): Promise<MetadataAnswer<T>>;
function answerOf<T>(client: Client, request: ApiRequest): Promise<MetadataAnswer<T> | undefined>;
async function answerOf<T>(client: Client, request: ApiRequest): Promise<MetadataAnswer<T> | undefined> {
  const { status, body, header } = await client.send(request);
  if (status === 304) return undefined;
  return { value: body as T, lastModified: header('last-modified') ?? undefined };
}
