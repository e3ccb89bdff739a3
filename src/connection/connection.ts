import type { Client, RecordChange } from '../api/client.ts';
import { LazyClient } from '../api/lazy-client.ts';
import type { SObjectDescribe } from '../api/types.ts';
import { API_VERSION } from '../api/version.ts';
import { AuthController } from '../auth/auth-controller.ts';
import { notify } from '../auth/notify.ts';
import type { AuthConfig, AuthEnvironment, AuthState, ConnectOptions } from '../auth/types.ts';
import { SfError } from '../errors/sf-error.ts';
import type { ConnectedUser, ConnectionState } from './connection-state.ts';
import { clearDrafts, type DraftShelf, draftShelf } from './drafts.ts';
import { SharedReads } from './shared-reads.ts';

export type { RecordChange } from '../api/client.ts';
export type { ConnectOptions, TokenSource } from '../auth/types.ts';

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
  readonly #describes = new SharedReads<SObjectDescribe>();
  readonly #stateListeners = new Set<() => void>();
  readonly #changeListeners = new Set<(change: RecordChange) => void>();
  #state: ConnectionState;
  #user: ConnectedUser | undefined;
  #started: Promise<void> | undefined;
  readonly #versionError: SfError | undefined;

  constructor(config: ConnectionConfig, environment: Partial<AuthEnvironment> = {}) {
    this.#versionError = checkApiVersion(config.apiVersion);
    this.#auth = new AuthController(config, environment);
    this.#client = new LazyClient({
      getAccessToken: (request) => this.#auth.getAccessToken(request),
      apiVersion: config.apiVersion,
      fetch: environment.fetch,
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
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Completes a sign-in that is under way in this page's address. Repeated calls do nothing more. */
  start(): Promise<void> {
    if (this.#versionError) return Promise.resolve();
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
    if (this.#versionError) return Promise.reject(this.#versionError);
    return this.#auth.connect(options);
  }

  /** Signs out and revokes the token. */
  disconnect(): Promise<void> {
    return this.#auth.disconnect();
  }

  /** An object's describe, read once for all elements. A signal ends only its own caller's wait. */
  describe(objectApiName: string, { signal }: { signal?: AbortSignal } = {}): Promise<SObjectDescribe> {
    const read = async () => {
      this.#client.preload();
      const { describeSObject } = await import('../api/describe.ts');
      return describeSObject(this.client, objectApiName);
    };
    return this.#describes.get(objectApiName.toLowerCase(), read, signal);
  }

  /** Calls the listener for each written record. Returns the function that ends it. */
  onRecordChange(listener: (change: RecordChange) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  #authChanged(auth: AuthState): void {
    const before = this.#state;
    // A sign-out; a sign-in that came to nothing knew no user.
    if (auth.status === 'disconnected' && before.userId) clearDrafts(this.drafts);
    // Another user may see other fields.
    const isOther = auth.userId !== before.userId;
    if (auth.status === 'disconnected' || isOther) {
      this.#user = undefined;
      this.#describes.clear();
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
    const user = await loadUser(this.client, id);
    if (this.#auth.state.userId !== id) return;
    this.#user = user;
    this.#publish(this.#auth.state);
  }

  #publish(auth: AuthState): void {
    this.#state = this.#snapshot(auth);
    notify(this.#stateListeners, undefined);
  }

  #snapshot({ status, userId, organizationId, instanceUrl, siteUrl, error }: AuthState): ConnectionState {
    if (this.#versionError) return Object.freeze({ ...unusable, error: this.#versionError });
    const org = instanceUrl ? Object.freeze({ id: organizationId, instanceUrl, siteUrl }) : undefined;
    return Object.freeze({ status, userId, user: this.#user, org, error });
  }
}

const unusable = { status: 'error', userId: undefined, user: undefined, org: undefined } as const;

function checkApiVersion(apiVersion: string | undefined): SfError | undefined {
  if (apiVersion === undefined || /^\d{2,3}\.0$/.test(apiVersion)) return undefined;
  return new SfError({
    code: 'CONFIG',
    operation: 'Set up the connection',
    problem: `api-version="${apiVersion}" is not a version of the REST API.`,
    remedy: `Write it as in api-version="${API_VERSION}", or leave it out.`,
  });
}
