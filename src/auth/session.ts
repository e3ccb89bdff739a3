import type { AccessGrant } from './types.ts';

/** A sign-in that stands. Kept in private fields only; the public view of it is `AuthState`. */
export interface Session extends Identity {
  readonly grant: AccessGrant;
  readonly refreshToken?: string | undefined;
  /** The Experience Cloud site of a user who is a member of one. */
  readonly siteUrl?: string;
  /** When the access token ends, where the org told its life; milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** When to renew ahead of that. */
  readonly renewAt?: number;
}

/** Who signed in, where the answer told. 18-character ids. */
export interface Identity {
  readonly userId?: string;
  readonly organizationId?: string;
}

/** Reads an identity URL, `https://host/id/00D…/005…`; empty if it is none. */
export function readIdentity(id: unknown): Identity {
  const match = typeof id === 'string' ? /\/id\/(00D[a-zA-Z0-9]{15})\/(005[a-zA-Z0-9]{15})$/.exec(id) : null;
  return match?.[1] && match[2] ? { organizationId: match[1], userId: match[2] } : {};
}

/** True for two sessions of the same user in the same org. */
export function isSameIdentity(a: Session, b: Session): boolean {
  return (
    a.userId === b.userId &&
    a.organizationId === b.organizationId &&
    a.grant.instanceUrl === b.grant.instanceUrl
  );
}
