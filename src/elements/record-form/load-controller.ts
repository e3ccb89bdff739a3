import { initialState, type StatusRenderer, Task } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionController } from '../../connection/connection-controller.ts';
import { type SfError, toSfError } from '../../errors/sf-error.ts';
import type { FormTarget } from './form-config.ts';
import { formKey, type LoadedForm, loadForm } from './load-form.ts';

export interface LoadOptions {
  readonly link: ConnectionController;
  /** What to load; `undefined` while the attributes make no sense. */
  target(): FormTarget | undefined;
  onLoad(loaded: LoadedForm): void;
  onError(error: SfError): void;
  /** The visitor has signed out, or somebody else is connected: what was typed is not for them. */
  onForget(): void;
}

/** Reads what a form is drawn from, keeps the last good answer, and reads again when the record changes. */
export class LoadController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: LoadOptions;
  readonly #task: Task<readonly [Connection | undefined, string, number], LoadedForm>;
  #loaded: LoadedForm | undefined;
  /** Whose input the form holds. */
  #owner: string | undefined;
  #connection: Connection | undefined;
  #heard: Connection | undefined;
  #leave: (() => void) | undefined;
  #revision = 0;
  #wasConnected = false;

  constructor(host: ReactiveControllerHost, options: LoadOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#task = new Task(host, {
      args: () => [this.#source, targetKey(options.target()), this.#revision] as const,
      task: ([connection], { signal }) => {
        const target = options.target();
        return connection && target ? loadForm(connection, target, signal) : initialState;
      },
      onComplete: (loaded) => {
        this.#loaded = loaded;
        options.onLoad(loaded);
      },
      onError: (error) => options.onError(toSfError(error, 'Show the form')),
    });
  }

  /** The last good answer for the present target. */
  get current(): LoadedForm | undefined {
    const target = this.#options.target();
    return target && this.#loaded?.key === formKey(target) ? this.#loaded : undefined;
  }

  /** Reads again; resolves when that is through, well or not. */
  async reload(): Promise<void> {
    this.#revision += 1;
    this.#host.requestUpdate();
    await this.settled();
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
    this.#listen(connection);
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
    if (!isConnected) return;
    const owner = state.userId ?? state.org?.instanceUrl;
    if (this.#owner && this.#owner !== owner) this.#forget();
    this.#owner = owner;
  }

  hostDisconnected(): void {
    this.#listen(undefined);
  }

  #forget(): void {
    this.#unload();
    this.#options.onForget();
  }

  #unload(): void {
    this.#loaded = undefined;
    this.#revision += 1;
  }

  /** A reconnect alone is no reason to read again, nor is an expiry to stop showing. */
  get #source(): Connection | undefined {
    const { connection, state } = this.#options.link;
    return state.status === 'connected' || this.current ? connection : undefined;
  }

  #listen(connection: Connection | undefined): void {
    if (connection === this.#heard) return;
    this.#leave?.();
    this.#heard = connection;
    this.#leave = connection?.onRecordChange(({ id, kind }) => {
      const recordId = this.#options.target()?.recordId;
      const isShown = recordId?.slice(0, 15) === id.slice(0, 15) && kind === 'updated';
      if (isShown) void this.reload();
    });
  }
}

function targetKey(target: FormTarget | undefined): string {
  return target ? `${formKey(target)}/${target.fields.join()}` : '';
}
