import { jsonBody } from './json-body.ts';
import { fieldSegment } from './path.ts';
import type { FieldValue, SObjectRecord } from './types.ts';

const moment = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/;

type Nested = Readonly<Record<string, unknown>>;

/**
 * The values to write as JSON has them, a `Date` as text. Throws an `SfError` for a name that no field has and for a value
 * that cannot be sent.
 */
export function plainValues(fields: SObjectRecord, operation: string): SObjectRecord {
  for (const name of Object.keys(fields)) fieldSegment(name, operation);
  return JSON.parse(jsonBody(fields, operation));
}

/** The value of a field, whose name may be spelled in other letters; `undefined` where the record has none. */
export function valueIn(record: SObjectRecord, name: string): FieldValue | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(record).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** Those of the values that differ from the record's. */
export function differingValues(values: SObjectRecord, record: SObjectRecord): SObjectRecord {
  const differing = Object.entries(values).filter(([name, value]) => {
    if (name === 'attributes') return false;
    const before = valueIn(record, name);
    return before === undefined || !isSameValue(before, value);
  });
  return Object.fromEntries(differing);
}

/**
 * Whether two values are one to the org: no text is null, a moment is the same in any time zone, a number may be written
 * as text. Of objects, such as a lookup by external id, what both have is compared.
 */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (isNested(one) && isNested(other)) {
    const names = Object.keys(one).filter((name) => name !== 'attributes' && name in other);
    return names.length > 0 && names.every((name) => isSameValue(one[name], other[name]));
  }
  const [a, b] = [canonical(one), canonical(other)];
  if (a === b) return true;
  if (a === null || b === null || typeof a === typeof b) return false;
  return String(a) === String(b) || Number(a) === Number(b);
}

export function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null;
}

function canonical(value: unknown): unknown {
  if (value === '') return null;
  if (typeof value !== 'string' || !moment.test(value)) return value ?? null;
  // Not every engine reads an offset without a colon.
  return Date.parse(value.replace(/(\d\d)(\d\d)$/, '$1:$2'));
}
