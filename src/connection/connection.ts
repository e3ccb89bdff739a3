import type { Client, RecordChange } from '../api/client.ts';
import { LazyClient } from '../api/lazy-client.ts';
import type { Answer } from '../api/read-answer.ts';
import type { SObjectDescribe } from '../api/types.ts';
import { API_VERSION } from '../api/version.ts';
import { AuthController } from '../auth/auth-controller.ts';
import { notify } from '../auth/notify.ts';
import type { AuthConfig, AuthEnvironment, AuthState, ConnectOptions } from '../auth/types.ts';
import { partNotLoaded } from '../errors/part-not-loaded.ts';
import { SfError } from '../errors/sf-error.ts';
import type { SfLimitEvent } from '../events/sf-limit-event.ts';
import type { ConnectedUser, ConnectionState } from './connection-state.ts';
import { clearDrafts, type DraftShelf, draftShelf } from './drafts.ts';
import type { LimitWatch } from './limit-watch.ts';
import type { Metadata, MetadataChange } from './metadata/metadata.ts';

export type { RecordChange } from '../api/client.ts';
export type { ConnectOptions, TokenSource } from '../auth/types.ts';
export type { Metadata, MetadataChange } from './metadata/metadata.ts';

export interface ConnectionConfig extends AuthConfig {
  /** Version of the REST API, e.g. `66.0`. */
  readonly apiVersion?: string | undefined;
}

/**
 * One sign-in to one org, and all that elements share of it: the client, the metadata and word of changed
 * records. Outlives the element that made it being moved in the page.
 */
export class Connection {
  /** Sends requests as the signed-in user. */
  readonly client: Client;
  /** Where forms keep what is typed while their page is away. */
  readonly drafts: DraftShelf;
  readonly #client: LazyClient;
  readonly #auth: AuthController;
  #metadata: Promise<Metadata> | undefined;
  #limits: Promise<LimitWatch> | undefined;
  #hasAnswered = false;
  readonly #stateListeners = new Set<() => void>();
  readonly #changeListeners = new Set<(change: RecordChange) => void>();
  readonly #metadataListeners = new Set<(change: MetadataChange) => void>();
  readonly #limitListeners = new Set<(event: SfLimitEvent) => void>();
  #state: ConnectionState;
  #user: ConnectedUser | undefined;
  #started: Promise<void> | undefined;

  constructor(config: ConnectionConfig, environment: Partial<AuthEnvironment> = {}) {
    this.#auth = new AuthController(config, environment, checkApiVersion(config.apiVersion));
    this.#client = new LazyClient({
      getAccessToken: (request) => this.#auth.getAccessToken(request),
      apiVersion: config.apiVersion,
      fetch: environment.fetch,
      onAnswer: (answer) => this.#watchLimit(answer),
      onRecordChange: (change) => notify(this.#changeListeners, change),
    });
    this.client = this.#client;
    this.drafts = draftShelf(config, environment);
    this.#state = this.#snapshot(this.#auth.state);
    this.#auth.subscribe((state) => this.#authChanged(state));
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls the listener after each change of `state`. Returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    return listen(this.#stateListeners, listener);
  }

  /** Completes a sign-in that is under way in this page's address. Repeated calls do nothing more. */
  start(): Promise<void> {
    this.#started ??= this.#auth.start();
    return this.#started;
  }

  /** Loads what signing in takes ahead of the click that needs it. */
  preload(): void {
    this.#auth.preload();
    this.#client.preload();
  }

  /**
   * Signs in. Call it inside the click, so that the browser allows the popup.
   * Rejects with an `SfError` when the sign-in fails; the state says so too.
   */
  connect(options?: ConnectOptions): Promise<void> {
    return this.#auth.connect(options);
  }

  /** Signs out and revokes the token. */
  disconnect(): Promise<void> {
    return this.#auth.disconnect();
  }

  /** An object's describe, read once for all elements. A signal ends only its own caller's wait. */
  async describe(objectApiName: string, options?: { signal?: AbortSignal }): Promise<SObjectDescribe> {
    this.#client.preload();
    return (await this.metadata()).describe(objectApiName, options);
  }

  /** The org's metadata as the user sees it, shared by all elements; of the next user it is another object. */
  metadata(): Promise<Metadata> {
    const state = this.#state;
    this.#metadata ??= import('./metadata/metadata.ts').then(
      ({ Metadata }) => new Metadata(this.client, state, (change) => notify(this.#metadataListeners, change)),
      (cause) => {
        this.#metadata = undefined;
        throw partNotLoaded('Read metadata', cause);
      },
    );
    return this.#metadata;
  }

  /** Calls the listener for each written record. Returns the function that ends it. */
  onRecordChange(listener: (change: RecordChange) => void): () => void {
    return listen(this.#changeListeners, listener);
  }

  /** Calls the listener for metadata that the org answers otherwise than before. Returns the function that ends it. */
  onMetadataChange(listener: (change: MetadataChange) => void): () => void {
    return listen(this.#metadataListeners, listener);
  }

  /** Calls the listener with each `sf-limit` event. Returns the function that ends it. */
  onLimit(listener: (event: SfLimitEvent) => void): () => void {
    return listen(this.#limitListeners, listener);
  }

  #authChanged(auth: AuthState): void {
    const before = this.#state;
    // A sign-out; a sign-in that came to nothing knew no user.
    if (auth.status === 'disconnected' && before.userId) clearDrafts(this.drafts);
    // Another user may see other fields.
    const isOther = auth.userId !== before.userId;
    if (auth.status === 'disconnected' || isOther) {
      // Also where only an earlier page has kept any.
      if (before.userId)
        this.metadata()
          .then((metadata) => metadata.forget())
          .catch(() => undefined);
      this.#metadata = undefined;
      this.#limits = undefined;
      this.#user = undefined;
      this.#client.reset();
    }
    this.#publish(auth);
    if (auth.status === 'connected' && (isOther || before.status !== 'connected')) {
      // Without the user, names and formats are the page's.
      this.#readUser(auth.userId).catch(() => undefined);
    }
  }

  async #readUser(id: string | undefined): Promise<void> {
    if (!id) return;
    const { loadUser } = await import('./load-user.ts');
    // Then the user is asked for together with what elements need.
    await (await this.#metadata)?.opened();
    const user = await loadUser(this.client, id);
    if (this.#auth.state.userId !== id) return;
    this.#user = user;
    this.#publish(this.#auth.state);
    (await this.#metadata)?.setLanguage(user.language);
  }

  #watchLimit(answer: Answer): void {
    // A page that only asks who is signed in does without.
    if (this.#hasAnswered || !answer.ok) {
      this.#limits ??= import('./limit-watch.ts').then(
        ({ LimitWatch }) => new LimitWatch(this.client, (event) => notify(this.#limitListeners, event)),
      );
      this.#limits.then((watch) => watch.hear(answer)).catch(() => undefined);
    }
    this.#hasAnswered = true;
  }

  #publish(auth: AuthState): void {
    this.#state = this.#snapshot(auth);
    notify(this.#stateListeners, undefined);
  }

  #snapshot({ status, userId, organizationId, instanceUrl, siteUrl, error }: AuthState): ConnectionState {
    const org = instanceUrl ? Object.freeze({ id: organizationId, instanceUrl, siteUrl }) : undefined;
    return Object.freeze({ status, userId, user: this.#user, org, error });
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function checkApiVersion(apiVersion: string | undefined): SfError | undefined {
  if (apiVersion === undefined || /^\d{2,3}\.0$/.test(apiVersion)) return undefined;
  return new SfError({
    code: 'CONFIG',
    operation: 'Set up the connection',
    problem: `api-version="${apiVersion}" is not a version of the REST API.`,
    remedy: `Write it as in api-version="${API_VERSION}", or leave it out.`,
  });
}
