import type { StoredRow, StoredRows, StoredValue } from './types.ts';

const rowsAtOnce = 2_000;

/** Rows of which it is known from the beginning which they are; what they hold is read when it is wanted. */
export class PagedRows implements StoredRows {
  readonly #keys: readonly StoredValue[];
  readonly #rows: StoredRow[] = [];
  readonly #read: (keys: readonly StoredValue[]) => StoredRow[];
  readonly #release: (rows: PagedRows) => void;
  #isOpen = true;

  /**
   * @param keys of the rows, in their order
   * @param read gives the rows of some keys, in the order of the keys
   * @param release called once, as soon as nothing more is read
   */
  constructor(
    keys: readonly StoredValue[],
    read: (keys: readonly StoredValue[]) => StoredRow[],
    release: (rows: PagedRows) => void,
  ) {
    this.#keys = keys;
    this.#read = read;
    this.#release = release;
  }

  get length(): number {
    return this.#keys.length;
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
    this.#release(this);
  }

  #readTo(end: number): void {
    while (this.#isOpen && this.#rows.length < Math.min(end, this.length)) {
      const start = this.#rows.length;
      this.#rows.push(...this.#read(this.#keys.slice(start, start + rowsAtOnce)));
    }
    if (this.#rows.length === this.length) this.close();
  }
}
