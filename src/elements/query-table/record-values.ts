import type { FieldValue, QueryResult, SObjectRecord } from '../../api/types.ts';

/** A value by its path. The org answers with its own casing, whatever that of the query. */
export function valueAt(record: SObjectRecord, path: readonly string[]): FieldValue | undefined {
  let value: FieldValue | undefined = record;
  for (const name of path) {
    if (!isObject(value)) return value === null ? null : undefined;
    value = ownValue(value, name);
  }
  return value;
}

/** The id of an answered record, from its own URL. Aggregate results have none. */
export function recordIdOf(record: unknown): string | undefined {
  if (!isRecord(record)) return undefined;
  return record.attributes?.url?.split('/').at(-1);
}

/**
 * A key for each record, from a field's value or its id; no two are the same. Where there is none, or another
 * record has it, the place in the list stands in.
 */
export function keysOf(records: readonly SObjectRecord[], keyField: string | undefined): string[] {
  const seen = new Set<string>();
  return records.map((record, index) => {
    const value = keyField ? valueAt(record, keyField.split('.')) : recordIdOf(record);
    const key = `value ${value}`;
    if (value === undefined || value === null || seen.has(key)) return `place ${index}`;
    seen.add(key);
    return key;
  });
}

export function isQueryResult(value: unknown): value is QueryResult {
  return isObject(value) && Array.isArray(value.records);
}

/** True for a record inside another one: a parent. */
export function isRecord(value: unknown): value is SObjectRecord {
  return isObject(value) && isObject(value.attributes);
}

/** The paths a record has values at, in its own order; parents are entered. */
export function pathsOf(record: SObjectRecord): string[][] {
  return Object.entries(record)
    .filter(([name]) => name !== 'attributes')
    .flatMap(([name, value]) => (isRecord(value) ? pathsOf(value).map((path) => [name, ...path]) : [[name]]));
}

function ownValue(holder: Record<string, unknown>, name: string): FieldValue | undefined {
  if (Object.hasOwn(holder, name)) return holder[name] as FieldValue;
  const wanted = name.toLowerCase();
  const key = Object.keys(holder).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : (holder[key] as FieldValue);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
