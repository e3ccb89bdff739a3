import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, mock } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { FakePage, MemoryStorage } from './fake-page.ts';
import { keepSession, openWith, signIn, tokenOf, works } from './kept-site.ts';
import { clientId, pageAddress, pageOrigin, until } from './sign-in.ts';

describe('a session that is kept', () => {
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

  describe('in memory', () => {
    it('leaves nothing in any storage, and ends with its page', async () => {
      const { first, newTab, localStorage } = await keepSession(org, 'memory');
      assert.equal(first.tab.storage.length + localStorage.length, 0);
      const again = await newTab(first.tab.storage);
      assert.deepEqual(again.statuses, []);
      await first.controller.disconnect();
    });

    it('security 11: ends in every tab of the same user that has one of its own', async () => {
      const { first, newTab, config } = await keepSession(org, 'memory');
      const other = await newTab();
      await signIn(other, config);
      const stranger = await newTab();
      await signIn(stranger, config, 'jonas@northwind.example');
      const token = await tokenOf(other.controller);
      await first.controller.disconnect();
      await until(() => other.controller.state.status === 'disconnected');
      await until(() => other.tab.requests.at(-1)?.url.endsWith('/revoke') === true);
      assert.equal(stranger.controller.state.status, 'connected');
      while (await works(org, token)) await new Promise((resolve) => setTimeout(resolve, 10));
      await stranger.controller.disconnect();
    });
  });

  describe('in the storage of its tab', () => {
    it('is there again when the page is loaded anew, without a request', async () => {
      const { first, newTab } = await keepSession(org, 'session');
      const token = await tokenOf(first.controller);
      const again = await newTab(first.tab.storage);
      assert.equal(await tokenOf(again.controller), token);
      assert.deepEqual(again.statuses, ['connecting', 'connected']);
      assert.deepEqual(again.tab.requests, []);
      assert.equal(again.controller.state.userId, first.controller.state.userId);
      const renewed = await again.controller.getAccessToken({ refused: token });
      assert.ok(await works(org, renewed.accessToken));
    });

    it('is no other tab’s', async () => {
      const { newTab } = await keepSession(org, 'session');
      assert.deepEqual((await newTab()).statuses, []);
    });

    it('is dropped by a duplicated tab, which burns nothing', async () => {
      const { first, config, newTab } = await keepSession(org, 'session');
      const copy = new MemoryStorage();
      const key = first.tab.storage.key(0) ?? '';
      copy.setItem(key, first.tab.storage.getItem(key) ?? '');
      const elsewhere: Partial<LockManager> = {
        request: ((name: string, ...rest: unknown[]) =>
          name.startsWith(key)
            ? Promise.reject(new DOMException('waited', 'TimeoutError'))
            : (rest.at(-1) as () => unknown)()) as LockManager['request'],
        query: async () => ({ held: [{ name: 'any', clientId: 'another page' }], pending: [] }),
      };
      const tab = new FakePage(pageAddress, { storage: copy });
      const { controller } = openWith(config, tab, { locks: elsewhere as LockManager });
      await controller.start();
      assert.equal(controller.state.status, 'disconnected');
      assert.equal(copy.length, 0);
      assert.deepEqual(tab.requests, []);
      assert.ok(await works(org, await tokenOf(first.controller)));
      await (await newTab()).controller.disconnect();
    });

    it('is not kept where there are no locks to tell a duplicate by', async () => {
      const config = configure('session');
      const tab = new FakePage(pageAddress);
      const page = openWith(config, tab, { locks: undefined });
      await signIn(page, config);
      await page.controller.getAccessToken({ refused: await tokenOf(page.controller) });
      assert.equal(tab.storage.length, 0);
      assert.equal(page.controller.state.status, 'connected');
    });
  });

  describe('reliability 9: whose renewal is answered late', () => {
    afterEach(() => mock.restoreAll());
    /** Makes the time short that a renewal may take; a sign-in has the same. */
    function hurry(): void {
      const { timeout } = AbortSignal;
      mock.method(AbortSignal, 'timeout', (milliseconds: number) =>
        timeout.call(AbortSignal, milliseconds === 30_000 ? 100 : milliseconds),
      );
    }

    it('is not lost: callers are told in time, and the late answer is used and stored', async () => {
      const { first, newTab } = await keepSession(org, 'local');
      const refused = await tokenOf(first.controller);
      org.setLatency(400, /token$/);
      hurry();
      await assert.rejects(first.controller.getAccessToken({ refused }), {
        code: 'NETWORK',
        problem: /did not answer in time/,
      });
      org.setLatency(0);
      assert.equal(first.controller.state.status, 'connected');
      let token = refused;
      while (token === refused) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        token = await tokenOf(first.controller);
      }
      assert.ok(await works(org, token));
      assert.equal(await tokenOf((await newTab()).controller), token);
    });

    it('is left alone where the visitor disconnected meanwhile', async () => {
      const { first, localStorage } = await keepSession(org, 'local');
      const refused = await tokenOf(first.controller);
      org.setLatency(400, /token$/);
      hurry();
      const before = org.requests().length;
      await assert.rejects(first.controller.getAccessToken({ refused }), { code: 'NETWORK' });
      await first.controller.disconnect();
      await until(() =>
        org
          .requests()
          .slice(before)
          .some(({ path }) => path.endsWith('/token')),
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
      org.setLatency(0);
      assert.deepEqual(first.controller.state, { status: 'disconnected' });
      assert.equal(localStorage.length, 0);
    });
  });
});
