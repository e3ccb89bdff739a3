import type { SObjectDescribe } from '../../api/types.ts';

/** What a column holds: datetimes are UTC `YYYY-MM-DDTHH:MM:SS.mmmZ`, booleans 0 or 1, multi-selects `a;b`. */
export type StoredValue = string | number | null;

/** One row of an sObject's table, by API name of the field. */
export type StoredRow = Record<string, StoredValue>;

/** A SELECT whose rows have a key each. */
export interface KeyedQuery {
  /** Without an order. */
  readonly sql: string;
  /** How many of the parameters stand in `sql`; the others do in `order`. */
  readonly parameters: number;
  /** The ORDER BY clause. */
  readonly order: string;
  /** The column of the key. */
  readonly key: string;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** Rows that are read when they are wanted. Whatever is written meanwhile, they stay as they were. */
export interface StoredRows {
  readonly length: number;
  slice(start: number, end?: number): StoredRow[];
  /** Lets go of what nobody has wanted yet. */
  close(): void;
}

/** The org's sObjects. Names are matched without regard to case, as the REST API does. */
export interface Schema {
  get(name: string): SObjectDescribe | undefined;
  /** API names in alphabetical order. */
  names(): string[];
}

export interface EditableSchema extends Schema {
  /** Adds an object, or takes the place of the one of that name. */
  set(describe: SObjectDescribe): void;
}

/**
 * One SQLite database: a table per sObject, named by its API name, with a column per stored field, named by the
 * field's API name. Compound fields have no column, except the `Name` of people.
 */
export interface RowDatabase {
  all(sql: string, params?: readonly StoredValue[]): StoredRow[];
  read(query: KeyedQuery, params: readonly StoredValue[]): StoredRows;
  run(sql: string, params?: readonly StoredValue[]): void;
}
