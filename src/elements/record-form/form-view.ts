import type { FieldValue, PicklistValue } from '../../api/types.ts';
import { availableOptions, correctDependents, type TextOf } from '../../fields/dependent-picklist.ts';
import type { FieldModel } from '../../fields/field-model.ts';
import { chooseFields, type FormField, type FormMode } from '../../fields/form-fields.ts';
import { readInput } from '../../fields/wire-value.ts';
import type { Localization } from '../../i18n/localization.ts';
import { type Entries, type Entry, originalValue, textLookup } from './form-values.ts';
import type { LoadedForm } from './load-form.ts';

/** What is typed in a form, and what it had to remark on it. */
export interface Draft {
  readonly entries: Entries;
  /** By API name. */
  readonly hints: ReadonlyMap<string, string>;
}

export const emptyDraft: Draft = Object.freeze({ entries: new Map(), hints: new Map() });

/** What a form shows in a mode. */
export interface FormView {
  readonly loaded: LoadedForm;
  readonly mode: FormMode;
  readonly fields: readonly FormField[];
  /** With the record's currency. */
  readonly localization: Localization;
  /** As it was given. */
  readonly words: Localization;
  /** Whether there is anything in it to edit, in whatever mode. */
  readonly canEdit: boolean;
}

export function createFormView(loaded: LoadedForm, mode: FormMode, words: Localization): FormView {
  const currency = loaded.record?.CurrencyIsoCode;
  return {
    loaded,
    mode,
    fields: chooseFields(loaded.describe, loaded.requested, mode),
    canEdit: loaded.describe.updateable && hasEditable(loaded),
    localization: typeof currency === 'string' ? { ...words, currency } : words,
    words,
  };
}

function hasEditable({ describe, requested }: LoadedForm): boolean {
  return chooseFields(describe, requested, 'edit').some(({ editable }) => editable);
}

/** What one field of the form is given. */
export interface FieldProperties {
  readonly original: FieldValue;
  /** `undefined` while nothing is typed. */
  readonly text: string | undefined;
  readonly options: readonly PicklistValue[];
  readonly hint: string | undefined;
  readonly disabled: boolean;
}

export function fieldProperties(view: FormView, draft: Draft, { model }: FormField): FieldProperties {
  const { loaded, localization } = view;
  const controller = loaded.models.find(({ name }) => name === model.controller);
  const options = availableOptions(model, controller, textsIn(view, draft));
  const text = draft.entries.get(model.name)?.text;
  const original = originalValue(model, loaded.record);
  // A value that the record has already can be kept or cleared, whatever its controller says.
  const waits = controller !== undefined && options.length === 0 && !(text ?? original);
  const chooseFirst = waits && localization.t('fields.chooseFirst', { controller: controller.label });
  return {
    original,
    text,
    options,
    hint: draft.hints.get(model.name) ?? (chooseFirst || undefined),
    disabled: waits,
  };
}

/** The draft after something was typed, and which dependent fields that cleared. */
export function typeInto(
  view: FormView,
  draft: Draft,
  changed: FieldModel,
  entry: Entry,
): { draft: Draft; cleared: readonly FieldModel[] } {
  const { loaded, localization, fields } = view;
  const entries = new Map(draft.entries).set(changed.name, entry);
  const hints = new Map(draft.hints);
  hints.delete(changed.name);
  const editable = new Set(fields.filter((field) => field.editable).map(({ model }) => model.name));
  const textOf = textLookup(loaded.models, loaded.record, entries, localization);
  const corrections = correctDependents(loaded.models, changed.name, textOf).filter(({ model }) =>
    editable.has(model.name),
  );
  for (const { model, text } of corrections) {
    const controller = loaded.models.find(({ name }) => name === model.controller)?.label ?? changed.label;
    entries.set(model.name, { text, reading: readInput(model, text, localization) });
    hints.set(model.name, localization.t('form.cleared', { label: model.label, controller }));
  }
  return { draft: { entries, hints }, cleared: corrections.map(({ model }) => model) };
}

function textsIn({ loaded, localization }: FormView, { entries }: Draft): TextOf {
  return textLookup(loaded.models, loaded.record, entries, localization);
}
