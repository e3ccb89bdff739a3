import type { AuthStatus } from '../auth/types.ts';
import type { SfError } from '../errors/sf-error.ts';

/** The signed-in user, from the org's `User` record. */
export interface ConnectedUser {
  /** 18 characters. */
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  /** Of the org's labels, a BCP 47 tag, e.g. `de`; `undefined` where it is none. */
  readonly language: string | undefined;
  /** BCP 47 tag, e.g. `de-DE`; `undefined` where it is none. */
  readonly locale: string | undefined;
  /** IANA time zone, e.g. `Europe/Berlin`; `undefined` where this browser does not know it. */
  readonly timeZone: string | undefined;
}

export interface ConnectedOrg {
  /** 18 characters; unknown where the page brings its own token. */
  readonly id: string | undefined;
  /** The org's API origin, e.g. `https://acme.my.salesforce.com`. */
  readonly instanceUrl: string;
  /** The Experience Cloud site that the user is a member of, e.g. `https://acme.my.site.com/partners`. */
  readonly siteUrl: string | undefined;
}

/** Immutable snapshot of a connection; never holds a token. */
export interface ConnectionState {
  readonly status: AuthStatus;
  /** 18 characters; unknown where the page brings its own token without an identity URL. */
  readonly userId: string | undefined;
  /** Known shortly after `connected`; absent where the org does not let the user be read. */
  readonly user: ConnectedUser | undefined;
  readonly org: ConnectedOrg | undefined;
  readonly error: SfError | undefined;
}
