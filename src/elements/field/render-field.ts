import { html, nothing, type TemplateResult } from 'lit';
import type { FieldValue, PicklistValue } from '../../api/types.ts';
import { type DisplayContext, renderFieldValue } from '../../fields/display.ts';
import type { EditorContext } from '../../fields/editors/editor-context.ts';
import { renderEditor } from '../../fields/editors/render-editor.ts';
import { type FieldModel, isMasked } from '../../fields/field-model.ts';
import type { Localization } from '../../i18n/localization.ts';

export type FieldVariant = 'standard' | 'label-hidden' | 'label-inline' | 'label-stacked';

export interface FieldView {
  readonly model: FieldModel;
  readonly text: string;
  readonly original: FieldValue | undefined;
  readonly options: readonly PicklistValue[];
  readonly variant: FieldVariant;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly readonly: boolean;
  readonly error: string | undefined;
  /** Whether an error is read out as it appears; a form tells of all errors at once instead. */
  readonly isAnnounced: boolean;
  readonly hint: string | undefined;
  readonly display: DisplayContext;
  readonly onInput: EditorContext['onInput'];
  readonly onCommit: EditorContext['onCommit'];
}

const id = { control: 'control', label: 'label', help: 'help', error: 'error', hint: 'hint', unit: 'unit' };

/** The shape of a field, until there is one. */
export function renderFieldSkeleton({ t }: Localization): TemplateResult {
  return html`<div class="field" aria-busy="true">
    <span class="visually-hidden" role="status">${t('fields.loading')}</span>
    <div class="bone short"></div>
    <div class="bone tall"></div>
  </div>`;
}

/** Label, control or value, help and error. */
export function renderField(view: FieldView): TemplateResult {
  return view.readonly ? renderReading(view) : renderEditing(view);
}

function renderReading({ model, original, variant, display }: FieldView): TemplateResult {
  const empty = html`<span class="quiet" aria-hidden="true">–</span
    ><span class="visually-hidden">${display.localization.t('fields.empty')}</span>`;
  const value = renderFieldValue(model.describe, original, display);
  return html`<div class="field reading ${variant}" part="field" role="group" aria-labelledby=${id.label}>
    <span class="label ${hiddenLabel(variant)}" part="label" id=${id.label}>${model.label}</span>
    <div class="value" part="value">${value === nothing ? empty : value}</div>
  </div>`;
}

function renderEditing(view: FieldView): TemplateResult {
  const { model, variant, error, hint } = view;
  const help = helpOf(view);
  const editor = renderEditor(editorContext(view, help));
  const unit = unitOf(view);
  const isCheckbox = model.editor === 'checkbox';
  const control = unit
    ? html`<div class="affixed">${editor}<span class="affix" id=${id.unit}>${unit}</span></div>`
    : editor;
  return html`<div class="field ${variant}" part="field">
    ${
      isCheckbox
        ? html`<div class="check-row">${editor}${renderLabel(view)}</div>`
        : html`${renderLabel(view)}${control}`
    }
    ${help ? html`<p class="help" part="help" id=${id.help}>${help}</p>` : nothing}
    <div aria-live=${view.isAnnounced ? 'polite' : 'off'}>
      ${hint ? html`<p class="hint" id=${id.hint}>${hint}</p>` : nothing}
      ${error ? html`<p class="error" part="error" id=${id.error}>${error}</p>` : nothing}
    </div>
  </div>`;
}

function renderLabel({ model, variant, required, display }: FieldView): TemplateResult {
  const text = html`${model.label}${
    required
      ? html`<span class="mark" aria-hidden="true">*</span
          ><span class="visually-hidden"> ${display.localization.t('fields.required')}</span>`
      : nothing
  }`;
  const classes = `label ${hiddenLabel(variant)}`;
  return model.editor === 'multipicklist'
    ? html`<span class=${classes} part="label" id=${id.label}>${text}</span>`
    : html`<label class=${classes} part="label" id=${id.label} for=${id.control}>${text}</label>`;
}

function editorContext(view: FieldView, help: string | undefined): EditorContext {
  const { model, text, options, required, disabled, error, hint, original, display } = view;
  const described = [unitOf(view) && id.unit, help && id.help, hint && id.hint, error && id.error];
  return {
    model,
    text,
    options,
    id: id.control,
    labelId: id.label,
    describedBy: described.filter(Boolean).join(' '),
    invalid: error !== undefined,
    required,
    disabled,
    placeholder: isMasked(model, original) ? String(original) : '',
    localization: display.localization,
    onInput: view.onInput,
    onCommit: view.onCommit,
  };
}

function helpOf({ model, original, display }: FieldView): string | undefined {
  const { t } = display.localization;
  const notes = [model.help, isMasked(model, original) ? t('fields.keepsMasked') : undefined];
  return notes.filter((note) => note !== undefined).join(' ') || undefined;
}

/** What stands behind the number: the percent sign, or the code of the currency. */
function unitOf({ model, display }: FieldView): string | undefined {
  if (model.type === 'percent') return '%';
  return model.type === 'currency' ? (display.currency ?? display.localization.currency) : undefined;
}

function hiddenLabel(variant: FieldVariant): string {
  return variant === 'label-hidden' ? 'visually-hidden' : '';
}
