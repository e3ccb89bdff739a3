import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SfChangeEvent } from '../../events/sf-change-event.ts';
import type { FormField } from '../../fields/form-fields.ts';
import { type Draft, type FormView, fieldProperties } from './form-view.ts';
import type { Problems } from './place-errors.ts';
import { renderActions, renderSummary } from './render-form.ts';

export interface FormState {
  readonly view: FormView;
  readonly draft: Draft;
  readonly problems: Problems | undefined;
  readonly saving: boolean;
  readonly columns: number;
  readonly density: string;
  readonly canEdit: boolean;
  readonly recordUrl: (id: string) => string | undefined;
  readonly onInput: (event: Event) => void;
  readonly onChange: (event: SfChangeEvent) => void;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onCheck: () => void;
  readonly onEdit: () => void;
  readonly onCancel: () => void;
  readonly onGoTo: (fieldName: string) => void;
}

/** The form: what stands in its way, its fields, its buttons. */
export function renderForm(form: FormState): TemplateResult {
  const { view, problems, saving } = form;
  const { fields, localization, loaded, mode } = view;
  const hasRequired = fields.some(({ required }) => required);
  return html`<form
    class="form ${form.density}"
    part="form"
    novalidate
    aria-label=${loaded.describe.label}
    aria-busy=${saving ? 'true' : 'false'}
    @submit=${form.onSubmit}
  >
    ${problems && mode !== 'view' ? renderSummary(problems, fields, localization, form) : nothing}
    ${hasRequired ? html`<p class="note">${localization.t('form.requiredNote')}</p>` : nothing}
    <fieldset class="grid columns-${form.columns}" ?disabled=${saving || problems?.lost !== undefined}>
      ${repeat(
        fields,
        ({ model }) => model.name,
        (field) => renderFormField(form, field),
      )}
    </fieldset>
    ${renderActions(form, localization)}
  </form>`;
}

function renderFormField(form: FormState, field: FormField): TemplateResult {
  const { model, editable, required } = field;
  const { original, text, options, hint, disabled } = fieldProperties(form.view, form.draft, field);
  return html`<sf-field
    field-name=${model.name}
    .model=${model}
    .localization=${form.view.localization}
    .recordUrl=${form.recordUrl}
    .original=${original}
    .text=${editable ? text : undefined}
    .options=${options}
    .hint=${hint}
    .error=${form.problems?.byField.get(model.name)}
    ?required=${required}
    ?disabled=${disabled}
    ?readonly=${!editable}
    @input=${form.onInput}
    @sf-change=${form.onChange}
  ></sf-field>`;
}
