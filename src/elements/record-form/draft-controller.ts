import type { ReactiveControllerHost } from 'lit';
import type { FieldModel } from '../../fields/field-model.ts';
import type { FormTarget } from './form-config.ts';
import type { Entry } from './form-values.ts';
import { type Draft, emptyDraft, type FormView, typeInto } from './form-view.ts';
import { formKey } from './load-form.ts';

export interface DraftOptions {
  /** What the form is of; `undefined` while the attributes make no sense. */
  target(): FormTarget | undefined;
}

/** Holds what is typed in a form, by object and record, so that no change of attributes loses it. */
export class DraftController {
  readonly #host: ReactiveControllerHost;
  readonly #options: DraftOptions;
  readonly #drafts = new Map<string, Draft>();

  constructor(host: ReactiveControllerHost, options: DraftOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Object and record of the present target. */
  get key(): string {
    const target = this.#options.target();
    return target ? formKey(target) : '';
  }

  /** What is typed for the present target. */
  get current(): Draft {
    return this.#drafts.get(this.key) ?? emptyDraft;
  }

  /** Takes up what was typed in a field. Returns the draft now, and which dependent fields were cleared. */
  type(view: FormView, changed: FieldModel, entry: Entry): ReturnType<typeof typeInto> {
    const typed = typeInto(view, this.current, changed, entry);
    this.#drafts.set(this.key, typed.draft);
    this.#host.requestUpdate();
    return typed;
  }

  /** What was typed there is saved or given up. */
  drop(key: string): void {
    this.#drafts.delete(key);
    this.#host.requestUpdate();
  }

  /** Nothing of one user is for the next. */
  clear(): void {
    this.#drafts.clear();
    this.#host.requestUpdate();
  }
}
