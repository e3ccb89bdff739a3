import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { FakePage, MemoryStorage } from './fake-page.ts';
import { keepSession, openWith, signIn, tokenOf, works } from './kept-site.ts';
import { clientId, open, pageAddress, pageOrigin, until } from './sign-in.ts';

describe('a session that stands', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
  });
  afterEach(() => org.setTokenLifetime(undefined));
  after(() => org.close());

  it('is not revoked by a renewal that waited for its turn while the visitor signed in anew', async () => {
    const { first, config } = await keepSession(org, 'local');
    const refused = await tokenOf(first.controller);
    const key = `sf-elements:session:${org.url}:${clientId}`;
    let release = () => {};
    const held = navigator.locks.request(key, () => new Promise<void>((resolve) => (release = resolve)));
    const waiting = assert.rejects(first.controller.getAccessToken({ refused }));
    await first.controller.disconnect();
    await signIn(first, config);
    const token = await tokenOf(first.controller);
    release();
    await Promise.all([held, waiting]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await tokenOf(first.controller), token);
    assert.ok(await works(org, token));
  });

  it('is ended by a disconnect that comes while it is still being restored', async () => {
    const { first, newTab, localStorage, config } = await keepSession(org, 'local');
    const token = await tokenOf(first.controller);
    const other = open(config, new FakePage(pageAddress, { localStorage }));
    const started = other.controller.start();
    await other.controller.disconnect();
    await started;
    assert.equal(localStorage.length, 0);
    assert.equal(await works(org, token), false);
    await until(() => first.controller.state.status === 'disconnected');
    assert.equal((await newTab()).controller.state.status, 'disconnected');
  });

  it('is not taken over by another connection of its tab to the same org', async () => {
    const { first, config } = await keepSession(org, 'session');
    const other = open(config, new FakePage(pageAddress, { storage: first.tab.storage }));
    await signIn(other, config, 'jonas@northwind.example');
    const { userId } = first.controller.state;
    const renewed = await first.controller.getAccessToken({ refused: await tokenOf(first.controller) });
    assert.equal(first.controller.state.userId, userId);
    assert.ok(await works(org, renewed.accessToken));
    assert.notEqual(other.controller.state.userId, userId);
    assert.ok(await works(org, await tokenOf(other.controller)));
  });

  for (const [error, status] of [
    ['rate_limit_exceeded', 400],
    ['unknown_error', 400],
    ['server_error', 400],
    ['invalid_grant', 429],
  ] as const) {
    it(`outlives a renewal that is answered ${status} ${error}`, async () => {
      const { first } = await keepSession(org, 'memory');
      const refused = await tokenOf(first.controller);
      org.refuseNextToken(error, 'not now', status);
      await assert.rejects(first.controller.getAccessToken({ refused }));
      assert.equal(first.controller.state.status, 'connected');
      const renewed = await first.controller.getAccessToken({ refused });
      assert.ok(await works(org, renewed.accessToken));
    });
  }

  it('is used to its end where nothing can renew it', async () => {
    org.setTokenLifetime(1000);
    const page = open({ loginUrl: org.url, clientId, scope: 'api' });
    await signIn(page, { loginUrl: org.url, clientId });
    page.tab.ahead = 990_000;
    assert.ok(await tokenOf(page.controller));
    assert.equal(page.controller.state.status, 'connected');
    page.tab.ahead = 1_001_000;
    await assert.rejects(page.controller.getAccessToken(), { code: 'SESSION_EXPIRED' });
  });

  it('is tried to renew ahead of its end once a minute while that fails', async () => {
    org.setTokenLifetime(1000);
    const { first } = await keepSession(org, 'memory');
    first.tab.ahead = 960_000;
    org.setDown(true);
    const before = first.tab.tokenRequests();
    for (let call = 0; call < 10; call++) {
      await tokenOf(first.controller);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    org.setDown(false);
    assert.equal(first.tab.tokenRequests() - before, 1);
  });

  for (const [name, change] of [
    ['a link of another scheme', { siteUrl: 'javascript:alert(1)' }],
    ['a link to another site', { siteUrl: 'https://evil.example/' }],
    ['a user that is no text', { userId: { toString: 'x' } }],
    ['a refresh token that is no text', { refreshToken: ['x'] }],
    ['an org elsewhere', { grant: { accessToken: 'x', instanceUrl: 'https://evil.example' } }],
    ['no token', { grant: { instanceUrl: 'https://acme.my.salesforce.com' } }],
  ] as const) {
    it(`is not believed where the storage holds ${name}`, async () => {
      const { localStorage, newTab } = await keepSession(org, 'local');
      const key = localStorage.key(0) ?? '';
      const stored = JSON.parse(localStorage.getItem(key) ?? '');
      localStorage.setItem(key, JSON.stringify({ ...stored, session: { ...stored.session, ...change } }));
      const { controller, tab } = await newTab();
      assert.equal(controller.state.status, 'disconnected');
      assert.deepEqual(tab.requests, []);
    });
  }

  it('needs no channel between pages, which some browsers withhold together with the storage', async () => {
    const config: AuthConfig = { loginUrl: org.url, clientId, storage: 'local' };
    class Withheld {
      constructor() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      }
    }
    const changes = { BroadcastChannel: Withheld as unknown as typeof BroadcastChannel };
    const page = openWith(config, new FakePage(pageAddress, { localStorage: new MemoryStorage() }), changes);
    await signIn(page, config);
    const refused = await tokenOf(page.controller);
    const { accessToken } = await page.controller.getAccessToken({ refused });
    assert.ok(await works(org, accessToken));
    await page.controller.disconnect();
    assert.equal(await works(org, accessToken), false);
  });

  it('minds no message that makes no sense', async () => {
    const { first } = await keepSession(org, 'memory');
    const channel = new BroadcastChannel(`sf-elements:session:${org.url}:${clientId}`);
    for (const junk of [null, 'ended', 7, {}, { type: 'ended' }]) channel.postMessage(junk);
    await new Promise((resolve) => setTimeout(resolve, 50));
    channel.close();
    assert.equal(first.controller.state.status, 'connected');
  });
});
