import type { Client } from '../../api/client.ts';
import { isExpiredQuery } from '../../api/expired-query.ts';
import { query, queryNext } from '../../api/query.ts';
import type { SObjectRecord } from '../../api/types.ts';
import { isAbort, type SfError, toSfError } from '../../errors/sf-error.ts';

/** What has been answered of a query so far. */
export interface LoadedRows {
  readonly records: readonly SObjectRecord[];
  /** Number of records there are. */
  readonly totalSize: number;
  /** Where the next page is; undefined at the end. */
  readonly nextRecordsUrl: string | undefined;
}

/** Runs a query from its start, page after page, until so many rows are there or all are. */
export async function loadRows(
  client: Client,
  soql: string,
  { atLeast = 1, signal }: { atLeast?: number; signal?: AbortSignal | undefined } = {},
): Promise<LoadedRows> {
  let page = await query(client, soql, { signal });
  let { records } = page;
  while (page.nextRecordsUrl && records.length < atLeast) {
    page = await queryNext(client, page.nextRecordsUrl, { signal });
    records = [...records, ...page.records];
  }
  return { records, totalSize: page.totalSize, nextRecordsUrl: page.nextRecordsUrl };
}

/** The rows with one page more. A result the org no longer keeps is asked for anew, up to the same place. */
export async function loadNextRows(
  client: Client,
  soql: string,
  rows: LoadedRows,
  signal?: AbortSignal,
): Promise<LoadedRows> {
  if (!rows.nextRecordsUrl) return rows;
  try {
    const page = await queryNext(client, rows.nextRecordsUrl, { signal });
    return {
      records: [...rows.records, ...page.records],
      totalSize: page.totalSize,
      nextRecordsUrl: page.nextRecordsUrl,
    };
  } catch (error) {
    if (!isExpiredQuery(error)) throw error;
    return loadRows(client, soql, { atLeast: rows.records.length + 1, signal });
  }
}

/** The rows of one run of a query, and the loading of further ones. A new run makes a new object. */
export class QueryPages {
  readonly #client: Client;
  readonly #soql: string;
  readonly #changed: () => void;
  readonly #abort = new AbortController();
  #rows: LoadedRows;
  #isLoading = false;
  #error: SfError | undefined;

  constructor(init: { client: Client; soql: string; rows: LoadedRows; changed: () => void }) {
    this.#client = init.client;
    this.#soql = init.soql;
    this.#rows = init.rows;
    this.#changed = init.changed;
  }

  get rows(): LoadedRows {
    return this.#rows;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Why the last page did not come; undefined while it is asked for again. */
  get error(): SfError | undefined {
    return this.#error;
  }

  get hasMore(): boolean {
    return this.#rows.nextRecordsUrl !== undefined;
  }

  /** Puts other values in the place of the records that are there. */
  replace(records: readonly SObjectRecord[]): void {
    this.#rows = { ...this.#rows, records };
    this.#changed();
  }

  /** Loads one page more. Does nothing while one is on its way. */
  async more(): Promise<void> {
    if (this.#isLoading || !this.hasMore || this.#abort.signal.aborted) return;
    this.#isLoading = true;
    this.#error = undefined;
    this.#changed();
    const { signal } = this.#abort;
    try {
      const rows = await loadNextRows(this.#client, this.#soql, this.#rows, signal);
      if (!signal.aborted) this.#rows = rows;
    } catch (error) {
      if (!isAbort(error)) this.#error = toSfError(error, 'Query');
    }
    this.#isLoading = false;
    if (!signal.aborted) this.#changed();
  }

  /** Ends what is under way; nothing changes any more. */
  dispose(): void {
    this.#abort.abort();
  }
}
