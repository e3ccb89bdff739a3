import type { Client } from './client.ts';
import { ExpiredQueryError, isExpiredQuery } from './expired-query.ts';
import { type QueryOptions, query, queryNext } from './query.ts';
import type { Soql } from './soql/soql-text.ts';
import type { QueryResult, SObjectRecord } from './types.ts';

export interface QueryPagesOptions extends QueryOptions {
  /** Asks for the next page while the caller works on the one before. Default true. */
  readAhead?: boolean | undefined;
}

/**
 * All pages of a query. Leaving the loop ends what is under way. Where the org has dropped the rest of the result
 * meanwhile, rejects with an {@link ExpiredQueryError}, which says how many records came.
 */
export async function* queryPages<R extends SObjectRecord>(
  client: Client,
  soql: string | Soql,
  { readAhead = true, signal: given, ...options }: QueryPagesOptions = {},
): AsyncGenerator<QueryResult<R>, void, void> {
  const { signal, end } = linkedSignal(given);
  let recordsRead = 0;
  try {
    let page = await query<R>(client, soql, { ...options, signal });
    for (;;) {
      const { nextRecordsUrl, totalSize } = page;
      const load = nextRecordsUrl
        ? () => queryNext<R>(client, nextRecordsUrl, { ...options, signal })
        : undefined;
      const ahead = readAhead ? load?.() : undefined;
      // Whether it failed is for the one who asks for that page.
      ahead?.catch(() => undefined);
      recordsRead += page.records.length;
      yield page;
      if (!load) return;
      try {
        page = await (ahead ?? load());
      } catch (error) {
        throw isExpiredQuery(error) ? new ExpiredQueryError(error, recordsRead, totalSize) : error;
      }
    }
  } finally {
    end();
  }
}

/** All records of a query, one after another; {@link queryPages} says what may happen. */
export async function* queryRecords<R extends SObjectRecord>(
  client: Client,
  soql: string | Soql,
  options: QueryPagesOptions = {},
): AsyncGenerator<R, void, void> {
  for await (const { records } of queryPages<R>(client, soql, options)) yield* records;
}

/** A signal that fires with the given one, or at the end. */
function linkedSignal(given: AbortSignal | undefined): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const passOn = () => controller.abort(given?.reason);
  given?.addEventListener('abort', passOn);
  if (given?.aborted) passOn();
  return {
    signal: controller.signal,
    end() {
      given?.removeEventListener('abort', passOn);
      controller.abort();
    },
  };
}
