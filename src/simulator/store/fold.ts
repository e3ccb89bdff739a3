import type { StoredValue } from './types.ts';

/** Texts in which SQLite itself knows which letters are alike. */
const plain = /^[ -~]*$/;

/** What capitals are folded for, in the database and out of it. */
export function folded(text: StoredValue): StoredValue {
  return typeof text === 'string' ? text.toLowerCase() : text;
}

export function isPlain(value: StoredValue): boolean {
  return typeof value !== 'string' || plain.test(value);
}

/**
 * SQL for a text in which capitals do not count. NOCASE and LIKE do so for the letters of ASCII, at no cost; only the
 * other texts go through `fold`, a function of the database's own.
 */
export function foldedSql(sql: string): string {
  return `(CASE WHEN ${sql} GLOB '*[^ -~]*' THEN fold(${sql}) ELSE ${sql} END COLLATE NOCASE)`;
}
