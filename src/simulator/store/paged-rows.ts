import type { StoredRow, StoredRows, StoredValue } from './types.ts';

/** Most readers want no more than these: a page of the REST API. */
export const rowsAtOnce = 2_000;

/** Where rows beyond the first come from. */
export interface RowSource {
  /** How many there are in all. */
  count(): number;
  /** The keys of all, in their order. */
  keys(): readonly StoredValue[];
  /** The rows of some keys, in the order of the keys. */
  rows(keys: readonly StoredValue[]): StoredRow[];
  /** Called once, as soon as nothing more is read. */
  release(rows: PagedRows): void;
}

/** Rows of which the first are at hand, and the others are read when they are wanted. */
export class PagedRows implements StoredRows {
  readonly length: number;
  readonly #source: RowSource;
  readonly #rows: StoredRow[];
  #keys: readonly StoredValue[] | undefined;
  #isOpen: boolean;

  /** @param first as many as there are, or more than `rowsAtOnce` of them */
  constructor(first: StoredRow[], source: RowSource) {
    this.#rows = first;
    this.#source = source;
    this.length = first.length > rowsAtOnce ? source.count() : first.length;
    this.#isOpen = first.length < this.length;
  }

  /** Whether there are rows to be read. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  slice(start: number, end = this.length): StoredRow[] {
    this.#readTo(end);
    return this.#rows.slice(start, end);
  }

  /** Reads what there still is. */
  finish(): void {
    this.#readTo(this.length);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#source.release(this);
  }

  #readTo(end: number): void {
    while (this.#isOpen && this.#rows.length < Math.min(end, this.length)) {
      const start = this.#rows.length;
      // Which rows there are costs as much as a page: to whom the first is enough, it is not told.
      this.#keys ??= this.#source.keys();
      this.#rows.push(...this.#source.rows(this.#keys.slice(start, start + rowsAtOnce)));
    }
    if (this.#rows.length === this.length) this.close();
  }
}
