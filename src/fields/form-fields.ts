import type { FieldDescribe, SObjectDescribe } from '../api/types.ts';
import { SfError } from '../errors/sf-error.ts';
import { type FieldModel, fieldModel } from './field-model.ts';

export type FormMode = 'create' | 'edit' | 'view';

/** A field in its place on a form. */
export interface FormField {
  readonly model: FieldModel;
  /** False where it is only shown. */
  readonly editable: boolean;
  /** Marked as required, and checked before a save. */
  readonly required: boolean;
}

/**
 * The fields of a form, in order and each once. A compound stands for its parts while it is edited. Without
 * requested names: what may be created or updated, required ones first.
 * Throws an `UNKNOWN_FIELD` error when the describe lacks a requested name.
 */
export function chooseFields(
  describe: SObjectDescribe,
  requested: readonly string[],
  mode: FormMode,
): FormField[] {
  const fields = describe.fields.filter((field) => !field.deprecatedAndHidden);
  const chosen = requested.length > 0 ? findRequested(describe, fields, requested, mode) : undefined;
  const models = (chosen ?? fields).map(fieldModel);
  const formFields = models.map((model) => formField(model, mode));
  if (mode === 'create')
    return sortUnless(
      chosen,
      formFields.filter(({ editable }) => editable),
    );
  if (chosen) return formFields;
  const changeable = formFields.filter(({ model }) => model.updateable);
  return sortUnless(chosen, changeable.length > 0 ? changeable : formFields);
}

/** Parts of a compound field as a form edits them. Empty for a field that is no compound, or is written whole. */
export function partsOf(fields: readonly FieldDescribe[], compound: FieldDescribe): FieldDescribe[] {
  if (compound.createable || compound.updateable) return [];
  const parts = fields.filter(
    (field) => field.compoundFieldName === compound.name && field.name !== compound.name,
  );
  if (compound.type !== 'address') return parts.sort((a, b) => nameRank(a) - nameRank(b));
  // The org computes the geocode of an address; and where it has state and country picklists, the texts
  // beside the codes follow them.
  const names = new Set(parts.map(({ name }) => name));
  const isPlain = ({ name }: FieldDescribe) => {
    const code = name.replace(/(State|Country)(__s)?$/, '$1Code$2');
    return code !== name && names.has(code);
  };
  const isGeocode = ({ name }: FieldDescribe) => /(Latitude|Longitude|GeocodeAccuracy)(__s)?$/.test(name);
  return parts.filter((part) => !isGeocode(part) && !isPlain(part));
}

/** API names to read of a record for a list of fields in any mode, those that control picklists included. */
export function fieldsToRead(describe: SObjectDescribe, requested: readonly string[]): string[] {
  const names = new Set<string>(['Id']);
  if (describe.fields.some(({ name }) => name === 'CurrencyIsoCode')) names.add('CurrencyIsoCode');
  for (const mode of ['view', 'edit'] as const) {
    for (const { model } of chooseFields(describe, requested, mode)) {
      names.add(model.name);
      for (const controller of controllersOf(describe.fields, model.controller)) names.add(controller);
    }
  }
  return [...names];
}

function controllersOf(fields: readonly FieldDescribe[], first: string | undefined): string[] {
  const chain: string[] = [];
  let next = first;
  while (next !== undefined && !chain.includes(next)) {
    const name: string = next;
    const found = fields.find((field) => field.name === name);
    if (!found) break;
    chain.push(name);
    next = found.controllerName || undefined;
  }
  return chain;
}

function findRequested(
  describe: SObjectDescribe,
  fields: readonly FieldDescribe[],
  requested: readonly string[],
  mode: FormMode,
): FieldDescribe[] {
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const unknown = requested.filter((name) => !byName.has(name.toLowerCase()));
  if (unknown.length > 0) throw unknownFields(describe, unknown);
  const found = requested.flatMap((name) => {
    const field = byName.get(name.toLowerCase());
    if (!field) return [];
    const parts = mode === 'view' ? [] : partsOf(fields, field);
    return parts.length > 0 ? parts : [field];
  });
  return [...new Set(found)];
}

function unknownFields(describe: SObjectDescribe, unknown: readonly string[]): SfError {
  const names = [...new Set(unknown)].map((name) => `“${name}”`).join(', ');
  return new SfError({
    code: 'UNKNOWN_FIELD',
    operation: `Show ${describe.name}`,
    problem: `The attribute fields names ${names}, which ${describe.name} does not have, or your user may not see.`,
    remedy: 'Use API names, separated by commas; those of custom fields end in __c.',
  });
}

function formField(model: FieldModel, mode: FormMode): FormField {
  const editable = mode === 'create' ? model.createable : mode === 'edit' && model.updateable;
  return { model, editable, required: editable && model.required };
}

function sortUnless(chosen: unknown, fields: FormField[]): FormField[] {
  if (chosen) return fields;
  const isFirst = ({ model }: FormField) => model.required && (model.createable || model.updateable);
  return [...fields.filter(isFirst), ...fields.filter((field) => !isFirst(field))];
}

/** Parts of a person's name in the order they are said; other parts stay as described. */
function nameRank({ name }: FieldDescribe): number {
  return ['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix'].indexOf(name);
}
