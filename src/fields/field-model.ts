import type { FieldDescribe, FieldType, FieldValue, PicklistValue } from '../api/types.ts';

/** Which control a field is edited with; `none` where there is none. */
export type EditorKind =
  | 'text'
  | 'email'
  | 'phone'
  | 'url'
  | 'textarea'
  | 'number'
  | 'date'
  | 'datetime'
  | 'time'
  | 'checkbox'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'encrypted'
  | 'reference'
  | 'none';

/** What showing, editing and checking a field needs to know of it. */
export interface FieldModel {
  /** API name. */
  readonly name: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly type: FieldType;
  readonly editor: EditorKind;
  /** Must have a value: the org neither takes it empty nor fills it in. Never true for a checkbox. */
  readonly required: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  /** In characters; `undefined` where there is no limit. */
  readonly maxLength: number | undefined;
  /** Digits in all, and those after the decimal sign; `undefined` for what is no decimal number. */
  readonly precision: number | undefined;
  readonly scale: number | undefined;
  /** Digits of a whole number. */
  readonly digits: number | undefined;
  /** All of a picklist's values, the inactive too, in the order that `validFor` counts by. */
  readonly options: readonly PicklistValue[];
  /** API name of the field that decides which options are on offer. */
  readonly controller: string | undefined;
  /** API name of the compound field that this is a part of. */
  readonly partOf: string | undefined;
  /** Letter that hides characters of an encrypted value. */
  readonly mask: string | undefined;
  /** In wire form; `null` for none. */
  readonly defaultValue: string | number | boolean | null;
  /** What the org said, for formatting. */
  readonly describe: FieldDescribe;
}

export function fieldModel(field: FieldDescribe): FieldModel {
  // A release may bring a type that is not known here: shown, not edited.
  const editor: EditorKind = editors[field.type] ?? 'none';
  const isDecimal = decimalTypes.includes(field.type) && field.precision > 0;
  return {
    name: field.name,
    label: field.label || field.name,
    help: field.inlineHelpText || undefined,
    type: field.type,
    editor,
    required: isRequired(field),
    createable: field.createable && editor !== 'none',
    updateable: field.updateable && editor !== 'none',
    maxLength: textEditors.includes(editor) && field.length > 0 ? field.length : undefined,
    precision: isDecimal ? field.precision : undefined,
    scale: isDecimal ? field.scale : undefined,
    digits: field.digits > 0 ? field.digits : undefined,
    options: field.picklistValues ?? [],
    controller: (field.dependentPicklist && field.controllerName) || undefined,
    partOf:
      field.compoundFieldName && field.compoundFieldName !== field.name ? field.compoundFieldName : undefined,
    mask: field.type === 'encryptedstring' ? maskLetter(field.mask) : undefined,
    defaultValue: defaultValueOf(field),
    describe: field,
  };
}

/**
 * Which options to offer: the active ones of those available, and the values that the field or its record has
 * now, even if they are inactive or unknown to the picklist.
 */
export function offeredOptions(
  model: FieldModel,
  available: readonly PicklistValue[],
  text: string,
  original: string,
): readonly PicklistValue[] {
  const present = text === '' ? [] : text.split(';');
  const recorded = original === '' ? [] : original.split(';');
  const offered = available.filter(
    ({ active, value }) => active || recorded.includes(value) || present.includes(value),
  );
  const known = new Map(model.options.map((option) => [option.value, option]));
  const kept = new Set([...present, ...recorded.filter((value) => !known.has(value))]);
  for (const { value } of offered) kept.delete(value);
  const others = [...kept].map(
    (value) =>
      known.get(value) ?? { active: false, defaultValue: false, label: value, validFor: null, value },
  );
  return [...offered, ...others];
}

/** True when an encrypted value has been hidden by the org, so that it must not be sent back. */
export function isMasked({ mask, describe }: FieldModel, value: FieldValue | undefined): boolean {
  if (!mask || typeof value !== 'string' || !value.includes(mask)) return false;
  const hidden = describe.maskType === 'all' || describe.maskType === null ? value : value.slice(0, -4);
  return [...hidden].every((letter) => letter === mask || !/[a-z\d]/i.test(letter));
}

function isRequired(field: FieldDescribe): boolean {
  return field.createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
}

function defaultValueOf(field: FieldDescribe): string | number | boolean | null {
  if (field.type === 'boolean') return field.defaultValue === true || field.defaultValue === 'true';
  if (field.defaultValue !== null && field.defaultValue !== undefined) return field.defaultValue;
  const preset = (field.picklistValues ?? []).filter((option) => option.active && option.defaultValue);
  return preset.map((option) => option.value).join(';') || null;
}

function maskLetter(mask: string | null): string {
  return !mask || mask === 'asterisk' ? '*' : mask;
}

const decimalTypes: readonly FieldType[] = ['double', 'currency', 'percent'];

const textEditors: readonly EditorKind[] = [
  'text',
  'email',
  'phone',
  'url',
  'textarea',
  'combobox',
  'encrypted',
];

const editors: Readonly<Record<FieldType, EditorKind>> = {
  string: 'text',
  email: 'email',
  phone: 'phone',
  url: 'url',
  textarea: 'textarea',
  int: 'number',
  long: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  boolean: 'checkbox',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  combobox: 'combobox',
  encryptedstring: 'encrypted',
  reference: 'reference',
  id: 'reference',
  address: 'none',
  location: 'none',
  base64: 'none',
  anyType: 'none',
  complexvalue: 'none',
};
