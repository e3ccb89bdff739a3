import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { EditorContext } from './editor-context.ts';
import { renderTextEditor } from './text-editor.ts';

/** A choice of one. The empty choice is there for required fields too, where nothing is chosen yet. */
export function renderPicklistEditor(editor: EditorContext): TemplateResult {
  return html`<select
    class="control"
    part="control"
    id=${editor.id}
    autocomplete="off"
    aria-describedby=${editor.describedBy || nothing}
    aria-invalid=${editor.invalid ? 'true' : nothing}
    aria-required=${editor.required ? 'true' : nothing}
    ?disabled=${editor.disabled}
    @input=${(event: Event) => editor.onInput((event.currentTarget as HTMLSelectElement).value, false)}
    @change=${editor.onCommit}
  >
    <option value="" .selected=${live(editor.text === '')}>${editor.localization.t('fields.none')}</option>
    ${editor.options.map(
      ({ value, label }) =>
        html`<option value=${value} .selected=${live(value === editor.text)}>${label || value}</option>`,
    )}
  </select>`;
}

/** A choice of several, as checkboxes. */
export function renderMultipicklistEditor(editor: EditorContext): TemplateResult {
  const chosen = new Set(editor.text === '' ? [] : editor.text.split(';'));
  const toggle = (value: string, on: boolean) => {
    if (on) chosen.add(value);
    else chosen.delete(value);
    // In the order of the picklist, as the org sends them.
    const ordered = editor.options.filter((option) => chosen.has(option.value));
    editor.onInput(ordered.map((option) => option.value).join(';'), false);
  };
  const isEmpty = editor.options.length === 0;
  return html`<div
    class="choices"
    part="control"
    role="group"
    aria-labelledby=${editor.labelId}
    aria-describedby=${editor.describedBy || nothing}
  >
    ${isEmpty ? html`<span class="quiet">${editor.localization.t('fields.noneChosen')}</span>` : nothing}
    ${editor.options.map(
      ({ value, label }, index) => html`<label class="choice">
        <input
          class="check"
          type="checkbox"
          id=${index === 0 ? editor.id : nothing}
          value=${value}
          aria-invalid=${editor.invalid ? 'true' : nothing}
          ?disabled=${editor.disabled}
          .checked=${live(chosen.has(value))}
          @input=${(event: Event) => toggle(value, (event.currentTarget as HTMLInputElement).checked)}
          @change=${editor.onCommit}
        />
        <span>${label || value}</span>
      </label>`,
    )}
  </div>`;
}

/** Free text with suggestions. */
export function renderComboboxEditor(editor: EditorContext): TemplateResult {
  const listId = `${editor.id}-suggestions`;
  return html`${renderTextEditor(editor, listId)}
    <datalist id=${listId}>
      ${editor.options.map(({ value, label }) => html`<option value=${value} label=${label || value}></option>`)}
    </datalist>`;
}
