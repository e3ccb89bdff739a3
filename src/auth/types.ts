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
  /** Space-separated OAuth scopes; default `api refresh_token`, for the user-agent flow `api`. */
  readonly scope?: string | undefined;
  /** Default `pkce`. `user-agent` is for apps that cannot use PKCE yet. */
  readonly flow?: 'pkce' | 'user-agent' | undefined;
  /** Default `popup`. */
  readonly login?: 'popup' | 'redirect' | undefined;
  /** A page of this site to be on after a sign-in by redirect; default: where the visitor was. */
  readonly returnTo?: string | undefined;
  /** Where the session is kept; default `memory`. */
  readonly storage?: 'memory' | 'session' | 'local' | undefined;
  /** What `connect()` asks of the login page where it is not told otherwise. */
  readonly prompt?: string | undefined;
  /** User name that the login page fills in where `connect()` is not told otherwise. */
  readonly loginHint?: string | undefined;
  /** Space-separated hosts, beside Salesforce's own and that of `loginUrl`, where a token may be sent. */
  readonly instanceHosts?: string | undefined;
  readonly tokenSource?: TokenSource | undefined;
  /** A URL of this site that answers `{accessToken, instanceUrl}` to whoever its cookies sign in. */
  readonly relay?: string | undefined;
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
  /** The Experience Cloud site that the user is a member of, where the sign-in told it. */
  readonly siteUrl?: string;
  /** Why the last sign-in failed (status `error` or `disconnected`) or what to do after expiry. */
  readonly error?: SfError;
}

/** What a caller of `connect()` may ask of the org's login page. */
export interface ConnectOptions {
  /** OAuth `prompt`: `login`, `consent`, `select_account`. */
  readonly prompt?: string | undefined;
  /** User name to fill in. */
  readonly loginHint?: string | undefined;
  /** Instead of the configured way: `redirect` where a popup was blocked. */
  readonly login?: 'popup' | 'redirect' | undefined;
}

/** The parts of the browser that signing in touches, injectable for tests. */
export interface AuthEnvironment {
  readonly fetch: typeof fetch;
  /** Reading it may throw where the browser blocks storage. */
  readonly sessionStorage: Storage;
  /** Reading it may throw, too. */
  readonly localStorage: Storage;
  /** Absent in old browsers. */
  readonly locks: LockManager | undefined;
  readonly location: Location;
  readonly history: History;
  readonly open: typeof window.open;
  /** Absent in old browsers. */
  readonly BroadcastChannel: typeof BroadcastChannel | undefined;
  /** The page's own window: hears the popup, knows its opener and whether it is framed. */
  readonly window: AuthWindow;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears what the page's author should know. */
  readonly warn: (message: string) => void;
}

export type AuthWindow = Pick<Window, 'addEventListener' | 'removeEventListener' | 'close'> & {
  readonly opener: unknown;
  readonly top: unknown;
  readonly self: unknown;
};
