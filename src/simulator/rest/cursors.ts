import type { SoqlResult } from '../soql/soql-result.ts';
import { makeId } from '../store/ids.ts';

/** A query with pages to come, as JSON can hold it. */
export interface AskedQuery {
  readonly soql: string;
  /** Whether deleted rows are among its rows. */
  readonly allRows: boolean;
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly pageSize: number;
}

/** A query with its rows as they were when it was asked. */
export interface Cursor extends AskedQuery {
  readonly result: SoqlResult;
}

export interface KeptCursors {
  readonly opened: number;
  readonly queries: readonly (readonly [locator: string, AskedQuery])[];
}

const lifetime = 2 * 24 * 3_600_000;
const kept = 50;

/** Queries with pages to come. */
export class Cursors {
  /** Those that were restored have no rows until somebody wants a page. */
  readonly #open = new Map<string, Cursor | AskedQuery>();
  #opened = 0;

  /** Keeps a cursor while there are pages to come. Gives its locator. */
  open(cursor: Cursor): string {
    this.#opened += 1;
    const locator = makeId('01g', this.#opened);
    if (cursor.result.length > cursor.pageSize) this.#open.set(locator, cursor);
    const [oldest] = this.#open.keys();
    if (this.#open.size > kept && oldest !== undefined) this.#close(oldest);
    return locator;
  }

  /** A cursor of that user's which has not expired. @param ask gives the result of one that has none */
  find(
    locator: string,
    userId: string,
    now: Date,
    ask: (query: AskedQuery) => SoqlResult,
  ): Cursor | undefined {
    const found = this.#open.get(locator);
    if (found?.userId !== userId || now.getTime() - found.created > lifetime) return undefined;
    const cursor = 'result' in found ? found : { ...found, result: ask(found) };
    this.#open.set(locator, cursor);
    return cursor;
  }

  kept(): KeptCursors {
    const queries = [...this.#open].map(([locator, { soql, allRows, userId, created, pageSize }]) => {
      return [locator, { soql, allRows, userId, created, pageSize }] as const;
    });
    return { opened: this.#opened, queries };
  }

  /** Takes up what `kept` gave. The rows to come are then those of the day. */
  restore({ opened, queries }: KeptCursors): void {
    this.#opened = opened;
    for (const [locator, query] of queries) this.#open.set(locator, query);
  }

  clear(): void {
    for (const locator of this.#open.keys()) this.#close(locator);
  }

  #close(locator: string): void {
    const cursor = this.#open.get(locator);
    if (cursor && 'result' in cursor) cursor.result.close();
    this.#open.delete(locator);
  }
}
