import { escapeHtml } from '../escape-html.ts';
import { redirect } from '../http/answers.ts';
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

/** Who is logged in with the asking browser, while that user is active. */
export function browserUser(org: OrgContext): string | undefined {
  const userId = org.signIns.at(org.site).userOf(sessionId(org));
  return userId !== undefined && org.grants.isActive(userId) ? userId : undefined;
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
  userId: string,
  sid: string | undefined,
): Response {
  const user = String(org.store.find(userId)?.Username);
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
async function authorize(params: URLSearchParams, org: OrgContext, signIns: SignIns): Promise<Response> {
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
  const immediate = params.get('immediate') === 'true';
  const userId = browserUser(org);
  if (immediate || prompts.includes('none')) return answerSilently(wanted, userId, immediate, org, signIns);
  // Unlike the org's, this consent page is shown to a client that was approved before, too.
  if (userId !== undefined && !prompts.includes('login')) {
    return showConsent(org, signIns, wanted, userId, sessionId(org));
  }
  return showLogin(org, signIns.open(wanted), params.get('login_hint') ?? '', false);
}

/** Gives a client what it asked for: tokens in the user-agent flow, as the real org without a refresh token, or a code. */
async function grant(
  wanted: AuthorizationRequest,
  userId: string,
  org: OrgContext,
  signIns: SignIns,
): Promise<Response> {
  if (wanted.responseType !== 'token') {
    return answerClient(org, wanted, { code: signIns.grantCode(wanted, userId, org.now()) });
  }
  const { clientId, scope } = wanted;
  const tokens = org.grants.issue({ userId, clientId, scope, site: org.site }, false);
  return answerClient(org, wanted, await accessAnswer(org, tokens));
}

/** Answers a client that wants no page to be shown. @param immediate whether it said so in the org's own way */
async function answerSilently(
  wanted: AuthorizationRequest,
  userId: string | undefined,
  immediate: boolean,
  org: OrgContext,
  signIns: SignIns,
): Promise<Response> {
  const refuse = (error: string, error_description: string) =>
    answerClient(org, wanted, { error: immediate ? 'immediate_unsuccessful' : error, error_description });
  if (userId === undefined) return refuse('login_required', 'user is not logged in');
  const { clientId, scope } = wanted;
  const isApproved = org.grants.isApproved({ userId, clientId, scope, site: org.site });
  return isApproved
    ? grant(wanted, userId, org, signIns)
    : refuse('consent_required', 'user has not approved the client');
}

/** The form that was opened at the login page's own address carries no ticket, and leads to the home page. */
function logIn(form: URLSearchParams, org: OrgContext, signIns: SignIns): Response {
  const ticket = form.get('ticket') ?? '';
  const pending = signIns.take(ticket);
  if (!pending && ticket !== '') return expiredPage();
  const username = (form.get('username') ?? '').trim();
  const user = org.store.findBy('User', 'Username', username);
  if (user?.IsActive !== 1 || form.get('password') !== seedPassword) {
    return showLogin(org, pending ? signIns.open(pending) : '', username, true);
  }
  const userId = String(user.Id);
  const sid = signIns.logIn(userId);
  org.cookies.set(cookieName(org), sid);
  if (!pending) return redirect(`${issuerOf(org)}/`);
  return showConsent(org, signIns, pending, userId, sid);
}

async function consent(form: URLSearchParams, org: OrgContext, signIns: SignIns): Promise<Response> {
  const userId = browserUser(org);
  const pending = signIns.take(form.get('ticket') ?? '', sessionId(org));
  if (!pending || userId === undefined) return expiredPage();
  if (form.get('decision') !== 'allow') {
    const description = 'end-user denied authorization';
    return answerClient(org, pending, { error: 'access_denied', error_description: description });
  }
  return grant(pending, userId, org, signIns);
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
      return request.method === 'POST' ? logIn(await form(), org, signIns) : showLogin(org, '', '', false);
    case consentPath:
      return consent(await form(), org, signIns);
    case '/secur/logout.jsp':
      return logOut(org, signIns);
    default:
      return undefined;
  }
}
