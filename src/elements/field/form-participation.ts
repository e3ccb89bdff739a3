import type { FieldValue } from '../../api/types.ts';

/** What a field adds to its form's data: its value in wire form, under its name or field name. */
export function formEntry(element: HTMLElement & { fieldName: string }, value: FieldValue): FormData | null {
  const name = element.getAttribute('name') ?? element.fieldName;
  if (!name || value === null) return null;
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
