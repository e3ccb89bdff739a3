import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { toSfError } from '../../errors/sf-error.ts';
import { SfCancelEvent } from '../../events/sf-cancel-event.ts';
import { SfChangeEvent } from '../../events/sf-change-event.ts';
import { SfErrorEvent } from '../../events/sf-error-event.ts';
import { SfLoadEvent } from '../../events/sf-load-event.ts';
import { SfSuccessEvent } from '../../events/sf-success-event.ts';
import { chooseFields, type FormMode } from '../../fields/form-fields.ts';
import { recordUrlIn } from '../../fields/hrefs.ts';
import { en } from '../../i18n/en/index.ts';
import { isSameLocalization, type Localization } from '../../i18n/localization.ts';
import { controls } from '../../theme/controls.styles.ts';
import { noticeStyles } from '../../theme/notice.styles.ts';
import { tokens } from '../../theme/tokens.styles.ts';
import { SfField } from '../field/field.ts';
import { renderError, renderUnconnected } from '../render-notice.ts';
import { SfElement } from '../sf-element.ts';
import { DraftController } from './draft-controller.ts';
import { focusPart } from './focus-part.ts';
import type { RecordFormMode } from './form-config.ts';
import { FormSettings } from './form-settings.ts';
import { createFormView, type FormView } from './form-view.ts';
import { LoadController } from './load-controller.ts';
import { type Problems, withoutField } from './place-errors.ts';
import { recordFormStyles } from './record-form.styles.ts';
import { renderForm } from './render-fields.ts';
import { renderSkeleton, renderStatus, type Saved } from './render-form.ts';
import { checkSave, type SaveOutcome, type Sending, saveForm } from './save-form.ts';

/**
 * @summary A form that creates, shows and edits one Salesforce record, drawn from the org's own metadata.
 *
 * Without a record id it creates; with one it shows the record, with a button to edit it.
 *
 * @event {SfLoadEvent} sf-load - Metadata and record are there.
 * @event {SfSubmitEvent} sf-submit - About to save; can be stopped, and its fields changed.
 * @event {SfSuccessEvent} sf-success - The record has been saved.
 * @event {SfErrorEvent} sf-error - An attribute is wrong, or loading or saving failed.
 * @event {SfCancelEvent} sf-cancel - The visitor gave up; what was typed is gone.
 * @event {SfChangeEvent} sf-change - The visitor changed a field.
 * @csspart form - The form.
 * @csspart summary - What stands in the way of a save.
 * @csspart notice - A message about the form's state.
 * @csspart button - The button of that message.
 * @csspart actions - The row of buttons.
 * @csspart save-button - The button that saves.
 * @csspart cancel-button - The button that gives up.
 * @csspart edit-button - The button that starts editing.
 * @cssproperty --sf-space - Unit of all distances.
 */
export class SfRecordForm extends SfElement {
  static override readonly tag = 'sf-record-form';
  static override readonly texts = en;
  static override readonly dependencies = [SfField];
  static override styles = [tokens, controls, noticeStyles, recordFormStyles];

  /** API name of the object, e.g. `Contact` or `Invoice__c`. */
  @property({ attribute: 'object-api-name' }) objectApiName: string | undefined;
  /** Id of the record, 15 or 18 characters; without it the form creates a record. */
  @property({ attribute: 'record-id' }) recordId: string | undefined;
  /** API names of the fields, an array or separated by commas. Default: all that may be edited, required ones first. */
  @property() fields: string | readonly string[] | undefined;
  /** `view` (default) has an edit button, `edit` starts editing, `readonly` never edits. */
  @property() mode: RecordFormMode | undefined;
  /** Columns where there is room, 1 (default) to 4. */
  @property() columns: number | string | undefined;
  /** Distances: `comfortable` (default) or `compact`. */
  @property() density: 'comfortable' | 'compact' | undefined;
  /**
   * Keeps nothing of what is typed while the page is away. Default false: it is kept in this tab for a day at
   * most, for the user who typed it, and restored after a sign-in or reload.
   */
  @property({ type: Boolean, attribute: 'no-drafts' }) noDrafts = false;

  /**
   * API name of an external id field, to create by upsert: a save whose answer got lost is repeated and makes no second
   * record. A text field without a value gets one; a record that has the value already is updated.
   */
  @property({ attribute: 'external-id-field' }) externalIdField: string | undefined;

  @state() private editing = false;
  @state() private saving = false;
  @state() private problems: Problems | undefined;
  @state() private saved: Saved | undefined;
  readonly #settings = new FormSettings((error) => this.dispatchEvent(new SfErrorEvent(error)));
  #view: FormView | undefined;
  readonly #created = new Set<string>();
  #words: Localization = this.localization;
  /** Stands for whoever the form is for at present. */
  #visitor = {};
  readonly #drafts = new DraftController(this, {
    link: this.link,
    target: () => this.#settings.config,
    isUncertain: () => this.saving || (this.problems?.isUncertain ?? false),
  });
  readonly #load = new LoadController(this, {
    link: this.link,
    target: () => this.#settings.config,
    typed: () => (this.saving ? [] : [...this.#drafts.current.entries.keys()]),
    onLoad: (loaded) => {
      if (this.#drafts.restore(loaded, this.#words)) this.editing = true;
      const { describe, record } = loaded;
      this.dispatchEvent(new SfLoadEvent({ objectApiName: describe.name, totalSize: record ? 1 : 0 }));
    },
    onError: (error) => this.dispatchEvent(new SfErrorEvent(error)),
    onForget: () => this.#forget(),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('objectApiName') || changed.has('recordId');
    this.#settings.read(this);
    if (isOther || changed.has('mode')) this.editing = this.#settings.config?.mode === 'edit';
    if (isOther) {
      this.problems = undefined;
      this.saved = undefined;
    }
    if (!isSameLocalization(this.localization, this.#words)) this.#words = this.localization;
  }

  protected override render() {
    const words = this.#words;
    if (this.#settings.error) return renderError(this.#settings.error, words);
    const view = this.#updateView();
    const unconnected = renderUnconnected(this.link, words);
    if (unconnected && !view) return unconnected;
    const skeleton = () => (view ? nothing : this.#renderSkeleton());
    const aside = this.#load.render({
      initial: skeleton,
      pending: skeleton,
      complete: () => nothing,
      error: (error) => renderError(toSfError(error, 'Show the form'), words, () => void this.#load.reload()),
    });
    const status = { restored: view && this.#drafts.restored, saved: this.saved, saving: this.saving };
    return html`<div class="aside">${unconnected ?? nothing}${aside}</div>
      <div class="status" role="status">${renderStatus(status, words, this.#discard)}</div>
      ${view ? this.#renderForm(view) : nothing}`;
  }

  #renderSkeleton(): TemplateResult {
    const { columns = 1 } = this.#settings.config ?? {};
    const { awaiting } = this.#load;
    const fields = awaiting && chooseFields(awaiting.describe, awaiting.requested, this.#mode);
    return renderSkeleton(columns, this.#words, fields);
  }

  #renderForm(view: FormView): TemplateResult {
    return renderForm({
      view,
      draft: this.#drafts.current,
      problems: this.problems,
      saving: this.saving,
      columns: this.#settings.config?.columns ?? 1,
      density: this.#settings.config?.density ?? 'comfortable',
      canEdit: view.canEdit && this.#settings.config?.mode !== 'readonly',
      recordUrl: this.#recordUrl,
      onInput: this.#take,
      onChange: this.#passOn,
      onSubmit: this.#submitted,
      onCheck: this.#check,
      onEdit: this.#edit,
      onCancel: this.#cancel,
      onGoTo: this.#goTo,
    });
  }

  get #mode(): FormMode {
    if (!this.#settings.config?.recordId) return 'create';
    return this.editing ? 'edit' : 'view';
  }

  #updateView(): FormView | undefined {
    const loaded = this.#load.current;
    const mode = this.#mode;
    const { loaded: shown, mode: before, words } = this.#view ?? {};
    if (loaded !== shown || mode !== before || words !== this.#words) {
      this.#view = loaded && createFormView(loaded, mode, this.#words);
    }
    return this.#view;
  }

  readonly #recordUrl = (id: string): string | undefined => recordUrlIn(this.link.state.org?.instanceUrl, id);

  readonly #take = (event: Event): void => {
    const { model, text, reading } = event.currentTarget as SfField;
    if (!this.#view || !model) return;
    const { draft, cleared } = this.#drafts.type(this.#view, model, { text, reading });
    this.problems = this.problems && withoutField(this.problems, model.name);
    this.saved = undefined;
    for (const { name } of cleared) {
      const value = draft.entries.get(name)?.reading.value ?? null;
      this.dispatchEvent(new SfChangeEvent({ fieldName: name, value }));
    }
  };

  readonly #passOn = ({ fieldName, value }: SfChangeEvent): void => {
    this.dispatchEvent(new SfChangeEvent({ fieldName, value }));
  };

  readonly #edit = (): void => {
    this.editing = true;
    this.saved = undefined;
    void focusPart(this, 'sf-field:not([readonly])');
  };

  readonly #cancel = (): void => {
    this.#endEditing();
    this.dispatchEvent(new SfCancelEvent());
    void focusPart(this, this.#settings.config?.recordId ? '#edit' : 'sf-field');
  };

  readonly #discard = (): void => {
    this.#endEditing();
    this.editing = this.#settings.config?.mode === 'edit';
    void focusPart(this, '#edit, sf-field:not([readonly])');
  };

  readonly #goTo = (fieldName: string): void => {
    void focusPart(this, `sf-field[field-name="${CSS.escape(fieldName)}"]`);
  };

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    const { current: draft, madeId } = this.#drafts;
    void this.#act((sending) => saveForm({ ...sending, draft, madeId, host: this }));
  };

  readonly #check = (): void => {
    const { lost } = this.problems ?? {};
    const search = { userId: this.link.state.userId, known: this.#created };
    if (lost) void this.#act((sending) => checkSave({ ...sending, lost, ...search }));
  };

  async #act(act: (sending: Sending) => Promise<SaveOutcome>): Promise<void> {
    const view = this.#view;
    const { connection } = this.link;
    if (!view || !connection || view.mode === 'view' || this.saving) return;
    const key = this.#drafts.key;
    const visitor = this.#visitor;
    const recordId = this.#settings.config?.recordId;
    this.saved = undefined;
    const onSend = () => {
      this.saving = true;
    };
    const outcome = await act({ view, client: connection.client, recordId, onSend });
    if (outcome.kind === 'saved') await this.#succeed(view, outcome.id, key);
    this.saving = false;
    this.#load.doubtAfter(outcome);
    if (outcome.kind === 'refused') this.dispatchEvent(new SfErrorEvent(outcome.error));
    const isHere = connection === this.link.connection && visitor === this.#visitor;
    if (key !== this.#drafts.key || !isHere) return;
    if (outcome.kind === 'saved') {
      const { label } = view.loaded.describe;
      this.saved = { label, id: outcome.id, created: !recordId, href: this.#recordUrl(outcome.id) };
      await focusPart(this, recordId ? '#edit' : 'sf-field', true);
    }
    if (outcome.kind === 'unchanged') this.#endEditing(key);
    if (!('problems' in outcome)) return;
    // Of an expired session the notice tells, with the way back in.
    const isExpired = outcome.kind === 'refused' && this.link.state.status === 'expired';
    if (!isExpired) this.problems = outcome.problems;
    await focusPart(this, isExpired ? '.aside button' : '#summary');
  }

  async #succeed({ mode, loaded: { describe, record } }: FormView, id: string, key: string): Promise<void> {
    const created = mode === 'create';
    if (created) this.#created.add(id);
    // The word of the change has set it going.
    await this.#load.settled();
    this.#endEditing(key);
    const longId = String(record?.Id ?? id);
    this.dispatchEvent(new SfSuccessEvent({ id: longId, objectApiName: describe.name, created }));
  }

  /** Nothing of one user is for the next. */
  #forget(): void {
    this.#visitor = {};
    this.#drafts.clear();
    this.editing = this.#settings.config?.mode === 'edit';
    this.problems = undefined;
    this.saved = undefined;
  }

  /** What was typed is saved or given up. */
  #endEditing(key = this.#drafts.key): void {
    this.#drafts.drop(key);
    if (key !== this.#drafts.key) return;
    this.editing = false;
    this.problems = undefined;
    // Only a reset empties a half-entered date.
    this.renderRoot.querySelector('form')?.reset();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sf-record-form': SfRecordForm;
  }
}
