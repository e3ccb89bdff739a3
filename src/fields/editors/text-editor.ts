import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { EditorKind } from '../field-model.ts';
import type { EditorContext } from './editor-context.ts';

// Not type="email": browsers rewrite what is typed there. Not type="number": it drops what it cannot read.
const types: Partial<Record<EditorKind, string>> = {
  phone: 'tel',
  url: 'url',
  date: 'date',
  datetime: 'datetime-local',
  time: 'time',
};

const inputModes: Partial<Record<EditorKind, 'email' | 'decimal'>> = { email: 'email', number: 'decimal' };

/** A control of one line: text, email, phone, url, numbers, dates and times, encrypted text, ids. */
export function renderTextEditor(editor: EditorContext, listId?: string): TemplateResult {
  const { model } = editor;
  const isWord = model.editor === 'text' || model.editor === 'combobox';
  // The data is about somebody else than the visitor, so the browser's own is never offered.
  return html`<input
    class="control"
    part="control"
    id=${editor.id}
    type=${types[model.editor] ?? 'text'}
    inputmode=${inputModes[model.editor] ?? nothing}
    list=${listId ?? nothing}
    autocomplete="off"
    spellcheck=${isWord ? nothing : 'false'}
    autocapitalize=${isWord ? nothing : 'none'}
    step=${model.editor === 'datetime' || model.editor === 'time' ? 'any' : nothing}
    placeholder=${editor.placeholder || nothing}
    aria-describedby=${editor.describedBy || nothing}
    aria-invalid=${editor.invalid ? 'true' : nothing}
    aria-required=${editor.required ? 'true' : nothing}
    ?disabled=${editor.disabled}
    .value=${live(editor.text)}
    @input=${(event: Event) => readControl(event, editor)}
    @change=${editor.onCommit}
  />`;
}

function readControl(event: Event, editor: EditorContext): void {
  const input = event.currentTarget as HTMLInputElement;
  editor.onInput(input.value, input.validity.badInput);
}
