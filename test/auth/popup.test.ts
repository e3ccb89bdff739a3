import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { isSfError } from '../../src/errors/sf-error.ts';
import { startOrg } from '../support/start-org.ts';
import { FakePage } from './fake-page.ts';
import { clientId, connected, land, navigated, open, pageOrigin, until, walk } from './sign-in.ts';

describe('signing in by popup', () => {
  let org: Awaited<ReturnType<typeof startOrg>>;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin], scale: 'small' });
    config = { loginUrl: org.url, clientId };
  });
  after(() => org.close());

  it('opens the popup inside the click and connects', async () => {
    const { tab, controller, statuses } = open(config);
    const done = controller.connect();
    assert.equal(tab.popups.length, 1, 'opened before anything was awaited');
    assert.equal(tab.requests.length, 0);
    const url = new URL(await navigated(tab.popup));
    assert.equal(url.origin + url.pathname, `${org.url}/services/oauth2/authorize`);
    const { state, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
    assert.match(state ?? '', /^popup\.[0-9a-f]{32}$/);
    assert.match(code_challenge ?? '', /^[\w-]{43}$/);
    assert.deepEqual(rest, {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: `${pageOrigin}/contact`,
      scope: 'api refresh_token',
      code_challenge_method: 'S256',
      display: 'popup',
    });
    const landing = await land(await walk(url.href), config, tab.openerOf(tab.popup));
    await done;

    const { accessToken, instanceUrl } = await controller.getAccessToken();
    assert.equal(instanceUrl, org.url);
    const { status } = await fetch(`${org.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    assert.equal(status, 200);
    assert.deepEqual(statuses, ['connecting', 'connected']);
    assert.match(controller.state.userId ?? '', /^005\w{15}$/);
    assert.match(controller.state.organizationId ?? '', /^00D\w{15}$/);
    assert.equal(landing.address, `${pageOrigin}/contact`);
    assert.equal(landing.requests.length, 0);
    await until(() => landing.closed);
  });

  it('leaves no token, code or verifier in state or storage', async () => {
    const { tab, controller } = await connected(config);
    const { accessToken } = await controller.getAccessToken();
    assert.ok(Object.isFrozen(controller.state));
    assert.equal(tab.storage.length, 0);
    assert.equal(JSON.stringify([controller, controller.state]).includes(accessToken), false);
  });

  it('passes prompt and login hint on', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect({ prompt: 'login', loginHint: 'ada@northwind.example' });
    const { searchParams } = new URL(await navigated(tab.popup));
    assert.equal(searchParams.get('prompt'), 'login');
    assert.equal(searchParams.get('login_hint'), 'ada@northwind.example');
    await controller.disconnect();
    await done;
    assert.ok(tab.popup.closed);
  });

  it('brings the popup to the front on a second click', async () => {
    const { tab, controller } = open(config);
    const first = controller.connect();
    const second = controller.connect();
    assert.equal(tab.popups.length, 1);
    assert.equal(tab.popup.focused, 1);
    await controller.disconnect();
    await Promise.all([first, second]);
    assert.deepEqual(controller.state, { status: 'disconnected' });
  });

  it('offers redirect where the popup is blocked', async () => {
    const { tab, controller } = open(config);
    tab.blocksPopups = true;
    await assert.rejects(controller.connect(), (error) => {
      assert.ok(isSfError(error));
      assert.equal(error.code, 'POPUP_BLOCKED');
      assert.match(error.remedy, /sign in without one/);
      assert.equal(controller.state.error, error);
      return true;
    });
    assert.equal(controller.state.status, 'disconnected');
  });

  it('tells a denial from a failure', async () => {
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'SIGN_IN_DENIED' });
    await land(await walk(await navigated(tab.popup), 'deny'), config, tab.openerOf(tab.popup));
    await done;
    assert.equal(controller.state.status, 'disconnected');
    assert.equal(controller.state.error?.code, 'SIGN_IN_DENIED');
    assert.equal(tab.tokenRequests(), 0);
  });

  it('ends the visible wait within 2 s when the popup is closed', async () => {
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'POPUP_CLOSED' });
    await navigated(tab.popup);
    const start = performance.now();
    tab.popup.close();
    await done;
    assert.ok(performance.now() - start < 2000);
    assert.equal(controller.state.status, 'disconnected');
    await controller.disconnect();
  });

  it('still completes when the popup was cut off from its opener', async () => {
    const { tab, controller, statuses } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'POPUP_CLOSED' });
    const url = await navigated(tab.popup);
    tab.popup.closed = true;
    await done;
    await land(await walk(url), config, null);
    await until(() => controller.state.status === 'connected');
    assert.deepEqual(statuses, ['connecting', 'disconnected', 'connecting', 'connected']);
  });

  it('completes a second try by the answer to the first', async () => {
    const { tab, controller } = open(config);
    const first = assert.rejects(controller.connect(), { code: 'POPUP_CLOSED' });
    const url = await navigated(tab.popup);
    tab.popup.closed = true;
    await first;
    const second = controller.connect();
    assert.equal(tab.popups.length, 2);
    await land(await walk(url), config, null);
    await second;
    assert.equal(controller.state.status, 'connected');
    assert.ok(tab.popup.closed, 'the second popup is not left behind');
  });

  it('uses an answer once', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect();
    const answer = await walk(await navigated(tab.popup));
    const opener = tab.openerOf(tab.popup);
    await Promise.all([
      land(answer, config, opener),
      land(answer, config, opener),
      land(answer, config, null),
    ]);
    await done;
    await land(answer, config, null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(tab.tokenRequests(), 1);
    assert.equal(controller.state.status, 'connected');
  });

  it('uses no answer to a sign-in that the visitor has ended', async () => {
    const { tab, controller } = open(config);
    const first = controller.connect();
    const answer = await walk(await navigated(tab.popup));
    await controller.disconnect();
    await first;
    const second = controller.connect();
    await navigated(tab.popup);
    await land(answer, config, null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(tab.tokenRequests(), 0);
    assert.equal(controller.state.status, 'connecting');
    await controller.disconnect();
    await second;
  });

  it('gives an answer only to the connection that asked', async () => {
    const one = open(config);
    const other = open(config);
    const oneDone = one.controller.connect();
    const otherDone = other.controller.connect();
    const answer = await walk(await navigated(one.tab.popup));
    await navigated(other.tab.popup);
    await land(answer, config, null);
    await oneDone;
    assert.equal(other.controller.state.status, 'connecting');
    assert.equal(other.tab.tokenRequests(), 0);
    await other.controller.disconnect();
    await otherDone;
  });

  for (const [name, alter] of [
    ['altered', (state: string) => state.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['malformed', () => 'popup.%25'],
    ['of a prototype key', () => 'popup.__proto__'],
  ] as const) {
    it(`fails without a token request when the popup answers with a state ${name}`, async () => {
      const { tab, controller } = open(config);
      const done = assert.rejects(controller.connect(), { code: 'SIGN_IN_FAILED' });
      const answer = new URL(await walk(await navigated(tab.popup)));
      const state = answer.searchParams.get('state') ?? '';
      await land(answer.href.replace(state, alter(state)), config, tab.openerOf(tab.popup));
      await done;
      assert.equal(tab.tokenRequests(), 0);
      assert.equal(controller.state.status, 'error');
    });
  }

  it('hears nobody but its own popup, from its own origin', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect();
    const { search } = new URL(await walk(await navigated(tab.popup)));
    const message = { type: 'sf-elements:sign-in-answer', answer: search.slice(1) };
    tab.receive(message, 'http://evil.example', tab.popup);
    tab.receive(message, pageOrigin, new FakePage(pageOrigin).window);
    for (const junk of [null, 'text', { ...message, type: 'other' }, { ...message, answer: 7 }]) {
      tab.receive(junk, pageOrigin, tab.popup);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(tab.tokenRequests(), 0);
    assert.equal(controller.state.status, 'connecting');
    tab.receive(message, pageOrigin, tab.popup);
    await done;
    assert.equal(controller.state.status, 'connected');
  });

  it('gives an answer in a frame to nobody', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect();
    const landing = new FakePage(await walk(await navigated(tab.popup)), { opener: tab.openerOf(tab.popup) });
    landing.window.top = {};
    await open(config, landing).controller.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(tab.tokenRequests(), 0);
    await controller.disconnect();
    await done;
  });

  it('refuses an answer after ten minutes', async () => {
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'SIGN_IN_FAILED' });
    const answer = await walk(await navigated(tab.popup));
    tab.ahead = 10 * 60_000 + 1000;
    await land(answer, config, tab.openerOf(tab.popup));
    await done;
    assert.equal(tab.tokenRequests(), 0);
  });

  it('names Setup > CORS where the org does not answer this page', async () => {
    const tab = new FakePage('http://127.0.0.1:4000/');
    const { controller } = open(config, tab);
    const done = assert.rejects(controller.connect(), (error) => {
      assert.ok(isSfError(error));
      assert.equal(error.code, 'NETWORK');
      assert.match(
        error.remedy,
        /Setup > CORS add http:\/\/127\.0\.0\.1:4000 .*Enable CORS for OAuth endpoints/,
      );
      return true;
    });
    await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
    await done;
    assert.equal(controller.state.status, 'error');
  });
});
