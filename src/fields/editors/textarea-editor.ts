import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { EditorContext } from './editor-context.ts';

/** Text of several lines; rich text is edited with its markup, so that none is lost. */
export function renderTextareaEditor(editor: EditorContext): TemplateResult {
  return html`<textarea
    class="control"
    part="control"
    id=${editor.id}
    rows=${(editor.model.maxLength ?? 0) > 255 ? 5 : 3}
    autocomplete="off"
    aria-describedby=${editor.describedBy || nothing}
    aria-invalid=${editor.invalid ? 'true' : nothing}
    aria-required=${editor.required ? 'true' : nothing}
    ?disabled=${editor.disabled}
    .value=${live(editor.text)}
    @input=${(event: Event) => editor.onInput((event.currentTarget as HTMLTextAreaElement).value, false)}
    @change=${editor.onCommit}
  ></textarea>`;
}
