import type { RecordTypeInfo, SObjectDescribe } from '../../../api/types.ts';
import { json } from '../../http/answers.ts';
import { failure, RestFailure } from '../../http/rest-failure.ts';
import { normalizeId } from '../../store/ids.ts';
import { hash } from '../conditions.ts';
import { requestedObject } from '../describe.ts';
import type { RestRequest } from '../request.ts';

export function unsupported(name: string): RestFailure {
  return failure(400, 'INVALID_TYPE', `Object ${name} is not supported in UI API`);
}

/** An object that the UI API works with. @throws RestFailure */
export function uiObject(request: RestRequest, name: string): SObjectDescribe {
  let describe: SObjectDescribe | undefined;
  try {
    describe = requestedObject({ ...request, params: { object: name } });
  } catch (error) {
    if (!(error instanceof RestFailure) || error.status !== 404) throw error;
  }
  if (!describe?.layoutable) throw unsupported(name);
  return describe;
}

/** The same, where the UI API would rather leave one out than refuse. */
export function knownUiObject(request: RestRequest, name: string): SObjectDescribe | undefined {
  try {
    return uiObject(request, name);
  } catch (error) {
    if (error instanceof RestFailure) return undefined;
    throw error;
  }
}

/** @param id 15 or 18 characters @throws RestFailure */
export function recordTypeOf({ recordTypeInfos }: SObjectDescribe, id: string): RecordTypeInfo {
  const wanted = normalizeId(id);
  const info = recordTypeInfos.find(({ recordTypeId }) => recordTypeId === wanted);
  if (info) return info;
  throw failure(400, 'INVALID_PARAMETER_VALUE', `Invalid record type id: ${id}`);
}

/** The record type that new records get, unless the request names another. @throws RestFailure */
export function requestedRecordType({ query }: RestRequest, describe: SObjectDescribe): RecordTypeInfo {
  const given = query.get('recordTypeId');
  const initial = describe.recordTypeInfos.find(({ defaultRecordTypeMapping }) => defaultRecordTypeMapping);
  return recordTypeOf(describe, given || (initial?.recordTypeId ?? ''));
}

/** The values of a parameter that may hold several, separated by commas. */
export function listParameter({ query }: RestRequest, name: string): string[] {
  const values = query.getAll(name).flatMap((value) => value.split(','));
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
}

export function illegalParameter(message: string): RestFailure {
  return failure(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
}

/** For a parameter that a real org goes by; not to do so would be a wrong answer. */
export function unavailable(name: string): RestFailure {
  return illegalParameter(`The simulated org does not support the parameter ${name}.`);
}

/** Values of a parameter that takes only some, in the org's spelling. @throws RestFailure */
export function enumParameter<T extends string>(
  request: RestRequest,
  name: string,
  type: string,
  known: readonly T[],
): T[] {
  return listParameter(request, name).map((given) => {
    const value = known.find((candidate) => candidate.toLowerCase() === given.toLowerCase());
    if (value) return value;
    throw illegalParameter(`Value: ${given} could not be parsed into a valid enum value of type: ${type}`);
  });
}

/** A whole number within bounds. @throws RestFailure */
export function numberParameter(
  { query }: RestRequest,
  name: string,
  otherwise: number,
  [least, most]: [number, number],
): number {
  const given = query.get(name);
  if (given === null || given === '') return otherwise;
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw illegalParameter(`${name} parameter must be between ${least} and ${most}: ${given}`);
}

/** The URL of a page: what decides which records there are goes with it, in the order of the alphabet. */
export function pageUrl(
  { query }: RestRequest,
  path: string,
  kept: readonly string[],
  page: Readonly<Record<string, number>>,
): string {
  const params = new URLSearchParams(Object.entries(page).map(([name, value]) => [name, String(value)]));
  for (const name of kept) {
    const value = query.getAll(name).join(',');
    if (value !== '') params.set(name, value);
  }
  params.sort();
  return `${path}?${params}`;
}

/** A body with the tag by which a client tells whether it has changed. */
export function withETag<T extends object>(body: T): T & { eTag: string } {
  return { ...body, eTag: hash(JSON.stringify(body)) };
}

/**
 * A body that has a tag, or 304 for who has seen it.
 * Source: User Interface API Developer Guide, "HTTP Caching with ETag".
 */
export function tagged({ headers, method }: RestRequest, body: { eTag: string }, status = 200): Response {
  const etag = `"${body.eTag}"`;
  const known = (headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const reads = method === 'GET' || method === 'HEAD';
  if (reads && known.includes(etag)) return new Response(null, { status: 304, headers: { etag } });
  return json(body, status, { etag });
}

/** What a batch has to say of one of its parts. */
export interface BatchResult {
  readonly result: unknown;
  readonly statusCode: number;
}

/** Answers one part after another; what is refused is the result of its part. */
export function batchResults<T>(parts: readonly T[], answer: (part: T) => unknown): Response {
  const results = parts.map((part): BatchResult => {
    try {
      return { result: answer(part), statusCode: 200 };
    } catch (error) {
      if (!(error instanceof RestFailure)) throw error;
      return { result: error.errors, statusCode: error.status };
    }
  });
  return json({ hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
}
