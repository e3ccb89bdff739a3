import type { SObjectRecord } from '../../api/types.ts';

/** What a query has found. Records are made when they are wanted: a page shows a few of many. */
export interface SoqlResult {
  /** All rows of the answer; for `COUNT()` the count, with no records. */
  readonly totalSize: number;
  /** Number of records. */
  readonly length: number;
  /** Whether whoever asks has looked at the records, as FOR VIEW and FOR REFERENCE say. */
  readonly seen: boolean;
  readonly records: SObjectRecord[];
  /** The records from one place up to, and without, another. */
  slice(start: number, end?: number): SObjectRecord[];
  /** Lets go of what nobody has wanted yet. */
  close(): void;
}

/** Rows at hand, or rows to be read. */
interface Rows<Row> {
  readonly length: number;
  slice(start: number, end?: number): Row[];
  close?(): void;
}

/** @param toRecord makes the record that REST sends of a row */
export function soqlResult<Row>(
  rows: Rows<Row>,
  toRecord: (row: Row) => SObjectRecord,
  { totalSize = rows.length, seen = false }: Partial<Pick<SoqlResult, 'totalSize' | 'seen'>> = {},
): SoqlResult {
  const slice = (start: number, end?: number) => rows.slice(start, end).map(toRecord);
  return {
    totalSize,
    length: rows.length,
    seen,
    slice,
    close: () => rows.close?.(),
    get records() {
      return slice(0);
    },
  };
}
