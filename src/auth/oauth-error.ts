import { SfError } from '../errors/sf-error.ts';
import type { OAuthSettings } from './auth-config.ts';

/** An error as OAuth spells it (RFC 6749 sections 4.1.2.1 and 5.2). */
export interface OAuthRefusal {
  readonly error: string;
  readonly description: string;
  readonly status?: number;
}

const remedies: Readonly<Record<string, (settings: OAuthSettings) => string>> = {
  redirect_uri_mismatch: ({ redirectUri }) =>
    `In the External Client App, add ${redirectUri} to the callback URLs, exactly so.`,
  invalid_client_id: () => checkClientId,
  invalid_client: () => checkClientId,
  invalid_client_credentials: () => noSecret,
  unauthorized_client: () => noSecret,
  invalid_scope: ({ scope }) => `In the External Client App, allow the scopes ${scope}.`,
  invalid_grant: () => `Connect again. If it stays: ${noSecret}`,
  OAUTH_APP_BLOCKED: () => 'Ask your Salesforce administrator to unblock this app for you.',
  OAUTH_APP_ACCESS_DENIED: () => 'Ask your Salesforce administrator to give you access to this app.',
  server_error: () => 'Try again in a few minutes.',
  temporarily_unavailable: () => 'Try again in a few minutes.',
};

const checkClientId =
  "Compare client-id with the External Client App's consumer key; a new app takes up to ten minutes to work.";

const noSecret =
  'In the External Client App, require PKCE and turn off "Require Secret for Web Server Flow" and "Require Secret for Refresh Token Flow".';

/** What an org's OAuth error means to the visitor, and to the page's author. The org's words are in `details`. */
export function oauthError(refusal: OAuthRefusal, settings: OAuthSettings): SfError {
  const { error, description, status } = refusal;
  const details = [{ message: description || error, errorCode: error, fields: [] }];
  const shared = { operation: 'Sign in', details, ...(status === undefined ? {} : { status }) };
  if (error === 'access_denied' || error === 'access-denied') {
    return new SfError({
      ...shared,
      code: 'SIGN_IN_DENIED',
      problem: 'Access to your Salesforce data was not allowed.',
      remedy: 'To use this page, connect again and choose Allow.',
    });
  }
  const remedy = Object.hasOwn(remedies, error) ? remedies[error] : undefined;
  return new SfError({
    ...shared,
    code: 'SIGN_IN_FAILED',
    problem: 'Salesforce did not complete the sign-in.',
    remedy:
      remedy?.(settings) ?? "Connect again; if it stays, check the External Client App's OAuth settings.",
  });
}
