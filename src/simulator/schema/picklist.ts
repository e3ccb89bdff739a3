import type { FieldDescribe, PicklistValue } from '../../api/types.ts';
import { type FieldTraits, field } from './field.ts';

export interface PicklistTraits extends FieldTraits {
  /** The value a new record gets. */
  initial?: string;
  /** Values that records may still hold but that can no longer be chosen. */
  inactive?: readonly string[];
}

/** A value whose label differs from it is written `value=Label`. */
function picklistValue(entry: string, active: boolean, initial: string | undefined): PicklistValue {
  const [value = '', label = value] = entry.split('=');
  return { active, defaultValue: value === initial, label, validFor: null, value };
}

function choice(
  type: 'picklist' | 'multipicklist' | 'combobox',
  name: string,
  label: string,
  values: readonly string[],
  { initial, inactive = [], ...traits }: PicklistTraits,
): FieldDescribe {
  return field(type, name, label, {
    length: name.endsWith('__c') ? 255 : 40,
    picklistValues: [
      ...values.map((value) => picklistValue(value, true, initial)),
      ...inactive.map((value) => picklistValue(value, false, initial)),
    ],
    ...(initial === undefined ? {} : { defaultValue: initial, defaultedOnCreate: true }),
    ...traits,
  });
}

export const picklist = (
  name: string,
  label: string,
  values: readonly string[],
  traits: PicklistTraits = {},
): FieldDescribe => choice('picklist', name, label, values, traits);

/** Several values of a list, stored as `a;b`. */
export const multipicklist = (
  name: string,
  label: string,
  values: readonly string[],
  traits: PicklistTraits = {},
): FieldDescribe =>
  choice('multipicklist', name, label, values, {
    length: 4099,
    byteLength: 4099,
    sortable: false,
    groupable: false,
    ...traits,
  });

/** Free text with suggestions. */
export const combobox = (
  name: string,
  label: string,
  values: readonly string[],
  traits: PicklistTraits = {},
): FieldDescribe =>
  choice('combobox', name, label, values, {
    length: 255,
    groupable: false,
    permissionable: false,
    ...traits,
  });

/** Base64 of a bit set, most significant bit first, as describe sends it: at least three bytes. */
export function validFor(indexes: readonly number[]): string {
  const bytes = new Uint8Array(Math.max(3, Math.ceil((Math.max(-1, ...indexes) + 1) / 8)));
  for (const index of indexes) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return btoa(String.fromCharCode(...bytes));
}

/**
 * A picklist whose choices depend on `controller`, a picklist or a checkbox.
 * @param choices each value with the controlling values (`'true'` and `'false'` for a checkbox) it is offered for
 */
export function dependentPicklist(
  name: string,
  label: string,
  controller: FieldDescribe,
  choices: Readonly<Record<string, readonly string[]>>,
  traits: PicklistTraits = {},
): FieldDescribe {
  const controls =
    controller.type === 'boolean'
      ? ['false', 'true']
      : controller.picklistValues.map((controlling) => controlling.value);
  const dependent = picklist(name, label, Object.keys(choices), {
    dependentPicklist: true,
    controllerName: controller.name,
    ...traits,
  });
  for (const value of dependent.picklistValues) {
    value.validFor = validFor(
      (choices[value.value] ?? []).map((controlling) => controls.indexOf(controlling)),
    );
  }
  return dependent;
}

/** Whether a choice is offered for the controlling value at that position. */
export function isValidFor({ validFor }: PicklistValue, index: number): boolean {
  const byte = atob(validFor ?? '').charCodeAt(index >> 3) || 0;
  return index >= 0 && (byte & (0x80 >> (index & 7))) !== 0;
}
