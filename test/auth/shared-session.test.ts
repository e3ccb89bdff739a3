import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { FakePage, MemoryStorage } from './fake-page.ts';
import { keepSession, openWith, signIn, tokenOf, works } from './kept-site.ts';
import { clientId, open, pageAddress, pageOrigin, until } from './sign-in.ts';

describe('a session that all tabs share', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
  });
  after(() => org.close());
  const configure = (storage: AuthConfig['storage']): AuthConfig => ({
    loginUrl: org.url,
    clientId,
    storage,
  });

  function refreshes(): number {
    return org.requests().filter(({ path }) => path === '/services/oauth2/token').length;
  }

  it('is taken over by a tab that is opened later, and by one that was open', async () => {
    const config = configure('local');
    const localStorage = new MemoryStorage();
    const early = open(config, new FakePage(pageAddress, { localStorage }));
    await early.controller.start();
    const first = open(config, new FakePage(pageAddress, { localStorage }));
    await signIn(first, config);
    await until(() => early.controller.state.status === 'connected');
    const late = open(config, new FakePage(pageAddress, { localStorage }));
    await late.controller.start();
    const token = await tokenOf(first.controller);
    assert.equal(await tokenOf(early.controller), token);
    assert.equal(await tokenOf(late.controller), token);
    assert.equal(early.tab.requests.length + late.tab.requests.length, 0);
    assert.equal(late.controller.state.instanceUrl, org.url);
  });

  it('reliability 7: is renewed once for three tabs with twenty callers each, which all get the same', async () => {
    const { first, newTab } = await keepSession(org, 'local');
    const pages = [first, await newTab(), await newTab()];
    const refused = await tokenOf(first.controller);
    org.expireAccessTokens();
    const before = refreshes();
    const calls = pages.flatMap(({ controller }) =>
      Array.from({ length: 20 }, () => controller.getAccessToken({ refused })),
    );
    const tokens = new Set((await Promise.all(calls)).map(({ accessToken }) => accessToken));
    assert.equal(refreshes() - before, 1);
    assert.equal(tokens.size, 1);
    assert.ok(await works(org, [...tokens][0] ?? ''));
  });

  it('reliability 7: is renewed once, too, without Web Locks', async () => {
    const { first, newTab, config, localStorage } = await keepSession(org, 'local');
    const old = openWith(config, new FakePage(pageAddress, { localStorage }), { locks: undefined });
    const older = openWith(config, new FakePage(pageAddress, { localStorage }), { locks: undefined });
    await Promise.all([old.controller.start(), older.controller.start()]);
    const refused = await tokenOf(first.controller);
    const before = refreshes();
    const grants = await Promise.all(
      [old, older].map(({ controller }) => controller.getAccessToken({ refused })),
    );
    assert.equal(refreshes() - before, 1);
    assert.deepEqual(grants[0], grants[1]);
    assert.deepEqual(await (await newTab()).controller.getAccessToken(), grants[0]);
  });

  it('security 11: ends everywhere when the visitor signs out in one tab', async () => {
    const { first, newTab, localStorage } = await keepSession(org, 'local');
    const other = await newTab();
    const token = await tokenOf(other.controller);
    await first.controller.disconnect();
    await until(() => other.controller.state.status === 'disconnected');
    assert.equal(localStorage.length, 0);
    assert.equal(await works(org, token), false);
    assert.deepEqual((await newTab()).statuses, []);
    await assert.rejects(other.controller.getAccessToken(), { code: 'NOT_CONNECTED' });
  });

  it('reliability 8: expires everywhere when the org refuses to renew it, and comes back everywhere', async () => {
    const { first, newTab, config } = await keepSession(org, 'local');
    const other = await newTab();
    const refused = await tokenOf(first.controller);
    org.revokeRefreshTokens();
    await assert.rejects(first.controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    await until(() => other.controller.state.status === 'expired');
    assert.equal(other.controller.state.userId, first.controller.state.userId);
    await signIn(other, config);
    await until(() => first.controller.state.status === 'connected');
    assert.equal(await tokenOf(first.controller), await tokenOf(other.controller));
  });

  it('that has expired ends, too, with a sign-out in another tab', async () => {
    const { first, newTab } = await keepSession(org, 'local');
    const other = await newTab();
    org.revokeRefreshTokens();
    const refused = await tokenOf(first.controller);
    await assert.rejects(first.controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    await until(() => other.controller.state.status === 'expired');
    await other.controller.disconnect();
    await until(() => first.controller.state.status === 'disconnected');
  });

  it('becomes another user’s in every tab, and what was asked as the first is not sent as the other', async () => {
    const { first, newTab, config, localStorage } = await keepSession(org, 'local');
    const { userId } = first.controller.state;
    const elsewhere = open(config, new FakePage(pageAddress));
    await signIn(elsewhere, config, 'jonas@northwind.example');
    const key = localStorage.key(0) ?? '';
    const theirs = elsewhere.tab.localStorage;
    await until(() => theirs.length > 0);
    const refused = await tokenOf(first.controller);
    localStorage.setItem(key, theirs.getItem(key) ?? '');
    await assert.rejects(first.controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    assert.equal(first.controller.state.status, 'connected');
    assert.notEqual(first.controller.state.userId, userId);
    assert.equal((await newTab()).controller.state.userId, first.controller.state.userId);
  });

  it('that another tab renewed is used, not renewed again', async () => {
    const { first, newTab } = await keepSession(org, 'local');
    const other = await newTab();
    const refused = await tokenOf(first.controller);
    const renewed = await other.controller.getAccessToken({ refused });
    const before = refreshes();
    assert.deepEqual(await first.controller.getAccessToken({ refused }), renewed);
    assert.equal(refreshes(), before);
  });

  it('reliability 8: reads the storage again when the org refuses a token that another tab has spent', async () => {
    const { first, localStorage } = await keepSession(org, 'local');
    const key = localStorage.key(0) ?? '';
    const before = JSON.parse(localStorage.getItem(key) ?? '');
    const refused = await tokenOf(first.controller);
    org.refuseNextToken('invalid_grant', 'expired access/refresh token', 400);
    org.setLatency(50, /token$/);
    const renewal = first.controller.getAccessToken({ refused });
    await until(() => first.tab.tokenRequests() > 1);
    const grant = { ...before.session.grant, accessToken: 'renewed by another tab' };
    localStorage.setItem(key, JSON.stringify({ ...before, session: { ...before.session, grant } }));
    assert.equal((await renewal).accessToken, 'renewed by another tab');
    assert.equal(first.controller.state.status, 'connected');
    org.setLatency(0);
  });

  it('ends when the storage was cleared', async () => {
    const { first, newTab, localStorage } = await keepSession(org, 'local');
    const other = await newTab();
    localStorage.clear();
    for (const { tab } of [first, other]) {
      tab.window.dispatchEvent(Object.assign(new Event('storage'), { key: null }));
      tab.window.dispatchEvent(Object.assign(new Event('storage'), { key: 'theirs' }));
    }
    assert.equal(first.controller.state.status, 'disconnected');
    assert.equal(other.controller.state.status, 'disconnected');
  });

  it('ends at the next renewal when it was cleared without a word', async () => {
    const { first, localStorage } = await keepSession(org, 'local');
    localStorage.clear();
    const refused = await tokenOf(first.controller);
    await assert.rejects(first.controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    assert.equal(first.controller.state.status, 'disconnected');
  });

  it('is not started from junk, nor from an address that no answer could have had', async () => {
    const { newTab, localStorage } = await keepSession(org, 'local');
    const key = localStorage.key(0) ?? '';
    const whole = JSON.parse(localStorage.getItem(key) ?? '');
    const { session } = whole;
    const evil = { ...session, grant: { ...session.grant, instanceUrl: 'https://evil.example' } };
    const path = { ...session, grant: { ...session.grant, instanceUrl: `${org.url}/path` } };
    const junk = [
      { session: evil },
      { session: path },
      { session: { grant: 7 } },
      { session: null },
      7,
      null,
    ];
    const texts = ['', '{', ...junk.map((value) => JSON.stringify(value))];
    for (const text of texts) {
      localStorage.setItem(key, text);
      const { controller, tab } = await newTab();
      assert.equal(controller.state.status, 'disconnected', text);
      assert.deepEqual(tab.requests, []);
    }
    localStorage.setItem(key, JSON.stringify(whole));
    assert.equal((await newTab()).controller.state.status, 'connected');
  });

  for (const [name, blocked] of [
    ['is full', ['setItem']],
    ['is blocked', ['setItem', 'getItem', 'removeItem']],
  ] as const) {
    it(`reliability 15: works without a storage that ${name}`, async () => {
      const config = configure('local');
      const tab = new FakePage(pageAddress);
      for (const method of blocked) {
        tab.localStorage[method] = () => {
          throw new DOMException(name, 'QuotaExceededError');
        };
      }
      const page = open(config, tab);
      await page.controller.start();
      await signIn(page, config);
      const refused = await tokenOf(page.controller);
      const { accessToken } = await page.controller.getAccessToken({ refused });
      assert.ok(await works(org, accessToken));
      await page.controller.disconnect();
      assert.equal(await works(org, accessToken), false);
    });
  }

  it('survives a browser without BroadcastChannel by the storage event', async () => {
    const { first, config, localStorage } = await keepSession(org, 'local');
    const tab = new FakePage(pageAddress, { localStorage });
    const old = openWith(config, tab, { BroadcastChannel: undefined });
    await old.controller.start();
    assert.equal(old.controller.state.status, 'connected');
    await first.controller.disconnect();
    const event = Object.assign(new Event('storage'), {
      key: `sf-elements:session:${org.url}:${clientId}`,
    });
    tab.window.dispatchEvent(event);
    assert.equal(old.controller.state.status, 'disconnected');
  });
});
