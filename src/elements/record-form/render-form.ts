import { html, nothing, type TemplateResult } from 'lit';
import type { FormField } from '../../fields/form-fields.ts';
import type { Localization } from '../../i18n/localization.ts';
import type { Restored } from './draft-controller.ts';
import type { Problems } from './place-errors.ts';
import type { FormState } from './render-fields.ts';

/** The frame of a form that is on its way: its fields where they are known, whose values are still to come. */
export function renderSkeleton(
  columns: number,
  { t }: Localization,
  fields: readonly (FormField | undefined)[] = Array.from({ length: 4 }),
): TemplateResult {
  const bones = fields.map((field) => {
    const label = field
      ? html`<div class="label">${field.model.label}</div>`
      : html`<div class="bone short"></div>`;
    return html`<div class="skeleton">${label}<div class="bone tall"></div></div>`;
  });
  return html`<div class="form" aria-busy="true">
    <span class="visually-hidden" role="status">${t('form.loading')}</span>
    <div class="grid columns-${columns}" aria-hidden="true">${bones}</div>
  </div>`;
}

/** All that stands in the way of a save, with ways to the fields. */
export function renderSummary(
  problems: Problems,
  fields: readonly FormField[],
  { t }: Localization,
  { saving, onGoTo, onCheck }: Pick<FormState, 'saving' | 'onGoTo' | 'onCheck'>,
): TemplateResult {
  const atFields = fields.filter(({ model }) => problems.byField.has(model.name));
  const count = atFields.length + problems.general.length;
  const certain = count === 1 ? t('form.problem') : t('form.problems', { count });
  const heading = problems.isUncertain ? t('form.uncertain') : certain;
  return html`<div
    class="notice error summary"
    part="summary"
    id="summary"
    role="group"
    tabindex="-1"
    aria-labelledby="summary-heading"
  >
    <div class="text">
      <strong id="summary-heading">${heading}</strong>
      <ul>
        ${problems.general.map((message) => html`<li>${message}</li>`)}
        ${atFields.map(({ model: { name, label } }) => {
          const message = problems.byField.get(name) ?? '';
          return html`<li>
            <button type="button" class="link" @click=${() => onGoTo(name)}>
              ${message.startsWith(label) ? message : t('form.labelled', { label, message })}
            </button>
          </li>`;
        })}
      </ul>
    </div>
    ${
      problems.lost
        ? html`<button type="button" class="button" part="button" ?disabled=${saving} @click=${onCheck}>
            ${t(saving ? 'form.checking' : 'form.check')}
          </button>`
        : nothing
    }
  </div>`;
}

/** What the form has to tell beside its fields. */
export interface Status {
  readonly restored: Restored | undefined;
  readonly saved: Saved | undefined;
  readonly saving: boolean;
}

export function renderStatus(
  { restored, saved, saving }: Status,
  words: Localization,
  discard: () => void,
): unknown {
  if (restored) return renderRestored(restored, saving, words, discard);
  return saved ? renderSaved(saved, words) : nothing;
}

/** A record that has just been saved. */
export interface Saved {
  /** Label of the object. */
  readonly label: string;
  readonly id: string;
  readonly created: boolean;
  /** Leads to it in the org. */
  readonly href: string | undefined;
}

function renderSaved(saved: Saved, { t }: Localization): TemplateResult {
  const { label: object, id, created, href } = saved;
  const link = href
    ? html` <a href=${href} target="_blank" rel="noopener noreferrer"
        >${t('form.openRecord', { id })}<span class="visually-hidden"> ${t('form.opensNewTab')}</span></a
      >`
    : nothing;
  return html`<div class="notice success" part="notice">
    <div class="text">
      <p>${t(created ? 'form.created' : 'form.updated', { object })}${created ? link : nothing}</p>
    </div>
  </div>`;
}

/** What was typed before the page was left is back. */
function renderRestored(
  { isUncertain }: Restored,
  saving: boolean,
  { t }: Localization,
  discard: () => void,
): TemplateResult {
  return html`<div class="notice info" part="notice">
    <div class="text">
      <p>${t('form.restored')} ${isUncertain ? t('form.uncertain') : nothing}</p>
    </div>
    <button type="button" class="button" part="button" ?disabled=${saving} @click=${discard}>
      ${t('form.discard')}
    </button>
  </div>`;
}

/** Edit, or save and give up. */
export function renderActions(
  form: Pick<FormState, 'view' | 'canEdit' | 'saving' | 'problems' | 'onEdit' | 'onCancel'>,
  { t }: Localization,
): unknown {
  const { view, canEdit, saving, problems, onEdit, onCancel } = form;
  const mayBeSaved = problems?.lost !== undefined;
  if (view.mode === 'view') {
    if (!canEdit) return nothing;
    return html`<div class="actions" part="actions">
      <button type="button" class="button" part="edit-button" id="edit" @click=${onEdit}>${t('form.edit')}</button>
    </div>`;
  }
  return html`<div class="actions" part="actions">
    <button type="submit" class="button primary" part="save-button" id="save" ?disabled=${saving || mayBeSaved}>
      ${t(saving && !mayBeSaved ? 'form.saving' : 'form.save')}
    </button>
    <button type="button" class="button" part="cancel-button" ?disabled=${saving} @click=${onCancel}>
      ${t(view.mode === 'create' ? 'form.clear' : 'form.cancel')}
    </button>
  </div>`;
}
