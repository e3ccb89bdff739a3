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

/** The moment a header names, in milliseconds; undefined without one. Where a write is at stake it must be a date. */
function moment({ headers, method }: RestRequest, name: string): number | undefined {
  const value = headers.get(name);
  if (value === null) return undefined;
  const time = Date.parse(value);
  if (!Number.isNaN(time)) return time;
  if (method !== 'PATCH') return undefined;
  throw failure(400, 'BAD_REQUEST', `Invalid value for the header ${name}: ${value}`);
}

function names(list: string, entityTag: string): boolean {
  const tags = list.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(entityTag);
}

/**
 * The answer to a condition that does not hold, 304 or 412 without a body; undefined where the request may go on.
 * Dates count to the second. Source: RFC 9110, section 13.2.2; REST API Developer Guide, "Conditional Requests".
 */
export function failedCondition(request: RestRequest, version: Version): Response | undefined {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const changed = Math.floor(version.lastModified.getTime() / 1_000) * 1_000;
  const { entityTag } = version;
  const answer = (status: 304 | 412) => new Response(null, { status, headers: versionHeaders(version) });

  const wanted = entityTag && request.headers.get('if-match');
  const unmodifiedSince = moment(request, 'if-unmodified-since');
  if (entityTag && wanted) {
    if (!names(wanted, entityTag)) return answer(412);
  } else if (unmodifiedSince !== undefined && changed > unmodifiedSince) return answer(412);

  const known = entityTag && request.headers.get('if-none-match');
  if (entityTag && known) return names(known, entityTag) ? answer(reads ? 304 : 412) : undefined;
  const modifiedSince = reads ? moment(request, 'if-modified-since') : undefined;
  return modifiedSince !== undefined && changed <= modifiedSince ? answer(304) : undefined;
}
