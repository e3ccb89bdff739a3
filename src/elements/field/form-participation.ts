import type { FieldValue } from '../../api/types.ts';
import { type FieldModel, isMasked } from '../../fields/field-model.ts';

interface FieldElement extends HTMLElement {
  readonly fieldName: string;
  readonly value: FieldValue;
}

/** What a field adds to its form's data: its value in wire form, under its name or field name; nothing masked. */
export function formEntry(element: FieldElement, model: FieldModel | undefined): FormData | null {
  const name = element.getAttribute('name') ?? element.fieldName;
  const { value } = element;
  if (!name || value === null || (model && isMasked(model, value))) return null;
  const data = new FormData();
  data.append(name, String(value));
  return data;
}

/** True for the Enter that submits a form from a native input; not for one that ends a composition. */
export function isEnterInInput(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  const isPlainEnter = event.key === 'Enter' && !event.isComposing && !event.defaultPrevented;
  return isPlainEnter && target instanceof HTMLInputElement;
}
