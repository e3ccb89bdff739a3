import type { SObjectRecord } from '../../api/types.ts';
import { makeId } from '../store/ids.ts';

/** The rows of a query as they were when it was asked. */
export interface Cursor {
  readonly records: readonly SObjectRecord[];
  readonly totalSize: number;
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly pageSize: number;
}

const lifetime = 2 * 24 * 3_600_000;
const kept = 50;

/** Queries with pages to come. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  #opened = 0;

  /** Keeps a cursor while there are pages to come. Gives its locator. */
  open(cursor: Cursor): string {
    this.#opened += 1;
    const locator = makeId('01g', this.#opened);
    if (cursor.records.length > cursor.pageSize) this.#open.set(locator, cursor);
    const [oldest] = this.#open.keys();
    if (this.#open.size > kept && oldest !== undefined) this.#open.delete(oldest);
    return locator;
  }

  /** A cursor of that user's which has not expired. */
  find(locator: string, userId: string, now: Date): Cursor | undefined {
    const cursor = this.#open.get(locator);
    const lives = cursor?.userId === userId && now.getTime() - cursor.created <= lifetime;
    return lives ? cursor : undefined;
  }

  clear(): void {
    this.#open.clear();
  }
}
