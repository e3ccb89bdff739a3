import type { SObjectDescribe } from '../../api/types.ts';
import { failure } from '../http/rest-failure.ts';
import type { StoredRow, StoredValue } from '../store/types.ts';
import type { RestRequest } from './request.ts';

/** By what a client can tell whether it has seen a resource as it is. */
export interface Version {
  readonly lastModified: Date;
  /** Accounts and describes have one. */
  readonly entityTag?: string;
}

/** FNV-1a over UTF-16 units: short, and the same in Node and in browsers without waiting. */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}

export function rowVersion(describe: SObjectDescribe, row: StoredRow): Version {
  const lastModified = new Date(String(row.LastModifiedDate));
  if (describe.name !== 'Account') return { lastModified };
  const columns: [string, StoredValue][] = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return { lastModified, entityTag: `"${hash(JSON.stringify(columns))}"` };
}

export function versionHeaders({ lastModified, entityTag }: Version): Record<string, string> {
  return {
    'last-modified': lastModified.toUTCString(),
    ...(entityTag === undefined ? {} : { etag: entityTag }),
  };
}

function isRead({ method }: RestRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What a header says; undefined without one. Where a write is at stake it must be readable. @throws RestFailure */
function headerValue<T>(
  request: RestRequest,
  name: string,
  read: (text: string) => T | undefined,
): T | undefined {
  const text = request.headers.get(name);
  if (text === null) return undefined;
  const value = read(text);
  if (value !== undefined || isRead(request)) return value;
  throw failure(400, 'BAD_REQUEST', `Invalid value for the header ${name}: ${text}`);
}

/** Milliseconds. */
function moment(text: string): number | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

const entityTags = /^\s*(?:\*|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)\s*$/;

function tags(text: string): string[] | undefined {
  return entityTags.test(text) ? (text.match(/\*|"[^"]*"/g) ?? []) : undefined;
}

function names(list: readonly string[], entityTag: string): boolean {
  return list.includes('*') || list.includes(entityTag);
}

/**
 * The answer to a condition that does not hold, 304 or 412 without a body; undefined where the request may go on.
 * Dates count to the second. Source: RFC 9110, section 13.2.2; REST API Developer Guide, "Conditional Requests".
 */
export function failedCondition(request: RestRequest, version: Version): Response | undefined {
  const reads = isRead(request);
  const changed = Math.floor(version.lastModified.getTime() / 1_000) * 1_000;
  const { entityTag } = version;
  const answer = (status: 304 | 412) => new Response(null, { status, headers: versionHeaders(version) });

  const wanted = entityTag && headerValue(request, 'if-match', tags);
  const unmodifiedSince = headerValue(request, 'if-unmodified-since', moment);
  if (entityTag && wanted) {
    if (!names(wanted, entityTag)) return answer(412);
  } else if (unmodifiedSince !== undefined && changed > unmodifiedSince) return answer(412);

  const known = entityTag && headerValue(request, 'if-none-match', tags);
  if (entityTag && known) return names(known, entityTag) ? answer(reads ? 304 : 412) : undefined;
  const modifiedSince = reads ? headerValue(request, 'if-modified-since', moment) : undefined;
  return modifiedSince !== undefined && changed <= modifiedSince ? answer(304) : undefined;
}
