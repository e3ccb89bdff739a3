import type { SObjectRecord } from '../api/types.ts';

/** What tells records apart: ids have 15 or 18 characters, the last three only guard casing. */
export function shortId(id: string): string {
  return id.slice(0, 15);
}

/**
 * A record with the values that were sent of it, as far as it holds their fields: what the org makes of them, and what
 * follows from them, is still to be read.
 */
export function changedRecord(record: SObjectRecord, sent: Readonly<Record<string, unknown>>): SObjectRecord {
  const names = new Map(Object.keys(record).map((name) => [name.toLowerCase(), name]));
  const changed: SObjectRecord = { ...record };
  for (const [field, value] of Object.entries(sent)) {
    const name = names.get(field.toLowerCase());
    if (name !== undefined && isPlain(value) && isPlain(record[name])) changed[name] = value;
  }
  return changed;
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
