import type { SObjectRecord } from '../../api/types.ts';
import { changedRecord, shortId } from '../changed-record.ts';
import type { SelectColumn } from './read-select.ts';
import { isRecord, recordIdOf } from './record-values.ts';

/** The values that were sent of records, by the first 15 characters of their ids. */
export type SentValues = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * The rows with what was sent of their records and of those records' parents; the same list where none is concerned.
 * What a function makes of a value only the org can tell.
 */
export function changedRows(
  rows: readonly SObjectRecord[],
  sent: SentValues,
  selected: readonly SelectColumn[],
): readonly SObjectRecord[] {
  const computed = selected.filter(({ functions }) => functions.length > 0);
  const kept = new Set(computed.map(({ path }) => path.join('.').toLowerCase()));
  let isConcerned = false;
  const changed = rows.map((row) => changedRow(row, ''));
  return isConcerned ? changed : rows;

  function changedRow(row: SObjectRecord, prefix: string): SObjectRecord {
    const id = recordIdOf(row);
    const values = id === undefined ? undefined : sent.get(shortId(id));
    isConcerned ||= values !== undefined;
    const isKept = (field: string) => kept.has(`${prefix}${field}`.toLowerCase());
    const known = Object.entries(values ?? {}).filter(([field]) => !isKept(field));
    const own = known.length > 0 ? changedRecord(row, Object.fromEntries(known)) : row;
    const parents = Object.entries(row).filter(([, value]) => isRecord(value));
    const changedParents = parents.map(([name, parent]) => [
      name,
      changedRow(parent as SObjectRecord, `${prefix}${name}.`),
    ]);
    return parents.length > 0 ? { ...own, ...Object.fromEntries(changedParents) } : own;
  }
}
