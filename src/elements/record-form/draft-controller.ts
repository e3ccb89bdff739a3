import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectionController } from '../../connection/connection-controller.ts';
import { type DraftShelf, dropDraft, findDraft, keepDraft } from '../../connection/drafts.ts';
import type { FieldModel } from '../../fields/field-model.ts';
import type { Localization } from '../../i18n/localization.ts';
import type { FormConfig } from './form-config.ts';
import { draftFields, restoreEntries } from './form-draft.ts';
import { type FormElement, formPlace } from './form-place.ts';
import type { Entry } from './form-values.ts';
import { createFormView, type Draft, emptyDraft, type FormView, typeInto } from './form-view.ts';
import { formKey, type LoadedForm } from './load-form.ts';

/** A form that keeps drafts while its page is away. */
export interface DraftHost extends ReactiveControllerHost, FormElement {
  readonly noDrafts: boolean;
}

export interface DraftOptions {
  readonly link: ConnectionController;
  /** What the form is of; `undefined` while the attributes make no sense. */
  target(): FormConfig | undefined;
  /** Whether a save was sent whose outcome is not known. */
  isUncertain(): boolean;
}

/** What is typed, and the view it was last typed in. */
interface Typed {
  readonly draft: Draft;
  readonly view: FormView;
}

/** What was typed before the page was left. */
export interface Restored {
  /** It may have been saved already. */
  readonly isUncertain: boolean;
}

interface Kept {
  readonly drafts: DraftShelf;
  readonly place: string;
}

/**
 * Holds what is typed in a form, by object and record, so that no change of attributes loses it; and keeps it in
 * this tab while the page is away, as it is for a sign-in.
 */
export class DraftController implements ReactiveController {
  readonly #host: DraftHost;
  readonly #options: DraftOptions;
  readonly #typed = new Map<string, Typed>();
  /** By key. */
  readonly #restored = new Map<string, Restored>();
  /** By key. */
  readonly #madeIds = new Map<string, string>();
  /** By key, where it is kept: a form that has left the page knows neither its connection nor its place. */
  readonly #kept = new Map<string, Kept>();

  constructor(host: DraftHost, options: DraftOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Object and record of the present target. */
  get key(): string {
    const target = this.#options.target();
    return target ? formKey(target) : '';
  }

  /** What is typed for the present target. */
  get current(): Draft {
    return this.#typed.get(this.key)?.draft ?? emptyDraft;
  }

  /** Tells the record that is typed from any other: the same until it is saved or given up. */
  get madeId(): string {
    const id = this.#madeIds.get(this.key) ?? makeId();
    this.#madeIds.set(this.key, id);
    return id;
  }

  /** Says that what is typed for the present target was restored. */
  get restored(): Restored | undefined {
    return this.#restored.get(this.key);
  }

  /** Takes up what was typed in a field. Returns the draft now, and which dependent fields were cleared. */
  type(view: FormView, changed: FieldModel, entry: Entry): ReturnType<typeof typeInto> {
    const typed = typeInto(view, this.current, changed, entry);
    this.#typed.set(this.key, { draft: typed.draft, view });
    this.#host.requestUpdate();
    return typed;
  }

  /** Puts back what this user has typed here before the page was left. True when there was anything. */
  restore(loaded: LoadedForm, words: Localization): boolean {
    const { key } = loaded;
    const { connection } = this.#options.link;
    const isEditable = this.#options.target()?.mode !== 'readonly' && !this.#host.noDrafts;
    if (!connection || !isEditable || this.#typed.has(key)) return false;
    const place = formPlace(this.#host, key);
    const stored = findDraft(connection, place);
    if (!stored) return false;
    this.#kept.set(key, { drafts: connection.drafts, place });
    const view = createFormView(loaded, loaded.record ? 'edit' : 'create', words);
    const entries = restoreEntries(view, stored.fields);
    if (entries.size === 0) {
      this.drop(key);
      return false;
    }
    this.#typed.set(key, { draft: { entries, hints: new Map() }, view });
    this.#restored.set(key, { isUncertain: stored.isUncertain });
    this.#host.requestUpdate();
    return true;
  }

  /** What was typed there is saved or given up. */
  drop(key: string): void {
    this.#unkeep(key);
    this.#typed.delete(key);
    this.#madeIds.delete(key);
    this.#restored.delete(key);
    this.#host.requestUpdate();
  }

  /** Nothing of one user is for the next. */
  clear(): void {
    this.#typed.clear();
    this.#madeIds.clear();
    this.#restored.clear();
    this.#kept.clear();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#keep);
    window.addEventListener('visibilitychange', this.#keepHidden);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#keep);
    window.removeEventListener('visibilitychange', this.#keepHidden);
  }

  /** Phones end a hidden page without another word. */
  readonly #keepHidden = (): void => {
    if (document.visibilityState === 'hidden') this.#keep();
  };

  readonly #keep = (): void => {
    const { connection } = this.#options.link;
    if (!connection) return;
    for (const [key, { draft, view }] of this.#typed) {
      const fields = this.#host.noDrafts ? [] : draftFields(view, draft.entries);
      const place = fields.length > 0 ? formPlace(this.#host, key) : undefined;
      if (place !== this.#kept.get(key)?.place) this.#unkeep(key);
      if (place === undefined) continue;
      const wasUncertain = this.#restored.get(key)?.isUncertain ?? false;
      const isUncertain = wasUncertain || (key === this.key && this.#options.isUncertain());
      keepDraft(connection, place, { fields, isUncertain });
      this.#kept.set(key, { drafts: connection.drafts, place });
    }
  };

  #unkeep(key: string): void {
    const kept = this.#kept.get(key);
    if (kept) dropDraft(kept.drafts, kept.place);
    this.#kept.delete(key);
  }
}

/** 32 hexadecimal digits. A UUID would need a page that came by https. */
function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
