import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SfError } from '../errors/sf-error.ts';
import type { Connection } from './connection.ts';
import { connectionContext } from './connection-context.ts';
import type { ConnectionState } from './connection-state.ts';

/** What an element that uses a connection has to offer. */
export interface ConnectionHost extends ReactiveControllerHost, HTMLElement {
  /** A connection, or the id of the `<sf-connection>` that has it; else the nearest is used. */
  connection?: Connection | string | undefined;
}

const disconnected: ConnectionState = Object.freeze({
  status: 'disconnected',
  userId: undefined,
  user: undefined,
  org: undefined,
  error: undefined,
});

/**
 * Finds an element's connection and keeps the element up to date with it. Order: the element's own
 * `connection`, the nearest `<sf-connection>` around it, the only one in the page.
 */
export class ConnectionController implements ReactiveController {
  /** Undefined until found. */
  connection: Connection | undefined;
  /** Why no connection was found. */
  error: SfError | undefined;
  readonly #host: ConnectionHost;
  #named: Connection | string | undefined;
  #leaveProvider: (() => void) | undefined;
  #leaveConnection: (() => void) | undefined;

  constructor(host: ConnectionHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): ConnectionState {
    return this.connection?.state ?? disconnected;
  }

  hostConnected(): void {
    // Captured, because a provider further up stops the announcements of those inside it. At the window, because a
    // page's `<form name>` can stand in for any method of the document.
    window.addEventListener('context-provider', this.#resolveSoon, true);
    this.#resolve();
  }

  hostDisconnected(): void {
    window.removeEventListener('context-provider', this.#resolveSoon, true);
    this.#leaveProvider?.();
    this.#leaveProvider = undefined;
    this.#use(undefined);
  }

  hostUpdate(): void {
    if (this.#host.isConnected && this.#host.connection !== this.#named) this.#resolve();
  }

  // The one who announces itself answers requests only once its own set-up is through.
  readonly #resolveSoon = (): void => queueMicrotask(() => this.#host.isConnected && this.#resolve());

  #resolve(): void {
    const named = this.#host.connection || undefined;
    this.#named = this.#host.connection;
    this.error = undefined;
    this.#leaveProvider?.();
    this.#leaveProvider = undefined;
    if (typeof named === 'object') this.#use(named);
    else if (!(named ? this.#askNamed(named) : this.#ask(this.#host) || this.#askOnly()))
      this.#use(undefined);
  }

  #askNamed(id: string): boolean {
    const root = this.#host.getRootNode();
    const { getElementById } = Document.prototype;
    const element =
      (root instanceof ShadowRoot && root.getElementById(id)) || getElementById.call(document, id);
    // One whose tag is still to be defined will announce itself.
    if (element?.localName.includes('-')) return this.#ask(element);
    this.error = configError(
      'CONNECTION_MISSING',
      `the attribute connection="${id}" names no <sf-connection> of this page.`,
      'Give it the id of an <sf-connection>.',
    );
    return false;
  }

  #askOnly(): boolean {
    const [only, ...others] = Document.prototype.querySelectorAll.call(document, 'sf-connection');
    if (only && others.length === 0) return this.#ask(only);
    this.error = only
      ? configError(
          'CONNECTION_AMBIGUOUS',
          `the page has ${others.length + 1} <sf-connection> elements.`,
          'Put the element inside one of them or name it with the attribute connection="its id".',
        )
      : configError(
          'CONNECTION_MISSING',
          'there is no <sf-connection> in this page.',
          'Put the element inside one.',
        );
    return false;
  }

  /** Asks the provider around (or at) an element, and goes on hearing from it. False when none answers. */
  #ask(target: Element): boolean {
    let answered = false;
    const hear = (connection: Connection | undefined, leave?: () => void) => {
      answered = true;
      this.#leaveProvider = leave;
      this.#use(connection);
    };
    target.dispatchEvent(new ContextEvent(connectionContext, this.#host, hear, true));
    return answered;
  }

  #use(connection: Connection | undefined): void {
    if (connection !== this.connection) {
      this.#leaveConnection?.();
      this.connection = connection;
      this.#leaveConnection = connection?.subscribe(() => this.#host.requestUpdate());
    }
    this.#host.requestUpdate();
  }
}

function configError(
  code: 'CONNECTION_MISSING' | 'CONNECTION_AMBIGUOUS',
  problem: string,
  remedy: string,
): SfError {
  return new SfError({ code, operation: 'Find the connection', problem, remedy });
}
