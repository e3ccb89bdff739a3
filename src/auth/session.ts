import { SfError } from '../errors/sf-error.ts';
import type { AccessGrant } from './types.ts';
import { isLoopback, parseUrl } from './web-address.ts';

/** A sign-in that stands. Kept in private fields only; the public view of it is `AuthState`. */
export interface Session extends Identity {
  readonly grant: AccessGrant;
  readonly refreshToken?: string | undefined;
}

/** Who signed in, where the answer told. 18-character ids. */
export interface Identity {
  readonly userId?: string;
  readonly organizationId?: string;
}

/**
 * The origin of an `instance_url` that a token may be sent to: https, or http on this machine where the login
 * URL is on it too. Throws `SfError` `UNEXPECTED_ANSWER` for anything else.
 */
export function trustedInstanceOrigin(instanceUrl: unknown, loginUrl: string | undefined): string {
  const url = typeof instanceUrl === 'string' ? parseUrl(instanceUrl) : undefined;
  const plain = url && !url.username && !url.password && url.pathname === '/' && !url.search && !url.hash;
  const login = loginUrl === undefined ? undefined : parseUrl(loginUrl);
  const local = url?.protocol === 'http:' && isLoopback(url) && (!login || isLoopback(login));
  if (url && plain && (url.protocol === 'https:' || local)) return url.origin;
  throw new SfError({
    code: 'UNEXPECTED_ANSWER',
    operation: 'Sign in',
    problem: 'The answer names no org address that a token may be sent to.',
    remedy: 'instance_url must be the https origin of your org.',
  });
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
