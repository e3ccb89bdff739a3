import type { SfError } from '../errors/sf-error.ts';

/** What a request needs: a token and the only origin it may go to. */
export interface AccessGrant {
  readonly accessToken: string;
  /** The org's API origin, e.g. `https://acme.my.salesforce.com`. */
  readonly instanceUrl: string;
}

/**
 * The host page's own way to a token, instead of a sign-in. Called once at the start and again with
 * `expired: true` when the org refused the last one. `id` is the identity URL, where the page knows it.
 */
export type TokenSource = (request: {
  expired: boolean;
  signal: AbortSignal;
}) => Promise<AccessGrant & { readonly id?: string }>;

/** How to sign in. Names are those of the `<sf-connection>` properties. */
export interface AuthConfig {
  /** My Domain or Experience Cloud URL; https, or http on localhost. A path is kept. */
  readonly loginUrl?: string | undefined;
  /** Consumer key of the External Client App. */
  readonly clientId?: string | undefined;
  /** Default: this page without query and hash. */
  readonly redirectUri?: string | undefined;
  /** Space-separated OAuth scopes; default `api refresh_token`. */
  readonly scope?: string | undefined;
  /** Default `popup`. */
  readonly login?: 'popup' | 'redirect' | undefined;
  readonly tokenSource?: TokenSource | undefined;
}

export type AuthStatus = 'disconnected' | 'connecting' | 'connected' | 'expired' | 'error';

/** Immutable snapshot of the sign-in; never holds a token. */
export interface AuthState {
  readonly status: AuthStatus;
  /** 18-character User id, from the token answer's identity URL. */
  readonly userId?: string;
  /** 18-character Organization id. */
  readonly organizationId?: string;
  readonly instanceUrl?: string;
  /** Why the last sign-in failed (status `error` or `disconnected`) or what to do after expiry. */
  readonly error?: SfError;
}

/** What a caller of `connect()` may ask of the org's login page. */
export interface ConnectOptions {
  /** OAuth `prompt`: `login`, `consent`, `select_account`. */
  readonly prompt?: string | undefined;
  /** User name to fill in. */
  readonly loginHint?: string | undefined;
}

/** The parts of the browser that signing in touches, injectable for tests. */
export interface AuthEnvironment {
  readonly fetch: typeof fetch;
  /** Reading it may throw where the browser blocks storage. */
  readonly sessionStorage: Storage;
  readonly location: Location;
  readonly history: History;
  readonly open: typeof window.open;
  /** Absent in old browsers. */
  readonly BroadcastChannel: typeof BroadcastChannel | undefined;
  /** The page's own window: hears the popup, knows its opener and whether it is framed. */
  readonly window: AuthWindow;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export type AuthWindow = Pick<Window, 'addEventListener' | 'removeEventListener' | 'close'> & {
  readonly opener: unknown;
  readonly top: unknown;
  readonly self: unknown;
};
