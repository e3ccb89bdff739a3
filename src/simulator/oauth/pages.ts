import { escapeHtml } from '../escape-html.ts';
import { page } from '../http/page.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

export const seedPassword = 'simulated';

export interface LoginPage {
  action: string;
  ticket: string;
  username: string;
  /** Usernames that work, for the hint. */
  usernames: readonly string[];
  failed: boolean;
  headers: Record<string, string>;
}

const failedLogin =
  "Please check your username and password. If you still can't log in, contact your Salesforce administrator.";

export function loginPage({ action, ticket, username, usernames, failed, headers }: LoginPage): Response {
  const names = usernames.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join('');
  return page({
    title: 'Login',
    headers,
    body: `<h1>Log in</h1>
${failed ? `<p class="error" role="alert" id="error">${failedLogin}</p>` : ''}
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="ticket" value="${escapeHtml(ticket)}">
<label for="username">Username</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false"${username ? '' : ' autofocus'}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"${username ? ' autofocus' : ''}${failed ? ' aria-describedby="error"' : ''}>
<div class="actions"><button class="primary" id="login">Log In</button></div>
</form>
<div class="hint">This org is simulated: its users and records are made up. The password of every user is <code>${seedPassword}</code>.<ul>${names}</ul></div>`,
  });
}

/** The scopes a client may ask for, in the words of the consent page. */
export const scopeWords: Readonly<Record<string, string>> = {
  address: 'Access your address',
  api: 'Access and manage your data',
  chatter_api: 'Access and manage your Chatter data',
  content: 'Access content resources',
  custom_permissions: 'Access custom permissions',
  email: 'Access your email address',
  full: 'Full access',
  id: 'Access your basic information',
  lightning: 'Access Lightning applications',
  offline_access: 'Perform requests on your behalf at any time',
  openid: 'Access your basic information',
  phone: 'Access your phone number',
  profile: 'Access your basic information',
  refresh_token: 'Perform requests on your behalf at any time',
  visualforce: 'Access Visualforce applications',
  web: 'Provide access to your data via the Web',
};

export function scopesOf({ scope }: { readonly scope: string }): string[] {
  return scope.split(/\s+/);
}

export interface ConsentPage {
  action: string;
  ticket: string;
  request: AuthorizationRequest;
  user: string;
  headers: Record<string, string>;
}

export function consentPage({ action, ticket, request, user, headers }: ConsentPage): Response {
  const wishes = new Set(scopesOf(request).map((scope) => scopeWords[scope] ?? scope));
  const list = [...wishes].map((wish) => `<li>${escapeHtml(wish)}</li>`).join('');
  const { origin } = new URL(request.redirectUri);
  // The URI of an app on a device has a scheme of its own, and no origin.
  const target = origin === 'null' ? request.redirectUri : origin;
  return page({
    title: 'Allow access?',
    headers,
    body: `<h1>Allow access?</h1>
<p><strong>${escapeHtml(request.clientName)}</strong> at ${escapeHtml(target)} is asking to:</p><ul>${list}</ul>
<p>You are logged in as <strong>${escapeHtml(user)}</strong>.</p>
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="ticket" value="${escapeHtml(ticket)}">
<div class="actions">
<button name="decision" value="deny" id="deny">Deny</button>
<button class="primary" name="decision" value="allow" id="allow">Allow</button>
</div></form>`,
  });
}

/** For requests that must never be sent back: nobody knows where they came from. */
export function authorizationErrorPage(error: string, description: string): Response {
  return page({
    title: 'Authorization Error',
    status: 400,
    body: `<h1>OAuth Error</h1><p>We can't authorize you because of an OAuth error.</p>
<p class="error"><code>${escapeHtml(error)}</code>: ${escapeHtml(description)}</p>`,
  });
}

export function expiredPage(): Response {
  return page({
    title: 'Page expired',
    status: 400,
    body: '<h1>This page has expired</h1><p>Go back to the application and connect again.</p>',
  });
}
