import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AuthController } from '../../src/auth/auth-controller.ts';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { FakePage } from './fake-page.ts';
import { leave, load } from './round-trip.ts';
import {
  clientId,
  connected,
  land,
  navigated,
  open,
  pageAddress,
  pageOrigin,
  until,
  walk,
} from './sign-in.ts';

describe('the user-agent flow', () => {
  let org: TestOrg;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
    config = { loginUrl: org.url, clientId, flow: 'user-agent' };
  });
  after(() => org.close());

  async function works(accessToken: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${org.url}/services/oauth2/userinfo`, { headers })).ok;
  }

  it('signs in by popup without a token request, the token decoded', async () => {
    const { tab, controller, statuses } = open(config);
    const done = controller.connect();
    const url = new URL(await navigated(tab.popup));
    const { state, ...rest } = Object.fromEntries(url.searchParams);
    assert.match(state ?? '', /^popup\.[0-9a-f]{32}$/);
    assert.deepEqual(rest, {
      response_type: 'token',
      client_id: clientId,
      redirect_uri: `${pageOrigin}/contact`,
      scope: 'api',
      display: 'popup',
    });
    const answer = await walk(url.href);
    assert.match(answer, /#(?:.*&)?access_token=00D[^&!]*%21/);
    const landing = await land(answer, config, tab.openerOf(tab.popup));
    await done;
    const { accessToken } = await controller.getAccessToken();
    assert.match(accessToken, /^00D\w+!/);
    assert.ok(await works(accessToken));
    assert.equal(tab.tokenRequests(), 0);
    assert.deepEqual(statuses, ['connecting', 'connected']);
    assert.match(controller.state.userId ?? '', /^005\w{15}$/);
    assert.equal(landing.address, `${pageOrigin}/contact`);
    assert.deepEqual(landing.requests, []);
    assert.equal(tab.storage.length, 0);
  });

  it('security 7: comes only by opt-in, and names its end of life once for each connection', async () => {
    const { tab, controller } = open(config);
    await controller.start();
    controller.preload();
    await until(() => tab.warnings.length > 0);
    assert.match(tab.warnings[0] ?? '', /flow="user-agent".*2027-02-20.*flow="pkce"/);
    assert.equal(tab.warnings.length, 1);
    const ordinary = open({ loginUrl: org.url, clientId });
    await ordinary.controller.start();
    ordinary.controller.connect();
    await navigated(ordinary.tab.popup);
    assert.deepEqual(ordinary.tab.warnings, []);
    await ordinary.controller.disconnect();
  });

  it('security 7: by redirect the fragment is out of address and history before any request, and the page is loaded anew', async () => {
    const { answer, storage } = await leave(config);
    const { tab, controller, before: landing } = await load(answer, storage, config);
    assert.deepEqual(landing?.replaced, [`${pageOrigin}/contact`]);
    assert.deepEqual(landing?.requests, []);
    assert.deepEqual(landing?.left, [pageAddress]);
    assert.equal(tab.address, pageAddress);
    assert.ok(tab.requests.every(({ addressThen }) => addressThen === pageAddress));
    assert.ok(await works((await controller.getAccessToken()).accessToken));
    assert.equal(storage.length, 0, 'what was handed over is read once');
  });

  for (const from of [`${pageOrigin}/contact#/route/7?tab=2`, `${pageOrigin}/contact`]) {
    it(`returns to ${from}`, async () => {
      const { answer, storage } = await leave(config, 'allow', from);
      const { tab, controller, before: landing } = await load(answer, storage, config);
      assert.equal(landing?.left.length, 1, 'also where nothing but the hash differs');
      assert.equal(tab.address, from);
      assert.equal(controller.state.status, 'connected');
    });
  }

  it('uses the answer at once where the browser takes nothing to hand over', async () => {
    const { answer, storage } = await leave(config);
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { tab, controller, before: landing } = await load(answer, storage, config);
    assert.equal(landing, undefined);
    assert.equal(controller.state.status, 'connected');
    assert.doesNotMatch(tab.address, /access_token/);
  });

  it('tells a denial, by popup and by redirect', async () => {
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'SIGN_IN_DENIED' });
    await land(await walk(await navigated(tab.popup), 'deny'), config, tab.openerOf(tab.popup));
    await done;
    const { answer, storage } = await leave(config, 'deny');
    assert.match(answer, /#.*error=access_denied/);
    const page = await load(answer, storage, config);
    assert.equal(page.controller.state.error?.code, 'SIGN_IN_DENIED');
    assert.equal(page.tab.address, pageAddress);
    assert.equal(storage.length, 0);
  });

  it('tells a scope that the app may not ask for', async () => {
    const { tab, controller } = open({ ...config, scope: 'api everything' });
    const done = assert.rejects(controller.connect(), { remedy: /these scopes: api everything/ });
    await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
    await done;
  });

  it('expires without a request, for nothing can renew it', async () => {
    const { tab, controller } = await connected({ ...config, scope: 'api' });
    const { accessToken: refused } = await controller.getAccessToken();
    const before = tab.requests.length;
    await assert.rejects(controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    assert.equal(controller.state.status, 'expired');
    assert.equal(tab.requests.length, before);
  });

  it('revokes its token at the org when the visitor disconnects', async () => {
    const { tab, controller } = await connected(config);
    const { accessToken } = await controller.getAccessToken();
    await controller.disconnect();
    assert.equal(await works(accessToken), false);
    assert.equal(tab.requests.at(-1)?.url, `${org.url}/services/oauth2/revoke`);
  });

  it('may begin at login.salesforce.com, and goes on at the org that the answer names', async () => {
    const instanceUrl = 'https://acme.my.salesforce.com';
    const settings: AuthConfig = { ...config, loginUrl: 'https://login.salesforce.com' };
    const tab = new FakePage(pageAddress);
    const asked: string[] = [];
    const fetch = async (input: RequestInfo | URL) => {
      asked.push(String(input));
      return new Response('', { status: 404 });
    };
    const controller = new AuthController(settings, { ...tab.environment, fetch });
    const done = controller.connect();
    const url = new URL(await navigated(tab.popup));
    assert.equal(url.origin, 'https://login.salesforce.com');
    const fields = {
      access_token: '00D5!x',
      instance_url: instanceUrl,
      id: 'https://login.salesforce.com/id/00D50000000IZ3ZEAW/00550000001fg5OAAQ',
      state: url.searchParams.get('state') ?? '',
    };
    const answer = `${pageOrigin}/contact#${new URLSearchParams(fields)}`;
    await land(answer, settings, tab.openerOf(tab.popup));
    await done;
    assert.deepEqual(await controller.getAccessToken(), { accessToken: '00D5!x', instanceUrl });
    await controller.disconnect();
    assert.equal(asked.at(-1), `${instanceUrl}/services/oauth2/revoke`);
  });

  it('never sends its token to an org that is no Salesforce host', async () => {
    org.setInstanceUrl('https://evil.example');
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'UNEXPECTED_ANSWER' });
    await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
    await done;
    org.setInstanceUrl(undefined);
    assert.equal(controller.state.status, 'error');
  });

  it('uses no code, and the flow with a code uses no token', async () => {
    const pkce: AuthConfig = { ...config, flow: 'pkce' };
    for (const [settings, answer, problem] of [
      [config, 'code=x', /it holds no token/],
      [pkce, 'access_token=x&instance_url=y', /it holds no code/],
    ] as const) {
      const { tab, controller } = open(settings);
      const done = assert.rejects(controller.connect(), { problem });
      const state = new URL(await navigated(tab.popup)).searchParams.get('state');
      await land(`${pageOrigin}/contact?${answer}&state=${state}`, settings, tab.openerOf(tab.popup));
      await done;
      assert.equal(tab.tokenRequests(), 0);
      assert.equal(controller.state.status, 'error');
    }
  });

  it('an answer in the fragment is left alone by the flow with a code', async () => {
    const { answer, storage } = await leave(config);
    const page = await load(answer, storage, { ...config, flow: 'pkce' });
    assert.deepEqual(page.statuses, []);
    assert.equal(page.tab.address, answer);
  });
});
