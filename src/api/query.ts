import type { ApiRequest, Client } from './client.ts';
import { countText } from './count-text.ts';
import { checkLength, type Soql } from './soql/soql-text.ts';
import type { QueryResult, SObjectRecord } from './types.ts';

interface PageOptions {
  /** Milliseconds that a try may take. Default 120,000, as long as an org works on a query. */
  timeout?: number | undefined;
  signal?: AbortSignal | undefined;
}

export interface QueryOptions extends PageOptions {
  /** Finds deleted and archived records too. Default false. */
  includeDeleted?: boolean | undefined;
  /**
   * Records to a page, from 200 to 2,000: a hint, the org decides. It travels in a header of its own, so a browser asks
   * the org first, which may refuse; leave it out where the org's own choice will do.
   */
  pageSize?: number | undefined;
}

const operation = 'Query';
const longestQuery = 120_000;

/**
 * Runs a query and gives its first page, of 2,000 records at most. A statement that no address can hold goes as part of a
 * composite request. Source: REST API Developer Guide, "Query", "QueryAll", "Query Options Header".
 */
export async function query<R extends SObjectRecord>(
  client: Client,
  soql: string | Soql,
  { includeDeleted, pageSize, timeout = longestQuery, signal }: QueryOptions = {},
): Promise<QueryResult<R>> {
  const request: ApiRequest = {
    operation,
    path: includeDeleted ? 'queryAll' : 'query',
    query: { q: checkLength(String(soql)) },
    timeout,
    signal,
  };
  return client.request(pageSize === undefined ? request : { ...request, headers: sizeHeader(pageSize) });
}

/** The page after one that said `nextRecordsUrl`. The org keeps the rest of a result for two days. */
export function queryNext<R extends SObjectRecord>(
  client: Client,
  nextRecordsUrl: string,
  { timeout = longestQuery, signal }: PageOptions = {},
): Promise<QueryResult<R>> {
  return client.request({ operation, path: nextRecordsUrl, timeout, signal });
}

function sizeHeader(pageSize: number): Record<string, string> {
  return { 'Sforce-Query-Options': `batchSize=${countText(pageSize, operation, [200, 2_000])}` };
}
