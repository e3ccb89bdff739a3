import { escapeHtml } from '../escape-html.ts';
import { page } from '../http/page.ts';
import type { OrgContext } from '../org-context.ts';
import { accessAnswer } from './access-answer.ts';
import { answerClient } from './authorization-answer.ts';
import {
  type AuthorizationRequest,
  acceptsRedirect,
  problemOf,
  readRequest,
} from './authorization-request.ts';
import { authorizationErrorPage, consentPage, expiredPage, loginPage, seedPassword } from './pages.ts';
import type { SignIns } from './sign-ins.ts';
import { issuerOf } from './sites.ts';

const loginPath = '/login';
const consentPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';

/** Forms post to the host they were loaded from, whichever of the org's names that is. */
const action = (org: OrgContext, path: string): string =>
  new URL(issuerOf(org)).pathname.replace(/\/$/, '') + path;

/** Browsers share cookies between the ports of a host, so the name carries the port, and the site beside it. */
function cookieName({ origin, site }: OrgContext): string {
  return `sid_${new URL(origin()).port || 'org'}${site?.path.replace('/', '_') ?? ''}`;
}

function sessionId(org: OrgContext): string | undefined {
  return org.cookies.get(cookieName(org));
}

/** The user who is logged in with the asking browser. */
export function browserUser(org: OrgContext): string | undefined {
  return org.signIns.at(org.site).userOf(sessionId(org));
}

function usernames(org: OrgContext): string[] {
  const rows = org.store.database.all('SELECT "Username" FROM "User" WHERE "IsActive" = 1 ORDER BY "Id"');
  return rows.map((row) => String(row.Username));
}

/** Headers of the pages on which a person signs in. */
function pageHeaders({ oauth }: OrgContext): Record<string, string> {
  return oauth.openerPolicy ? { 'cross-origin-opener-policy': oauth.openerPolicy } : {};
}

function showLogin(org: OrgContext, ticket: string, username: string, failed: boolean): Response {
  return loginPage({
    action: action(org, loginPath),
    ticket,
    username,
    usernames: usernames(org),
    failed,
    headers: pageHeaders(org),
  });
}

function showConsent(
  org: OrgContext,
  signIns: SignIns,
  request: AuthorizationRequest,
  sid: string,
): Response {
  const user = String(org.store.find(signIns.userOf(sid))?.Username);
  const ticket = signIns.open(request, sid);
  return consentPage({
    action: action(org, consentPath),
    ticket,
    request,
    user,
    headers: pageHeaders(org),
  });
}

/** `GET /services/oauth2/authorize`: the web server flow, only with PKCE S256, and the user-agent flow. */
function authorize(params: URLSearchParams, org: OrgContext, signIns: SignIns): Response {
  const client = org.clients.find((registered) => registered.clientId === params.get('client_id'));
  if (!client) return authorizationErrorPage('invalid_client_id', 'client identifier invalid');
  const wanted = readRequest(params, client);
  if (!acceptsRedirect(client, wanted.redirectUri)) {
    const description = 'redirect_uri must match configuration';
    return authorizationErrorPage('redirect_uri_mismatch', description);
  }
  // Unlike RFC 7636, the org takes a challenge without a method for a hash.
  const method = params.get('code_challenge_method') ?? 'S256';
  const problem = org.oauth.nextAuthorization ?? problemOf(wanted, method);
  org.oauth.nextAuthorization = undefined;
  if (problem) return answerClient(org, wanted, problem);
  const prompts = (params.get('prompt') ?? '').split(' ');
  const sid = sessionId(org);
  const loggedIn = sid !== undefined && signIns.userOf(sid) !== undefined;
  if (loggedIn && !prompts.includes('login') && !prompts.includes('select_account')) {
    return showConsent(org, signIns, wanted, sid);
  }
  if (prompts.includes('none')) {
    const description = 'user is not logged in';
    return answerClient(org, wanted, { error: 'login_required', error_description: description });
  }
  return showLogin(org, signIns.open(wanted), params.get('login_hint') ?? '', false);
}

function logIn(form: URLSearchParams, org: OrgContext, signIns: SignIns): Response {
  const pending = signIns.take(form.get('ticket') ?? '');
  if (!pending) return expiredPage();
  const username = (form.get('username') ?? '').trim();
  const user = org.store.findBy('User', 'Username', username);
  if (user?.IsActive !== 1 || form.get('password') !== seedPassword) {
    return showLogin(org, signIns.open(pending), username, true);
  }
  const sid = signIns.logIn(String(user.Id));
  org.cookies.set(cookieName(org), sid);
  return showConsent(org, signIns, pending, sid);
}

/** Tokens for the user-agent flow, as the real org gives them: without a refresh token. */
function grantAccess(
  { clientId, scope }: AuthorizationRequest,
  userId: string,
  org: OrgContext,
): Promise<object> {
  return accessAnswer(org, org.grants.issue({ userId, clientId, scope, site: org.site }, false));
}

async function consent(form: URLSearchParams, org: OrgContext, signIns: SignIns): Promise<Response> {
  const sid = sessionId(org);
  const userId = signIns.userOf(sid);
  const pending = signIns.take(form.get('ticket') ?? '', sid);
  if (!pending || userId === undefined) return expiredPage();
  if (form.get('decision') !== 'allow') {
    const description = 'end-user denied authorization';
    return answerClient(org, pending, { error: 'access_denied', error_description: description });
  }
  if (pending.responseType === 'token')
    return answerClient(org, pending, await grantAccess(pending, userId, org));
  return answerClient(org, pending, { code: signIns.grantCode(pending, userId, org.now()) });
}

function logOut(org: OrgContext, signIns: SignIns): Response {
  signIns.logOut(sessionId(org));
  const body = `<h1>You are logged out</h1><p>of ${escapeHtml(issuerOf(org))}</p>`;
  return page({ title: 'Logged out', body });
}

/** The pages a person sees while signing in; undefined for paths that are none of them. */
export async function signInPages(
  request: Request,
  path: string,
  org: OrgContext,
  signIns: SignIns,
): Promise<Response | undefined> {
  const { searchParams } = new URL(request.url);
  const form = async () => new URLSearchParams(request.method === 'POST' ? await request.text() : '');
  switch (path) {
    case '/services/oauth2/authorize':
      return authorize(request.method === 'POST' ? await form() : searchParams, org, signIns);
    case loginPath:
      return logIn(await form(), org, signIns);
    case consentPath:
      return consent(await form(), org, signIns);
    case '/secur/logout.jsp':
      return logOut(org, signIns);
    default:
      return undefined;
  }
}
