import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';

/** A field as a layout shows it; compounds hold the fields they are made of. */
export interface LayoutComponent {
  readonly components?: readonly LayoutComponent[];
  readonly details?: FieldDescribe;
  readonly displayLines: number;
  readonly fieldType?: string;
  readonly tabOrder: number;
  readonly type: 'Field' | 'Separator';
  /** API name of the field, or the separating text. */
  readonly value: string;
}

export interface LayoutItem {
  readonly editableForNew: boolean;
  readonly editableForUpdate: boolean;
  readonly label: string;
  readonly layoutComponents: readonly LayoutComponent[];
  /** Stands in for a field where a row has none. */
  readonly placeholder: boolean;
  readonly required: boolean;
}

/** Fields that people do not set on a layout, though the API takes them. */
const setElsewhere = new Set(['OwnerId', 'RecordTypeId']);

/** Parts of an address that are computed rather than entered. */
const computed = /(?:Latitude|Longitude|GeocodeAccuracy)(?:__s)?$/;

/** The fields a compound is made of, as far as people enter them; empty for any other field. */
export function enteredParts({ fields }: SObjectDescribe, compound: FieldDescribe): FieldDescribe[] {
  const isAddress = compound.type === 'address';
  const isChosen = (name: string) => fields.some((part) => part.name === `${name}Code`);
  return fields.filter(
    ({ name, compoundFieldName }) =>
      compoundFieldName === compound.name &&
      name !== compound.name &&
      !(isAddress && (computed.test(name) || isChosen(name))),
  );
}

function isRequired({ createable, nillable, defaultedOnCreate, type }: FieldDescribe): boolean {
  return createable && !nillable && !defaultedOnCreate && type !== 'boolean';
}

function fieldComponent(details: FieldDescribe, tabOrder: number): LayoutComponent {
  const displayLines = details.type === 'textarea' ? 2 : 1;
  return { details, displayLines, tabOrder, type: 'Field', value: details.name };
}

/** `Account ID`, `Account-ID` and `ID Account` are shown as `Account`. */
function shownLabel({ type, label }: FieldDescribe): string {
  return type === 'reference' ? label.replace(/[ -]ID$|^ID /, '') : label;
}

export function layoutItem(describe: SObjectDescribe, field: FieldDescribe, tabOrder: number): LayoutItem {
  const parts = enteredParts(describe, field);
  const entered = setElsewhere.has(field.name) ? [] : parts.length > 0 ? parts : [field];
  const own = fieldComponent(field, tabOrder);
  const compound = {
    ...own,
    components: parts.map((part, index) => fieldComponent(part, tabOrder + index)),
    fieldType: field.extraTypeInfo ?? field.type,
  };
  return {
    editableForNew: entered.some(({ createable }) => createable),
    editableForUpdate: entered.some(({ updateable }) => updateable),
    label: shownLabel(field),
    layoutComponents: [parts.length > 0 ? compound : own],
    placeholder: false,
    required: entered.some(isRequired),
  };
}

/** Who did something, and when: `CreatedById, CreatedDate`. */
export function auditItem(by: FieldDescribe, at: FieldDescribe, tabOrder: number): LayoutItem {
  const separator = { displayLines: 1, tabOrder: tabOrder + 1, type: 'Separator', value: ', ' } as const;
  return {
    editableForNew: false,
    editableForUpdate: false,
    label: shownLabel(by),
    layoutComponents: [fieldComponent(by, tabOrder), separator, fieldComponent(at, tabOrder + 2)],
    placeholder: false,
    required: false,
  };
}

export const placeholder: LayoutItem = {
  editableForNew: false,
  editableForUpdate: false,
  label: '',
  layoutComponents: [],
  placeholder: true,
  required: false,
};
