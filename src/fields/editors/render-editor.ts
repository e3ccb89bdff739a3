import type { TemplateResult } from 'lit';
import { renderCheckboxEditor } from './checkbox-editor.ts';
import type { EditorContext } from './editor-context.ts';
import { renderComboboxEditor, renderMultipicklistEditor, renderPicklistEditor } from './picklist-editor.ts';
import { renderTextEditor } from './text-editor.ts';
import { renderTextareaEditor } from './textarea-editor.ts';

/** The control that fits the field. */
export function renderEditor(editor: EditorContext): TemplateResult {
  switch (editor.model.editor) {
    case 'checkbox':
      return renderCheckboxEditor(editor);
    case 'picklist':
      return renderPicklistEditor(editor);
    case 'multipicklist':
      return renderMultipicklistEditor(editor);
    case 'combobox':
      return renderComboboxEditor(editor);
    case 'textarea':
      return renderTextareaEditor(editor);
    default:
      return renderTextEditor(editor);
  }
}
