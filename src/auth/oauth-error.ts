import type { OAuthSettings } from './auth-config.ts';
import type { OAuthRefusal } from './oauth-refusal.ts';

/** What is matched is `error description`; then what the visitor reads, and what somebody can do about it. */
type Meaning = readonly [pattern: RegExp, problem: string, remedy: string];

const again = 'Connect again.';
const notSetUp = 'This page is not set up to sign in to your Salesforce org.';
const notDone = 'Salesforce did not complete the sign-in.';
const notAllowed = 'You may not use this page with your Salesforce org.';
const byAdmin = 'Ask your Salesforce administrator';
const byAuthor = "Tell the page's author: in Setup > External Client App Manager,";

/** Source: Salesforce Help, "OAuth 2.0 Error Codes"; OpenID Connect Core 1.0 section 3.1.2.6. The first that fits. */
function meanings({ clientId, redirectUri, scope }: OAuthSettings): readonly Meaning[] {
  return [
    [
      /^OAUTH_APP_BLOCKED /,
      notAllowed,
      `${byAdmin} to unblock its app in Setup > Connected Apps OAuth Usage.`,
    ],
    [
      /^OAUTH_APP_ACCESS_DENIED |admin.approved/,
      notAllowed,
      `${byAdmin} to add your profile or a permission set to the policies of its app in Setup > External Client App Manager.`,
    ],
    [/inactive.user/, 'Your Salesforce user is not active.', `${byAdmin} to activate it in Setup > Users.`],
    [/inactive.org/, 'Your Salesforce org is locked or closed.', `${byAdmin} to ask Salesforce Support why.`],
    [
      /^(rate_limit_exceeded|server_error|temporarily_unavailable) /,
      'Salesforce cannot sign you in at the moment.',
      'Try again in a few minutes; status.salesforce.com tells of outages.',
    ],
    [
      /^((login|interaction|consent)_required|immediate_unsuccessful) /,
      'Salesforce has to ask you something before it signs you in.',
      `${again} If it stays, tell the page's author to leave out prompt="none".`,
    ],
    [/invalid code verifier/, notDone, again],
    [/code (verifier|challenge)/, notSetUp, `${byAuthor} require PKCE for the app, and use flow="pkce".`],
    [/^invalid_grant .*expired/, 'This sign-in has run out, or was used before.', again],
    [
      /^invalid_grant /,
      'Salesforce did not let you in.',
      `${again} If it stays, ask your Salesforce administrator; Setup > Login History says why.`,
    ],
    [
      /^(invalid_client_id |invalid_client .*identifier)/,
      notSetUp,
      `${byAuthor} compare the consumer key with client-id "${clientId}"; a new app takes up to ten minutes to work.`,
    ],
    [
      /^(invalid_client|unauthorized_client)/,
      notSetUp,
      `${byAuthor} turn off "Require Secret for Web Server Flow" and "Require Secret for Refresh Token Flow" for the app.`,
    ],
    [/redirect_uri/, notSetUp, `${byAuthor} add ${redirectUri} to the callback URLs of the app, exactly so.`],
    [/^invalid_scope /, notSetUp, `${byAuthor} allow the app these scopes: ${scope}.`],
    [
      /^unsupported_/,
      notSetUp,
      'Tell the page\'s author: use flow="pkce", or allow user-agent flows in Setup > OAuth and OpenID Connect Settings.',
    ],
    [
      /^/,
      notDone,
      `${again} If it stays, tell the page's author to compare login-url, client-id, redirect-uri and scope with Setup > External Client App Manager.`,
    ],
  ];
}

const denied: Meaning = [
  /^access[_-]denied$/,
  'Access to your Salesforce data was not allowed.',
  'To use this page, connect again and choose Allow.',
];

/** What an org's OAuth error means to the visitor, and to who can mend it. */
export function explainRefusal(
  { error, description }: OAuthRefusal,
  settings: OAuthSettings,
): { problem: string; remedy: string } {
  const isDenied = denied[0].test(error);
  const words = `${error} ${description}`;
  const [, problem, remedy] =
    (isDenied ? undefined : meanings(settings).find(([pattern]) => pattern.test(words))) ?? denied;
  return { problem, remedy };
}
