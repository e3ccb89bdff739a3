import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { resolveOAuthSettings } from '../../src/auth/auth-config.ts';
import { refusalError } from '../../src/auth/oauth-refusal.ts';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientId, connected, land, navigated, open, pageOrigin, walk } from './sign-in.ts';

const settings = resolveOAuthSettings(
  { loginUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9.x' },
  'https://shop.example/contact?from=mail',
);

const notSetUp = /^This page is not set up to sign in to your Salesforce org\.$/;
const notDone = /^Salesforce did not complete the sign-in\.$/;
const notAllowed = /^You may not use this page/;
const atTheMoment = /^Salesforce cannot sign you in at the moment\.$/;
const hasRunOut = /^This sign-in has run out, or was used before\.$/;
const askedFirst = /^Salesforce has to ask you something/;
const secrets = /"Require Secret for Web Server Flow" and "Require Secret for Refresh Token Flow"/;
const pkce = /^Tell the page's author: .*require PKCE .*flow="pkce"/;
const admin = /^Ask your Salesforce administrator to /;

/** Salesforce's and OpenID Connect's errors: as they are spelled, what the visitor reads, what can be done. */
const errors: [error: string, description: string, problem: RegExp, remedy: RegExp][] = [
  ['access_denied', 'end-user denied authorization', /^Access .* was not allowed\.$/, /choose Allow/],
  ['access-denied', 'end-user denied authorization', /^Access .* was not allowed\.$/, /choose Allow/],
  ['invalid_grant', 'expired access/refresh token', hasRunOut, /^Connect again\.$/],
  ['invalid_grant', 'expired authorization code', hasRunOut, /^Connect again\.$/],
  ['invalid_grant', 'authentication failure', /^Salesforce did not let you in\.$/, /Setup > Login History/],
  ['invalid_grant', 'ip restricted or invalid login hours', /did not let you in/, /Setup > Login History/],
  ['invalid_grant', '', /did not let you in/, /Setup > Login History/],
  ['invalid_grant', 'invalid code verifier', notDone, /^Connect again\.$/],
  ['invalid_grant', 'unexpected code verifier', notSetUp, pkce],
  ['invalid_request', 'missing required code challenge', notSetUp, pkce],
  ['invalid_request', 'something else', notDone, /compare login-url, client-id, redirect-uri and scope/],
  ['invalid_client_id', 'client identifier invalid', notSetUp, /client-id "3MVG9\.x".*ten minutes/],
  ['invalid_client', 'client identifier invalid', notSetUp, /client-id "3MVG9\.x".*ten minutes/],
  ['invalid_client', 'invalid client credentials', notSetUp, secrets],
  ['invalid_client_credentials', 'client secret invalid', notSetUp, secrets],
  ['unauthorized_client', 'client not authorized for flow', notSetUp, secrets],
  ['unsupported_grant_type', 'grant type not supported', notSetUp, /Setup > OAuth and OpenID Connect/],
  ['unsupported_response_type', 'response type not supported', notSetUp, /allow user-agent flows in Setup/],
  [
    'redirect_uri_mismatch',
    'redirect_uri must match configuration',
    notSetUp,
    /add https:\/\/shop\.example\/contact to the callback URLs/,
  ],
  ['invalid_request', 'redirect_uri missing', notSetUp, /callback URLs/],
  ['invalid_scope', 'the requested scope is not allowed', notSetUp, /scopes: api refresh_token\.$/],
  ['inactive_user', 'user is inactive', /^Your Salesforce user is not active\.$/, admin],
  ['invalid_grant', 'inactive user', /^Your Salesforce user is not active\.$/, /Setup > Users/],
  ['inactive_org', 'organization is inactive', /^Your Salesforce org is locked or closed\.$/, admin],
  ['invalid_grant', 'inactive organization', /^Your Salesforce org is locked/, /Salesforce Support/],
  ['rate_limit_exceeded', 'login rate exceeded', atTheMoment, /in a few minutes/],
  ['server_error', 'error processing', atTheMoment, /status\.salesforce\.com/],
  ['temporarily_unavailable', '', atTheMoment, /in a few minutes/],
  ['login_required', 'user is not logged in', askedFirst, /prompt="none"/],
  ['interaction_required', '', askedFirst, /prompt="none"/],
  ['consent_required', '', askedFirst, /prompt="none"/],
  ['immediate_unsuccessful', '', askedFirst, /prompt="none"/],
  ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', notAllowed, /Setup > Connected Apps OAuth Usage/],
  [
    'OAUTH_APP_ACCESS_DENIED',
    'user is not admin approved to access this app',
    notAllowed,
    /profile or a permission set .* Setup > External Client App Manager/,
  ],
  ['another_error', 'words', notDone, /Setup > External Client App Manager/],
  ['__proto__', 'constructor', notDone, /Setup > External Client App Manager/],
];

describe('an OAuth error', () => {
  for (const [error, description, problem, remedy] of errors) {
    it(`${error} (${description}) is told in words, with what can be done`, async () => {
      const told = await refusalError({ error, description, status: 400 }, settings);
      assert.equal(told.code, /^access.denied$/.test(error) ? 'SIGN_IN_DENIED' : 'SIGN_IN_FAILED');
      assert.match(told.problem, problem);
      assert.match(told.remedy, remedy);
      assert.deepEqual(told.details, [{ message: description || error, errorCode: error, fields: [] }]);
      assert.equal(told.status, 400);
      for (const words of [told.problem, told.remedy]) {
        assert.match(words, /^[A-Z].*\.$/);
        assert.doesNotMatch(words, /OAuth error|invalid_|undefined|_required/);
      }
    });
  }
});

describe('an OAuth error of the org', () => {
  let org: TestOrg;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
    config = { loginUrl: org.url, clientId };
  });
  after(() => org.close());

  async function fail(settings = config) {
    const { tab, controller } = open(settings);
    const done = assert.rejects(controller.connect());
    await land(await walk(await navigated(tab.popup)), settings, tab.openerOf(tab.popup));
    await done;
    const { error, status } = controller.state;
    assert.ok(error);
    return { error, status, tab };
  }

  for (const [error, description, problem] of errors) {
    it(`${error} (${description}) at the login page reaches the state in those words`, async () => {
      org.refuseNextAuthorization(error, description);
      const { error: told, status, tab } = await fail();
      assert.match(told.problem, problem);
      assert.equal(status, told.code === 'SIGN_IN_DENIED' ? 'disconnected' : 'error');
      assert.equal(tab.tokenRequests(), 0);
    });
  }

  it('reaches the state in those words when the token is refused', async () => {
    for (const [error, description, problem] of errors.filter(([name]) => name.startsWith('invalid_'))) {
      org.refuseNextToken(error, description, 400);
      const { error: told } = await fail();
      assert.match(told.problem, problem);
      assert.equal(told.status, 400);
      assert.equal(told.details[0]?.errorCode, error);
    }
  });

  it('is the same by the user-agent flow, whose answers come in the fragment', async () => {
    org.refuseNextAuthorization('inactive_user', 'user is inactive');
    const { error } = await fail({ ...config, flow: 'user-agent' });
    assert.equal(error.problem, 'Your Salesforce user is not active.');
  });

  it('lets a session expire when it comes at a refresh, whatever it is', async () => {
    for (const [error, description] of errors.filter(([name]) => name === 'invalid_grant')) {
      const { controller } = await connected(config);
      const { accessToken: refused } = await controller.getAccessToken();
      org.refuseNextToken(error, description, 400);
      await assert.rejects(controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
      assert.equal(controller.state.status, 'expired');
    }
  });
});
