import type { FieldDescribe, FieldValue, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { dataPath } from '../schema/s-object.ts';
import type { StoredRow, StoredValue } from './types.ts';

/** Compounds of several columns; they have no column of their own. */
export function isCompound(field: FieldDescribe): boolean {
  return field.type === 'address' || field.type === 'location';
}

/** The fields whose columns make up `field`: itself, or the parts of an address or location. */
function storedFields(describe: SObjectDescribe, field: FieldDescribe): FieldDescribe[] {
  if (!isCompound(field)) return [field];
  return describe.fields.filter((part) => part.compoundFieldName === field.name);
}

/** The columns to select so that `outputField` can show `field`. */
export function columnsOf(describe: SObjectDescribe, field: FieldDescribe): string[] {
  return storedFields(describe, field).map((part) => part.name);
}

function masked(field: FieldDescribe, text: string): string {
  const shown = field.maskType === 'lastFour' ? 4 : 0;
  const hidden = Math.max(0, text.length - shown);
  return (field.mask ?? '*').repeat(hidden) + text.slice(hidden);
}

/** A stored value as REST sends it: `2026-05-01T07:25:37.000+0000`, `true`, `a;b`. Not for compounds. */
export function outputValue(field: FieldDescribe, stored: StoredValue): string | number | boolean | null {
  if (stored === null) return null;
  switch (field.type) {
    case 'boolean':
      return stored !== 0;
    case 'datetime':
      return String(stored).replace('Z', '+0000');
    case 'encryptedstring':
      return masked(field, String(stored));
    default:
      return stored;
  }
}

/** The key of a part inside its compound: `BillingPostalCode` and `Venue__PostalCode__s` are `postalCode`. */
function partKey(compound: FieldDescribe, part: FieldDescribe): string {
  if (compound.type === 'location') return part.name.includes('Latitude') ? 'latitude' : 'longitude';
  const prefix = compound.name.replace(/Address$|c$/, '');
  const key = part.name.slice(prefix.length).replace(/__s$/, '');
  return key.charAt(0).toLowerCase() + key.slice(1);
}

/** A field's value as REST sends it, from a row that has the columns of `columnsOf`. */
export function outputField(describe: SObjectDescribe, field: FieldDescribe, row: StoredRow): FieldValue {
  if (!isCompound(field)) return outputValue(field, row[field.name] ?? null);
  const parts = storedFields(describe, field)
    .map((part) => [partKey(field, part), outputValue(part, row[part.name] ?? null)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.every(([, value]) => value === null) ? null : Object.fromEntries(parts);
}

export function recordUrl(objectName: string, id: string): string {
  return `${dataPath}/sobjects/${objectName}/${id}`;
}

export function recordAttributes(objectName: string, id: string): { type: string; url: string } {
  return { type: objectName, url: recordUrl(objectName, id) };
}

/** A whole record as REST sends it. */
export function outputRecord(describe: SObjectDescribe, row: StoredRow): SObjectRecord {
  const record: SObjectRecord = { attributes: recordAttributes(describe.name, String(row.Id)) };
  for (const field of describe.fields) record[field.name] = outputField(describe, field, row);
  return record;
}
