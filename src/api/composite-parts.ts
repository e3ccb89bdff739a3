import type { ApiRequest } from './client.ts';
import type { QueuedRead } from './folded-reads.ts';
import type { Answer } from './read-answer.ts';
import { apiPath, isTooLong } from './request-url.ts';

/** Source: REST API Developer Guide, "Composite", "Get Records with sObject Collections". */
export const mostParts = 25;
const mostCollections = 5;
const mostIds = 2_000;

/** A part of a composite request, with the reads that it answers. */
export interface Part {
  readonly request: ApiRequest;
  readonly reads: readonly QueuedRead[];
  /** Gives each of several reads its answer. */
  readonly split?: (answer: Answer) => Answer[];
}

interface PartAnswer {
  readonly body: unknown;
  readonly httpHeaders?: Readonly<Record<string, string>> | null;
  readonly httpStatusCode: number;
  readonly referenceId: string | null;
}

/** A read as it is. */
export function singlePart(read: QueuedRead): Part {
  return { request: read.request, reads: [read] };
}

/** The reads as parts, those of several records of one object as one. */
export function collected(reads: readonly QueuedRead[]): Part[] {
  const groups = new Map<string, QueuedRead[]>();
  const others: QueuedRead[] = [];
  for (const read of reads) {
    const key = collectionKey(read.request);
    if (key) append(groups, key, read);
    else others.push(read);
  }
  return [...others.map(singlePart), ...[...groups].flatMap(([key, group]) => collectionParts(key, group))];
}

function append(groups: Map<string, QueuedRead[]>, key: string, read: QueuedRead): void {
  const group = groups.get(key);
  if (group) group.push(read);
  else groups.set(key, [read]);
}

function collectionParts(key: string, group: readonly QueuedRead[]): Part[] {
  if (group.length === 1) return group.map(singlePart);
  const parts: Part[] = [];
  for (let start = 0; start < group.length; start += mostIds) {
    parts.push(collectionPart(key, group.slice(start, start + mostIds)));
  }
  return parts;
}

const recordPath = /^(sobjects\/\w+)\/(\w{15}(?:\w{3})?)$/;

function collectionKey({ path, query, headers }: ApiRequest): string | undefined {
  const [, object] = recordPath.exec(path) ?? [];
  return object && query?.fields && !headers ? `${object}?${query.fields}` : undefined;
}

function collectionPart(key: string, reads: readonly QueuedRead[]): Part {
  const [object = '', fields = ''] = key.split('?');
  const ids = reads.map(({ request }) => recordPath.exec(request.path)?.[2]);
  const [first] = reads;
  return {
    request: {
      operation: first?.request.operation ?? 'Read records',
      path: `composite/${object}`,
      method: 'POST',
      body: { ids, fields: withId(fields.split(',')) },
      isRepeatable: true,
    },
    reads,
    split: (answer) => reads.map((_, index) => itemAnswer(answer, index)),
  };
}

/** A read of one record gives its id unasked, a collection does not. */
function withId(fields: readonly string[]): readonly string[] {
  return fields.some((name) => name.toLowerCase() === 'id') ? fields : ['Id', ...fields];
}

function itemAnswer(answer: Answer, index: number): Answer {
  const item: unknown = Array.isArray(answer.body) ? answer.body[index] : undefined;
  if (item !== null)
    return { ...answer, body: item, ok: item !== undefined, isUnreadable: item === undefined };
  const body = [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }];
  return { ...answer, ok: false, status: 404, body };
}

/** The parts by calls, within what one call may hold. A long query goes by itself: it is slow, and no other waits for it. */
export function callsFor(parts: readonly Part[]): Part[][] {
  const long = parts.filter(({ request }) => isTooLong(request));
  const calls: Part[][] = [];
  for (const part of parts) {
    if (long.includes(part)) continue;
    const call = calls.find(
      (found) => found.length < mostParts && !(part.split && isFullOfCollections(found)),
    );
    if (call) call.push(part);
    else calls.push([part]);
  }
  return [...calls, ...long.map((part) => [part])];
}

function isFullOfCollections(call: readonly Part[]): boolean {
  return call.filter(({ split }) => split).length >= mostCollections;
}

/** Parts as one request. */
export function compositeOf(parts: readonly Part[], apiVersion: string): ApiRequest {
  const compositeRequest = parts.map(({ request }, index) => ({
    method: request.method ?? 'GET',
    url: apiPath(request, apiVersion),
    referenceId: reference(index),
    ...(request.headers && { httpHeaders: request.headers }),
    ...(request.body !== undefined && { body: request.body }),
  }));
  const timeouts = parts.flatMap(({ request }) => request.timeout ?? []);
  return {
    operation: 'Read from the org',
    path: 'composite',
    method: 'POST',
    body: { allOrNone: false, compositeRequest },
    isRepeatable: true,
    ...(timeouts.length > 0 && { timeout: Math.max(...timeouts) }),
  };
}

function reference(index: number): string {
  return `read${index}`;
}

/** The answer to the part at this place, as if it had been a request of its own; `undefined` where there is none. */
export function partAnswer(answer: Answer, index: number): Answer | undefined {
  const { compositeResponse: parts } = (answer.body ?? {}) as { compositeResponse?: readonly PartAnswer[] };
  const part = parts?.find(({ referenceId }) => referenceId === reference(index));
  if (!part) return undefined;
  const { body, httpHeaders, httpStatusCode } = part;
  const headers = new Headers(httpHeaders ?? {});
  return {
    ok: httpStatusCode >= 200 && httpStatusCode < 300,
    status: httpStatusCode,
    body: body ?? undefined,
    isUnreadable: false,
    header: (name) => headers.get(name),
  };
}
