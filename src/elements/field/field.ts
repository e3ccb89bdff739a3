import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { FieldValue, PicklistValue } from '../../api/types.ts';
import { toSfError } from '../../errors/sf-error.ts';
import { SfChangeEvent } from '../../events/sf-change-event.ts';
import { type FieldModel, isMasked, offeredOptions } from '../../fields/field-model.ts';
import { validateValue } from '../../fields/validate.ts';
import { type Reading, readInput, toInput } from '../../fields/wire-value.ts';
import { en } from '../../i18n/en/index.ts';
import type { Localization, TextKey } from '../../i18n/localization.ts';
import { controls } from '../../theme/controls.styles.ts';
import { noticeStyles } from '../../theme/notice.styles.ts';
import { tokens } from '../../theme/tokens.styles.ts';
import { renderError, renderUnconnected } from '../render-notice.ts';
import { SfElement } from '../sf-element.ts';
import { FieldModelTask } from './describe-field.ts';
import { fieldStyles } from './field.styles.ts';
import { formEntry, isEnterInInput } from './form-participation.ts';
import { type FieldVariant, renderField, renderFieldSkeleton } from './render-field.ts';

/**
 * @summary One field of a Salesforce object: label, control, help and error.
 *
 * Belongs to the page's own `<form>`, with validation, reset and FormData, like a native control.
 *
 * @event {SfChangeEvent} sf-change - The visitor changed the value.
 * @csspart field - The whole field.
 * @csspart label - The label.
 * @csspart control - The control, or the group of checkboxes.
 * @csspart value - The value, where it is only shown.
 * @csspart help - The field's help text.
 * @csspart error - What is wrong with the value.
 * @csspart notice - Why the field cannot be shown.
 * @csspart button - The button of that notice.
 * @cssproperty --sf-radius - Roundness of the control's corners.
 */
export class SfField extends SfElement {
  static override readonly tag = 'sf-field';
  static override readonly texts = en;
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [tokens, controls, noticeStyles, fieldStyles];

  /** API name of the field. */
  @property({ attribute: 'field-name' }) fieldName = '';
  /** API name of the object; needed where no form gives the field its model. */
  @property({ attribute: 'object-api-name' }) objectApiName: string | undefined;
  /** Where the label stands. Default `standard`, above the control. */
  @property() variant: FieldVariant = 'standard';
  /** Must have a value, even where the org would take none. Default false. */
  @property({ type: Boolean }) required = false;
  /** Default false. */
  @property({ type: Boolean }) disabled = false;
  /** Shows the value only. Default false. */
  @property({ type: Boolean }) readonly = false;
  /** Metadata of the field, from a form that has it already. */
  @property({ attribute: false }) model: FieldModel | undefined;
  /** What is wrong with the value, from the form or the org; comes before the field's own check. */
  @property({ attribute: false }) error: string | undefined;
  /** A remark of the form about this field. */
  @property({ attribute: false }) hint: string | undefined;
  /** The picklist's values on offer, where another field decides. Default: all. */
  @property({ attribute: false }) options: readonly PicklistValue[] | undefined;
  /** Value of the record, in wire form; what is typed stays when it changes. */
  @property({ attribute: false }) original: FieldValue | undefined;
  /** URL of a record in the org, for links. */
  @property({ attribute: false }) recordUrl: ((id: string) => string | undefined) | undefined;

  @query('#control') private control: HTMLInputElement | null | undefined;
  @state() private typed: string | undefined;
  @state() private unfinished = false;
  @state() private checks = false;
  @state() private formDisabled = false;

  readonly #internals = this.attachInternals();
  #localization: Localization | undefined;

  readonly #describe = new FieldModelTask(this, this.link, () => this);

  /** Language and formats; a form hands down its own. */
  override get localization(): Localization {
    return this.#localization ?? super.localization;
  }

  override set localization(localization: Localization | undefined) {
    this.#localization = localization;
    this.requestUpdate();
  }

  /** The value in wire form; `null` while empty or not understood. Setting it replaces what was typed. */
  @property()
  get value(): FieldValue {
    return this.reading.value ?? null;
  }

  set value(value: FieldValue | undefined) {
    this.original = value;
    this.typed = undefined;
    this.unfinished = false;
    this.requestUpdate();
  }

  /** What is typed, as it stands in the control. */
  get text(): string {
    return this.typed ?? this.#originalText;
  }

  /** Set by a form; `undefined` for nothing typed. */
  set text(text: string | undefined) {
    this.typed = text;
  }

  /** What is typed, understood: a wire value, or why it is none. */
  get reading(): Reading {
    const model = this.#model;
    if (!model) return { value: this.original ?? null };
    const unfinished = this.unfinished && unfinishedTexts[model.editor];
    if (unfinished) return { error: this.localization.t(unfinished) };
    const { typed, original = null } = this;
    // An empty control keeps a masked value, as its help says.
    if (typed === undefined || (typed === '' && isMasked(model, original))) return { value: original };
    return readInput(model, typed, this.localization);
  }

  /** The `<form>` this field belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** What the browser's form validation knows of the value. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** The message the browser would show. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  /** True when the value can be sent. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** The same, and shows what is wrong. */
  reportValidity(): boolean {
    this.checks = true;
    return this.#internals.reportValidity();
  }

  formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled;
  }

  formResetCallback(): void {
    // A half-entered date reads as empty, so only this takes it away.
    if (this.unfinished && this.control) this.control.value = '';
    this.typed = undefined;
    this.unfinished = false;
    this.checks = false;
    // What a form gave stays the form's to change.
    if (!this.model) this.original = this.getAttribute('value') ?? undefined;
  }

  formStateRestoreCallback(text: string): void {
    this.text = text;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('invalid', this.#showChecks);
    this.addEventListener('keydown', this.#submitOnEnter);
    this.addEventListener('focusout', this.#noticeUnfinished);
  }

  protected override render() {
    if (this.model) return this.#renderModel(this.model);
    const unconnected = renderUnconnected(this.link, this.localization);
    const model = this.#model;
    if (model) return html`${unconnected ?? nothing}${this.#renderModel(model)}`;
    if (unconnected) return unconnected;
    const loading = () => renderFieldSkeleton(this.localization);
    return this.#describe.render({
      initial: () => nothing,
      pending: loading,
      complete: () => nothing,
      error: (error) =>
        renderError(
          toSfError(error, `Show ${this.fieldName}`),
          this.localization,
          () => void this.#describe.run(),
        ),
    });
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#internals.setFormValue(formEntry(this, this.#model), this.text);
    const problem = this.readonly ? undefined : this.#problem();
    this.#internals.setValidity(problem ? { customError: true } : {}, problem, this.control ?? undefined);
  }

  get #model(): FieldModel | undefined {
    return this.model ?? this.#describe.value;
  }

  get #originalText(): string {
    const model = this.#model;
    return model ? toInput(model, this.original, this.localization) : '';
  }

  #renderModel(model: FieldModel) {
    const { text } = this;
    const available = this.options ?? model.options;
    return renderField({
      model,
      text,
      original: this.original,
      options: offeredOptions(model, available, text, this.#originalText),
      variant: this.variant,
      required: this.#isRequired(model),
      disabled: this.disabled || this.formDisabled,
      readonly: this.readonly || model.editor === 'none',
      error: this.error ?? (this.checks ? this.#problem() : undefined),
      isAnnounced: this.error === undefined,
      hint: this.hint,
      display: { localization: this.localization, recordUrl: this.recordUrl },
      onInput: (typed, unfinished) => {
        this.typed = typed;
        this.unfinished = unfinished;
      },
      onCommit: this.#commit,
    });
  }

  #isRequired(model: FieldModel): boolean {
    return model.editor !== 'checkbox' && (this.required || model.required);
  }

  #problem(): string | undefined {
    const model = this.#model;
    if (!model) return undefined;
    const { value, error } = this.reading;
    return error ?? validateValue(model, value ?? null, this.#isRequired(model), this.localization);
  }

  readonly #commit = (): void => {
    this.checks = true;
    const { value, error } = this.reading;
    const fieldName = this.#model?.name ?? this.fieldName;
    if (error === undefined) this.dispatchEvent(new SfChangeEvent({ fieldName, value: value ?? null }));
  };

  readonly #showChecks = (): void => {
    this.checks = true;
  };

  readonly #submitOnEnter = (event: KeyboardEvent): void => {
    if (!isEnterInInput(event)) return;
    this.#noticeUnfinished();
    this.form?.requestSubmit();
  };

  /** Browsers tell of no input while a date is half entered. */
  readonly #noticeUnfinished = (): void => {
    const unfinished = this.control?.validity?.badInput ?? false;
    if (unfinished === this.unfinished) return;
    this.unfinished = unfinished;
    this.checks = true;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  };
}

const unfinishedTexts: Partial<Record<FieldModel['editor'], TextKey>> = {
  date: 'fields.error.date',
  datetime: 'fields.error.dateTime',
  time: 'fields.error.time',
};

declare global {
  interface HTMLElementTagNameMap {
    'sf-field': SfField;
  }
}
