import type { FieldDescribe, FieldType, PicklistValue } from '../../src/api/types.ts';
import { field } from '../../src/simulator/schema/field.ts';

/** A complete field describe of a type: an editable, optional field, changed by `traits`. */
export function fieldOf(type: FieldType, traits: Partial<FieldDescribe> = {}): FieldDescribe {
  return field(type, traits.name ?? 'Field__c', traits.label ?? 'Field', traits);
}

export function optionOf(value: string, traits: Partial<PicklistValue> = {}): PicklistValue {
  return { active: true, defaultValue: false, label: value, validFor: null, value, ...traits };
}

/** `validFor` of a dependent value: base64 of a bit set, most significant bit first, trailing zero bytes cut. */
export function validForOf(...indexes: number[]): string {
  const bytes = new Uint8Array(Math.floor(Math.max(...indexes) / 8) + 1);
  for (const index of indexes) {
    const byte = Math.floor(index / 8);
    bytes[byte] = (bytes[byte] ?? 0) + 2 ** (7 - (index % 8));
  }
  return btoa(String.fromCharCode(...bytes));
}
