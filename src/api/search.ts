import { SfError } from '../errors/sf-error.ts';
import type { Client } from './client.ts';
import { isTooLong } from './request-url.ts';
import type { SearchResult } from './types.ts';

interface Abortable {
  signal?: AbortSignal | undefined;
}

/** One of the objects to search, and what to give of its records. */
export interface SearchedObject {
  name: string;
  fields?: readonly string[] | undefined;
  limit?: number | undefined;
  /** A condition in SOQL. */
  where?: string | undefined;
  /** An order in SOQL, e.g. `Name DESC`. */
  orderBy?: string | undefined;
}

export interface ParameterizedSearch {
  /** What to look for; `*` and `?` stand for any characters, all others for themselves. */
  q: string;
  /** Which fields are searched. Default `ALL`. */
  in?: 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR' | undefined;
  /** Fields to give of each object that names none of its own. Default the id. */
  fields?: readonly string[] | undefined;
  /** Default every object that can be searched. */
  sobjects?: readonly SearchedObject[] | undefined;
  /** Records in all; at most 2,000. */
  overallLimit?: number | undefined;
  /** Records of each object that has no limit of its own. */
  defaultLimit?: number | undefined;
  /** Records to skip; for a search of one object. */
  offset?: number | undefined;
}

const operation = 'Search';

/**
 * Runs a SOSL search: ``search(client, `FIND {${searchTerm(text)}} RETURNING Contact(Id, Name)`)``. One that no address can
 * hold is refused before it is sent. Source: REST API Developer Guide, "Search".
 */
export async function search(
  client: Client,
  sosl: string,
  { signal }: Abortable = {},
): Promise<SearchResult> {
  const request = { operation, path: 'search', query: { q: sosl }, signal };
  if (!isTooLong(request)) return client.request(request);
  throw new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: 'The search is longer than an address can be.',
    remedy: 'Look for less, or use parameterizedSearch.',
  });
}

/**
 * Text as it stands between the braces of FIND, with nothing in it that means anything to SOSL: reserved characters are
 * escaped, `and`, `or` and `not` are words to look for. Source: SOQL and SOSL Reference, "FIND {SearchQuery}".
 */
export function searchTerm(text: string): string {
  return text.replace(/[?&|!{}[\]()^~*:\\"'+-]/g, '\\$&').replace(/(?<!\S)(?:and|or|not)(?!\S)/gi, '"$&"');
}

/** Searches without SOSL; of any length. Source: REST API Developer Guide, "Parameterized Search". */
export async function parameterizedSearch(
  client: Client,
  { signal, ...parameters }: ParameterizedSearch & Abortable,
): Promise<SearchResult> {
  const path = 'parameterizedSearch';
  return client.request({ operation, path, method: 'POST', body: parameters, isRepeatable: true, signal });
}
