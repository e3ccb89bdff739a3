import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { EditorContext } from './editor-context.ts';

export function renderCheckboxEditor(editor: EditorContext): TemplateResult {
  return html`<input
    class="check"
    part="control"
    id=${editor.id}
    type="checkbox"
    aria-describedby=${editor.describedBy || nothing}
    aria-invalid=${editor.invalid ? 'true' : nothing}
    ?disabled=${editor.disabled}
    .checked=${live(editor.text === 'true')}
    @input=${(event: Event) => editor.onInput(String((event.currentTarget as HTMLInputElement).checked), false)}
    @change=${editor.onCommit}
  />`;
}
