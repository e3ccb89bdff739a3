import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import {
  Connection,
  type ConnectionConfig,
  type ConnectOptions,
  type TokenSource,
} from '../../connection/connection.ts';
import { connectionContext } from '../../connection/connection-context.ts';
import type { ConnectionState } from '../../connection/connection-state.ts';
import { SfConnectedEvent } from '../../events/sf-connected-event.ts';
import { SfDisconnectedEvent } from '../../events/sf-disconnected-event.ts';
import { SfErrorEvent } from '../../events/sf-error-event.ts';
import { SfSessionExpiredEvent } from '../../events/sf-session-expired-event.ts';
import { common } from '../../i18n/en/common.ts';
import { createLocalization } from '../../i18n/localization.ts';
import { controls } from '../../theme/controls.styles.ts';
import { noticeStyles } from '../../theme/notice.styles.ts';
import { tokens } from '../../theme/tokens.styles.ts';
import { defineElement } from '../define-element.ts';
import { renderError } from '../render-notice.ts';
import { connectionStyles } from './connection.styles.ts';

/**
 * @summary Holds one connection to a Salesforce org and gives it to the elements inside it.
 *
 * @slot - The elements that use the connection, and anything else.
 * @event {SfConnectedEvent} sf-connected - A visitor has signed in.
 * @event {SfDisconnectedEvent} sf-disconnected - The visitor has signed out.
 * @event {SfSessionExpiredEvent} sf-session-expired - The session ended and could not be renewed.
 * @event {SfLimitEvent} sf-limit - The org has used 80, 95 or 100 percent of its daily API requests.
 * @event {SfErrorEvent} sf-error - An attribute is wrong, or a sign-in failed.
 * @csspart notice - The message shown when an attribute is wrong.
 * @csspart button - The button of that message.
 */
export class SfConnection extends LitElement {
  static readonly tag = 'sf-connection';
  static override styles = [tokens, controls, noticeStyles, connectionStyles];

  /** Registers the element. Where the tag is taken, it stays as it is. */
  static define(tag: string = SfConnection.tag, registry: CustomElementRegistry = customElements): void {
    defineElement(SfConnection, tag, registry);
  }

  /** My Domain or Experience Cloud URL of the org, https; http only on localhost. A path is allowed. */
  @property({ attribute: 'login-url' }) loginUrl: string | undefined;
  /** Consumer key of the org's External Client App. */
  @property({ attribute: 'client-id' }) clientId: string | undefined;
  /** Where the org sends the visitor back to. Default: this page without query and hash. */
  @property({ attribute: 'redirect-uri' }) redirectUri: string | undefined;
  /** OAuth scopes, separated by spaces. Default `api refresh_token`; `api` for the user-agent flow. */
  @property() scope: string | undefined;
  /** `pkce` (default), or `user-agent` for apps that cannot use PKCE; Salesforce ends it on 2027-02-20. */
  @property() flow: 'pkce' | 'user-agent' | undefined;
  /** How to sign in: `popup` (default) or `redirect`. */
  @property() login: 'popup' | 'redirect' | undefined;
  /** A page of this site to be on after a sign-in by redirect. Default: where the visitor was. */
  @property({ attribute: 'return-to' }) returnTo: string | undefined;
  /** Where the session is kept: `memory` (default; until the page is left), `session` (this tab), `local` (all tabs). */
  @property() storage: 'memory' | 'session' | 'local' | undefined;
  /** OAuth `prompt` of each sign-in: `login`, `consent`, `select_account`. */
  @property() prompt: string | undefined;
  /** User name that the login page fills in. */
  @property({ attribute: 'login-hint' }) loginHint: string | undefined;
  /** Hosts a token may be sent to beside Salesforce's own and that of `login-url`, separated by spaces. */
  @property({ attribute: 'instance-hosts' }) instanceHosts: string | undefined;
  /** A URL of this site that answers `{accessToken, instanceUrl}` by the visitor's cookie, instead of a sign-in. */
  @property() relay: string | undefined;
  /** Version of the REST API. Default `66.0`. */
  @property({ attribute: 'api-version' }) apiVersion: string | undefined;
  /** The page's own way to a token, instead of a sign-in. */
  @property({ attribute: false }) tokenSource: TokenSource | undefined;

  readonly #provider = new ContextProvider(this, { context: connectionContext });
  #connection: Connection | undefined;
  /** The one made from the attributes; one made elsewhere is not this element's to end. */
  #own: Connection | undefined;
  #leave: (() => void)[] = [];
  #seen: ConnectionState | undefined;
  /** As whom the page was last told that somebody is connected, until it is told that nobody is. */
  #signedIn: ConnectionState | undefined;

  /** The connection itself; undefined until the element's first update. Set it to use one made elsewhere. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  set connection(connection: Connection | undefined) {
    this.#use(connection);
  }

  /** Snapshot of status, user, org and error; never a token. */
  get state(): ConnectionState | undefined {
    return this.#connection?.state;
  }

  /** Signs in. Call it inside a click. Rejects with an `SfError` when it fails. */
  async connect(options?: ConnectOptions): Promise<void> {
    // Now, since a popup opens only inside the click.
    if (this.isUpdatePending) this.performUpdate();
    await this.#connection?.connect(options);
  }

  /** Signs out and revokes the token. */
  async disconnect(): Promise<void> {
    await this.#connection?.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#connection) this.#use(this.#connection);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#part();
  }

  /** What looks like a secret is refused whenever it is set: every visitor could read it. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'client-secret', 'consumer-secret', 'secret', 'password'];
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (isSecret(name)) this.requestUpdate(name, null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.size > 0 || !this.#connection) this.#configure();
  }

  protected override render() {
    const error = this.state?.error;
    const notice = error?.code === 'CONFIG' ? renderError(error, createLocalization(common)) : nothing;
    return html`${notice}<slot></slot>`;
  }

  #configure(): void {
    const replaced = this.#own;
    // What looks like a secret is given on too, to be refused.
    const secrets = this.getAttributeNames().filter(isSecret);
    const config = [...configKeys, ...secrets].map((key) => [key, this[key as keyof this]]);
    this.#own = new Connection(Object.fromEntries(config) as ConnectionConfig);
    this.#use(this.#own);
    // Last, so that elements see another connection and no sign-out, and keep what was typed.
    void replaced?.disconnect();
  }

  #part(): void {
    for (const leave of this.#leave.splice(0)) leave();
  }

  #use(connection: Connection | undefined): void {
    this.#part();
    if (this.#connection !== connection) {
      this.#connection = connection;
      this.#seen = undefined;
      if (this.#signedIn) this.#signOut();
    }
    this.#provider.setValue(connection);
    if (!connection) return;
    this.#leave = [
      connection.subscribe(() => this.#tell(connection.state)),
      connection.onLimit((event) => this.dispatchEvent(event)),
    ];
    void connection.start();
    this.#tell(connection.state);
  }

  #tell(state: ConnectionState): void {
    this.requestUpdate();
    const { status, userId, org } = state;
    const before = this.#seen;
    this.#seen = state;
    const isConnected = status === 'connected';
    const hasChanged = isConnected && this.#signedIn !== undefined && this.#signedIn.userId !== userId;
    if (hasChanged || (this.#signedIn && status === 'disconnected')) this.#signOut();
    if (isConnected && org && (hasChanged || before?.status !== status)) {
      this.#signedIn = state;
      this.dispatchEvent(new SfConnectedEvent({ userId, instanceUrl: org.instanceUrl }));
    }
    if (status === 'expired' && before?.status === 'connected') {
      this.dispatchEvent(new SfSessionExpiredEvent());
    }
    if (state.error && state.error !== before?.error && state.error.code !== 'SESSION_EXPIRED') {
      this.dispatchEvent(new SfErrorEvent(state.error));
    }
  }

  #signOut(): void {
    this.#signedIn = undefined;
    this.dispatchEvent(new SfDisconnectedEvent());
  }
}

function isSecret(attribute: string): boolean {
  return /secret|password/.test(attribute);
}

const configKeys = [
  'loginUrl',
  'clientId',
  'redirectUri',
  'scope',
  'flow',
  'login',
  'returnTo',
  'storage',
  'prompt',
  'loginHint',
  'instanceHosts',
  'relay',
  'apiVersion',
  'tokenSource',
] as const satisfies readonly (keyof SfConnection & keyof ConnectionConfig)[];

declare global {
  interface HTMLElementTagNameMap {
    'sf-connection': SfConnection;
  }
}
