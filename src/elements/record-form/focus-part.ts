import type { LitElement } from 'lit';
import { SfField } from '../field/field.ts';

/**
 * Focuses the first of a form's parts that match, once it is rendered. With `onlyIfLost`, a focus that the visitor
 * has moved elsewhere meanwhile stays there.
 */
export async function focusPart(form: LitElement, selector: string, onlyIfLost = false): Promise<void> {
  await form.updateComplete;
  const target = form.renderRoot.querySelector<HTMLElement>(selector);
  // A field that was disabled until now cannot take the focus before its own update.
  if (target instanceof SfField) await target.updateComplete;
  const { activeElement } = document;
  if (onlyIfLost && activeElement && activeElement !== document.body && activeElement !== form) return;
  target?.focus();
}
