import type { PicklistValue } from '../api/types.ts';
import type { FieldModel } from './field-model.ts';

/** Gives what is in a field now, as input text, whether or not the field is on the form. */
export type TextOf = (fieldName: string) => string;

/**
 * True when an option is on offer for the controlling value at an index. `validFor` is base64 of a bit set,
 * most significant bit first; missing bits are 0.
 * Source: SOAP API Developer Guide, "PicklistEntry", "Dependent Picklists".
 */
export function isValidFor(option: PicklistValue, controllerIndex: number): boolean {
  if (!option.validFor || controllerIndex < 0) return false;
  const bytes = atob(option.validFor);
  const byte = Math.floor(controllerIndex / 8);
  if (byte >= bytes.length) return false;
  return (bytes.charCodeAt(byte) & (0x80 >> (controllerIndex % 8))) !== 0;
}

/** Place of the controlling value: a checkbox counts false as 0, true as 1. -1 while it has none. */
export function controllerIndex(controller: FieldModel, text: string): number {
  if (controller.editor === 'checkbox') return text === 'true' ? 1 : 0;
  return controller.options.findIndex(({ value }) => value === text && text !== '');
}

/** The options a field has for the present value of its controller; all where nothing controls it. */
export function availableOptions(
  model: FieldModel,
  controller: FieldModel | undefined,
  textOf: TextOf,
): readonly PicklistValue[] {
  if (!controller) return model.options;
  const index = controllerIndex(controller, textOf(controller.name));
  return model.options.filter((option) => isValidFor(option, index));
}

/** What a field has to be set to after a change further up its chain. */
export interface Correction {
  readonly model: FieldModel;
  readonly text: string;
}

/**
 * The fields that lose their value, or part of it, when another has changed: its dependents, theirs, and so
 * on. `models` are all fields of the object.
 */
export function correctDependents(
  models: readonly FieldModel[],
  changed: string,
  textOf: TextOf,
): Correction[] {
  const corrections = new Map<string, Correction>();
  const corrected: TextOf = (name) => corrections.get(name)?.text ?? textOf(name);
  const visit = (controllerName: string, above: readonly string[]) => {
    const controller = models.find(({ name }) => name === controllerName);
    if (!controller || above.includes(controllerName)) return;
    for (const model of models) {
      if (model.controller !== controllerName) continue;
      const present = corrected(model.name);
      const valid = new Set(availableOptions(model, controller, corrected).map(({ value }) => value));
      const kept = present
        .split(';')
        .filter((value) => valid.has(value))
        .join(';');
      if (kept === present) continue;
      corrections.set(model.name, { model, text: kept });
      visit(model.name, [...above, controllerName]);
    }
  };
  visit(changed, []);
  return [...corrections.values()];
}
