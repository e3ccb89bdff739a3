import type { FieldValue, SObjectRecord } from '../../api/types.ts';
import type { TextOf } from '../../fields/dependent-picklist.ts';
import type { FieldModel } from '../../fields/field-model.ts';
import type { FormField } from '../../fields/form-fields.ts';
import { validateValue } from '../../fields/validate.ts';
import { type Reading, sameValue, toInput } from '../../fields/wire-value.ts';
import type { Localization } from '../../i18n/localization.ts';

/** What is typed in one field: the text, and how it was understood when it was typed. */
export interface Entry {
  readonly text: string;
  readonly reading: Reading;
}

/** By API name; only of fields that somebody has typed in. */
export type Entries = ReadonlyMap<string, Entry>;

/** A field's value before anything is typed: the record's, or the default of a new one. */
export function originalValue(model: FieldModel, record: SObjectRecord | undefined): FieldValue {
  return record ? (record[model.name] ?? null) : model.defaultValue;
}

/** Looks up what is in any field now. */
export function textLookup(
  models: readonly FieldModel[],
  record: SObjectRecord | undefined,
  entries: Entries,
  localization: Localization,
): TextOf {
  return (name) => {
    const entry = entries.get(name);
    if (entry) return entry.text;
    const model = models.find((candidate) => candidate.name === name);
    return model ? toInput(model, originalValue(model, record), localization) : '';
  };
}

/** Problems by API name, of every field that can be edited; empty when all may be sent. */
export function findProblems(
  fields: readonly FormField[],
  record: SObjectRecord | undefined,
  entries: Entries,
  localization: Localization,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { model, editable, required } of fields) {
    if (!editable) continue;
    const reading = entries.get(model.name)?.reading;
    // What the org has already is not this form's to judge.
    if (!reading && record && !required) continue;
    const value = reading ? reading.value : originalValue(model, record);
    const problem = reading?.error ?? validateValue(model, value ?? null, required, localization);
    if (problem) problems.set(model.name, problem);
  }
  return problems;
}

/**
 * What to send: of a record that exists, only what changed; of a new one, what has a value, and `null` where
 * a default was taken away.
 */
export function fieldsToSend(
  fields: readonly FormField[],
  record: SObjectRecord | undefined,
  entries: Entries,
): SObjectRecord {
  const sent: SObjectRecord = {};
  for (const { model, editable } of fields) {
    if (!editable) continue;
    const original = originalValue(model, record);
    const entry = entries.get(model.name);
    const value = entry ? (entry.reading.value ?? null) : original;
    const isChanged = entry !== undefined && !sameValue(model, value, original);
    if (isChanged || (!record && value !== null && value !== '')) sent[model.name] = value;
  }
  return sent;
}
