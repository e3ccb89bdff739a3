import type { OAuthClient, OrgContext } from '../org-context.ts';
import { identityUrl } from './identity.ts';

export interface Session {
  accessToken: string;
  refreshToken: string;
  instanceUrl: string;
  /** The identity URL. */
  id: string;
}

/** A session as a sign-in at the login page gives it. Throws a TypeError where no active user has that name. */
export function openSession(org: OrgContext, username: string, { clientId }: OAuthClient): Session {
  const user = org.store.findBy('User', 'Username', username);
  if (!user) throw new TypeError(`The simulated org has no user "${username}".`);
  const userId = String(user.Id);
  if (!org.grants.isActive(userId)) throw new TypeError(`The user "${username}" is not active.`);
  const grant = { userId, clientId, scope: 'api refresh_token', site: undefined };
  const { accessToken, refreshToken = '' } = org.grants.issue(grant);
  return { accessToken, refreshToken, instanceUrl: org.origin(), id: identityUrl(org, userId) };
}
