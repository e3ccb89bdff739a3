import { initialState, type StatusRenderer, Task } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection, RecordChange } from '../../connection/connection.ts';
import type { ConnectionController } from '../../connection/connection-controller.ts';
import { ConnectionWatch } from '../../connection/connection-watch.ts';
import { type SfError, toSfError } from '../../errors/sf-error.ts';
import { changedRecord, shortId } from '../changed-record.ts';
import type { FormTarget } from './form-config.ts';
import { formKey, type LoadedForm, loadForm, recordDeleted } from './load-form.ts';
import type { SaveOutcome } from './save-form.ts';

export interface LoadOptions {
  readonly link: ConnectionController;
  /** What to load; `undefined` while the attributes make no sense. */
  target(): FormTarget | undefined;
  /** API names of the fields in which something is typed that is neither saved nor given up. */
  typed(): readonly string[];
  onLoad(loaded: LoadedForm): void;
  onError(error: SfError): void;
  /** The visitor has signed out, or somebody else is connected: what was typed is not for them. */
  onForget(): void;
}

/** Metadata of a form, and the fields that were asked for and found in it. */
type AwaitedForm = Pick<LoadedForm, 'key' | 'describe' | 'requested'>;

/** By which the org says that a form does not know its object as it is. */
const schemaRefusals: ReadonlySet<string> = new Set([
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  'REQUIRED_FIELD_MISSING',
  'STRING_TOO_LONG',
]);

/** Reads what a form is drawn from, keeps the last good answer, and reads again when the record changes. */
export class LoadController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: LoadOptions;
  readonly #task: Task<readonly [Connection | undefined, string, number], LoadedForm>;
  #loaded: LoadedForm | undefined;
  #awaiting: AwaitedForm | undefined;
  /** Whose input the form holds. */
  #owner: string | undefined;
  #connection: Connection | undefined;
  #revision = 0;
  /** The record was changed elsewhere while somebody was typing. */
  #isBehind = false;
  #deletedId: string | undefined;
  #wasConnected = false;

  constructor(host: ReactiveControllerHost, options: LoadOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#task = new Task(host, {
      args: () => [this.#source, targetKey(options.target()), this.#revision] as const,
      task: ([connection], { signal }) => {
        const target = options.target();
        if (!connection || !target) return initialState;
        if (target.recordId && this.#deletedId === shortId(target.recordId)) throw recordDeleted(target);
        return loadForm(connection, target, signal, (describe) => {
          this.#awaiting = { key: formKey(target), describe, requested: target.fields };
          host.requestUpdate();
        });
      },
      onComplete: (loaded) => {
        this.#loaded = loaded;
        options.onLoad(loaded);
      },
      onError: (error) => options.onError(toSfError(error, 'Show the form')),
    });
    new ConnectionWatch(host, options.link, {
      recordChanged: (change) => this.#hear(change),
      describeChanged: (name) => {
        if (options.target()?.objectApiName.toLowerCase() === name) void this.reload();
      },
    });
  }

  /** The last good answer for the present target. */
  get current(): LoadedForm | undefined {
    const target = this.#options.target();
    return target && this.#loaded?.key === formKey(target) ? this.#loaded : undefined;
  }

  /** What is known of the present target's object while its record is still to come. */
  get awaiting(): AwaitedForm | undefined {
    const target = this.#options.target();
    return target && this.#awaiting?.key === formKey(target) ? this.#awaiting : undefined;
  }

  /** Reads again; resolves when that is through, well or not. */
  async reload(): Promise<void> {
    this.#deletedId = undefined;
    this.#again();
    await this.settled();
  }

  /** Asks whether the describe has changed, where that may be why the org refused a save. */
  doubtAfter(outcome: SaveOutcome): void {
    const { connection } = this.#options.link;
    const { objectApiName } = this.#options.target() ?? {};
    if (!connection || !objectApiName) return;
    if (outcome.kind !== 'refused' || !schemaRefusals.has(outcome.error.code)) return;
    connection
      .metadata()
      .then((metadata) => metadata.refresh(objectApiName))
      // It may be asked again at the next save.
      .catch(() => undefined);
  }

  /** Resolves when what is being read is there, or has failed. */
  async settled(): Promise<void> {
    await this.#host.updateComplete;
    await this.#task.taskComplete.catch(() => undefined);
  }

  render(renderers: StatusRenderer<LoadedForm>): unknown {
    return this.#task.render(renderers);
  }

  hostUpdate(): void {
    const { connection, state } = this.#options.link;
    if (connection && connection !== this.#connection) {
      if (this.#connection) this.#unload();
      this.#connection = connection;
    }
    const isConnected = state.status === 'connected';
    // An expired session keeps its content, as does a failed attempt to renew it; one that was ended does not.
    const isSignedOut = connection !== undefined && state.status === 'disconnected' && !state.error;
    if (isSignedOut && this.#loaded) this.#forget();
    if (isConnected && !this.#wasConnected && this.#task.error) this.#revision += 1;
    this.#wasConnected = isConnected;
    if (this.#isBehind && this.#options.typed().length === 0) this.#again();
    if (!isConnected) return;
    const owner = state.userId ?? state.org?.instanceUrl;
    if (this.#owner && this.#owner !== owner) this.#forget();
    this.#owner = owner;
  }

  #forget(): void {
    this.#unload();
    this.#options.onForget();
  }

  #unload(): void {
    this.#loaded = undefined;
    this.#awaiting = undefined;
    this.#revision += 1;
  }

  /** A reconnect alone is no reason to read again, nor is an expiry to stop showing. */
  get #source(): Connection | undefined {
    const { connection, state } = this.#options.link;
    return state.status === 'connected' || this.current ? connection : undefined;
  }

  #again(): void {
    this.#isBehind = false;
    this.#revision += 1;
    this.#host.requestUpdate();
  }

  /** Shows at once what was sent, then what the org made of it. */
  #hear({ id, kind, fields = {} }: RecordChange): void {
    const { recordId } = this.#options.target() ?? {};
    if (!recordId || shortId(recordId) !== shortId(id)) return;
    const typed = this.#options.typed();
    if (kind === 'deleted') {
      this.#deletedId = shortId(id);
    } else if (this.#loaded?.record && this.#loaded === this.current) {
      const record = changedRecord(this.#loaded.record, withoutFields(fields, typed));
      this.#loaded = { ...this.#loaded, record };
    }
    if (typed.length === 0 || kind === 'deleted') this.#again();
    else {
      this.#isBehind = true;
      this.#host.requestUpdate();
    }
  }
}

/** A save compares what was typed with the value from which the typing began, so that one stays. */
function withoutFields(values: NonNullable<RecordChange['fields']>, names: readonly string[]) {
  const kept = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !kept.has(name.toLowerCase())));
}

function targetKey(target: FormTarget | undefined): string {
  return target ? [formKey(target), target.fields, target.externalIdField].join('/') : '';
}
