import type { Client } from './client.ts';
import type { Soql } from './soql/soql-text.ts';
import type { QueryResult, SObjectRecord } from './types.ts';

interface QueryOptions {
  signal?: AbortSignal | undefined;
}

const operation = 'Query';

/** Runs a query and gives its first page; a page holds at most 2,000 records. */
export function query<R extends SObjectRecord>(
  client: Client,
  soql: string | Soql,
  { signal }: QueryOptions = {},
): Promise<QueryResult<R>> {
  return client.request({ operation, path: 'query', query: { q: String(soql) }, signal });
}

/** The page after one that said `nextRecordsUrl`. The org keeps the rest of a result for two days. */
export function queryNext<R extends SObjectRecord>(
  client: Client,
  nextRecordsUrl: string,
  { signal }: QueryOptions = {},
): Promise<QueryResult<R>> {
  return client.request({ operation, path: nextRecordsUrl, signal });
}

/** All pages of a query, each asked for when the loop comes to it. */
export async function* queryPages<R extends SObjectRecord>(
  client: Client,
  soql: string | Soql,
  options: QueryOptions = {},
): AsyncGenerator<QueryResult<R>, void, void> {
  let page = await query<R>(client, soql, options);
  yield page;
  while (page.nextRecordsUrl) {
    page = await queryNext<R>(client, page.nextRecordsUrl, options);
    yield page;
  }
}
