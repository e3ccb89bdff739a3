import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg } from '../support/start-org.ts';
import { FakePage, MemoryStorage } from './fake-page.ts';
import { leave as leaveFor, load as loadPage } from './round-trip.ts';
import { clientId, open, pageAddress, pageOrigin, until } from './sign-in.ts';

describe('signing in by redirect', () => {
  let org: Awaited<ReturnType<typeof startOrg>>;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin], scale: 'small' });
    config = { loginUrl: org.url, clientId, login: 'redirect' };
  });
  after(() => org.close());

  const leave = (decision?: 'allow' | 'deny', settings = config, from?: string) =>
    leaveFor(settings, decision, from);
  const load = (address: string, storage: Storage, settings = config, ahead = 0) =>
    loadPage(address, storage, settings, ahead);

  it('completes in the page it comes back to, at the address that was left', async () => {
    const { answer, storage } = await leave();
    assert.match(answer, /state=redirect\.[0-9a-f]{32}/);
    const { tab, controller, statuses } = await load(answer, storage);
    assert.deepEqual(statuses, ['connecting', 'connected']);
    assert.equal((await controller.getAccessToken()).instanceUrl, org.url);
    assert.equal(tab.address, pageAddress);
    assert.equal(storage.length, 0);
  });

  it('takes the answer out of the address before any request', async () => {
    const { answer, storage } = await leave();
    const { tab, before } = await load(answer, storage);
    assert.deepEqual(before?.requests, []);
    assert.deepEqual(before?.replaced, [`${pageOrigin}/contact`]);
    assert.ok(tab.requests.length > 0);
    assert.ok(tab.requests.every(({ addressThen }) => addressThen === pageAddress));
  });

  it('needs no second load where the page has no query', async () => {
    const { answer, storage } = await leave('allow', config, `${pageOrigin}/contact#/route/7`);
    const { tab, controller, before } = await load(answer, storage);
    assert.equal(before, undefined);
    assert.equal(tab.address, `${pageOrigin}/contact#/route/7`);
    assert.equal(controller.state.status, 'connected');
    assert.ok(tab.requests.every(({ addressThen }) => addressThen === tab.address));
  });

  for (const hash of ['#', '#_=_']) {
    it(`needs no second load where the org sends ${hash} along`, async () => {
      const { answer, storage } = await leave('allow', config, `${pageOrigin}/contact`);
      const { controller, before } = await load(`${answer}${hash}`, storage);
      assert.equal(before, undefined);
      assert.equal(controller.state.status, 'connected');
    });
  }

  it('hands the answer to the page that was left from a redirect URI of another path', async () => {
    const elsewhere = { ...config, redirectUri: '/signed-in' };
    const { answer, storage } = await leave('allow', elsewhere);
    assert.ok(answer.startsWith(`${pageOrigin}/signed-in?`));
    const { tab, controller, before } = await load(answer, storage, elsewhere);
    assert.equal(before?.address, `${pageOrigin}/signed-in`);
    assert.equal(tab.address, pageAddress);
    assert.equal(controller.state.status, 'connected');
    assert.equal(storage.length, 0);
  });

  it('stays on the page that return-to names', async () => {
    const toForm = { ...config, redirectUri: '/form', returnTo: '/form' };
    const { answer, storage } = await leave('allow', toForm);
    const { tab, controller, before } = await load(answer, storage, {
      ...config,
      redirectUri: undefined,
    });
    assert.equal(before, undefined);
    assert.equal(tab.address, `${pageOrigin}/form`);
    assert.equal(controller.state.status, 'connected');
  });

  it('tells a denial', async () => {
    const { answer, storage } = await leave('deny');
    const { tab, controller } = await load(answer, storage);
    assert.equal(controller.state.status, 'disconnected');
    assert.equal(controller.state.error?.code, 'SIGN_IN_DENIED');
    assert.equal(tab.address, pageAddress);
    assert.equal(tab.requests.length, 0);
    assert.equal(storage.length, 0);
  });

  it('refuses the same answer a second time', async () => {
    const { answer, storage } = await leave();
    await load(answer, storage);
    const { tab, controller } = await load(answer, storage);
    assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
    assert.equal(tab.requests.length, 0);
    assert.equal(tab.address, `${pageOrigin}/contact`);
  });

  it('refuses an answer in a tab that did not ask', async () => {
    const { answer } = await leave();
    const { tab, controller } = await load(answer, new MemoryStorage());
    assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
    assert.equal(tab.requests.length, 0);
  });

  it('refuses an answer after ten minutes, and drops it', async () => {
    const { answer, storage } = await leave();
    const { tab, controller } = await load(answer, storage, config, 10 * 60_000 + 1000);
    assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
    assert.equal(tab.requests.length, 0);
    assert.equal(storage.length, 0);
  });

  it('leaves an answer for the connection that asked', async () => {
    const { answer, storage } = await leave();
    const other = await load(answer, storage, { ...config, clientId: 'another-client' });
    assert.deepEqual(other.statuses, []);
    assert.equal(other.tab.address, answer);
    const { controller } = await load(answer, storage);
    assert.equal(controller.state.status, 'connected');
  });

  for (const [name, alter] of [
    ['an altered state', (answer: string) => answer.replace(/state=redirect\.../, 'state=redirect.zz')],
    ['two states', (answer: string) => `${answer}&state=x`],
    ['two codes', (answer: string) => `${answer}&code=x`],
    ['a broken escape', (answer: string) => `${answer}&x=%`],
    [
      'a prototype key for its state',
      (answer: string) => answer.replace(/state=.*/, 'state=redirect.__proto__'),
    ],
    ['no state', (answer: string) => answer.replace(/&?state=[^&]*/, '')],
    ['a foreign state', (answer: string) => answer.replace(/state=[^&]*/, 'state=__proto__')],
  ] as const) {
    it(`refuses an answer with ${name} and goes on waiting for the genuine one`, async () => {
      const { answer, storage } = await leave();
      const { tab, controller } = await load(alter(answer), storage);
      assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
      assert.equal(tab.requests.length, 0);
      assert.equal((await load(answer, storage)).controller.state.status, 'connected');
    });
  }

  for (const address of [
    `${pageOrigin}/contact?code=theirs&state=another-library`,
    `${pageOrigin}/contact?code=SPRING10`,
    `${pageOrigin}/contact#access_token=00Dx!evil&instance_url=https://evil.example&state=redirect.x`,
  ]) {
    it(`leaves ${address} alone`, async () => {
      const { tab, statuses } = await load(address, new MemoryStorage());
      assert.deepEqual(statuses, []);
      assert.equal(tab.address, address);
      assert.equal(tab.requests.length, 0);
    });
  }

  it('never returns to another origin', async () => {
    const { answer, storage } = await leave();
    const key = storage.key(0) ?? '';
    const pending = JSON.parse(storage.getItem(key) ?? '');
    storage.setItem(key, JSON.stringify({ ...pending, returnUrl: 'http://evil.example/' }));
    const { tab, controller } = await load(answer, storage);
    assert.equal(tab.address, `${pageOrigin}/contact`);
    assert.equal(controller.state.status, 'connected');
  });

  it('refuses what the storage holds when it cannot be read', async () => {
    for (const junk of ['', 'null', '[]', '{"state":1}', '{']) {
      const { answer, storage } = await leave();
      storage.setItem(storage.key(0) ?? '', junk);
      const { tab, controller } = await load(answer, storage);
      assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
      assert.equal(tab.requests.length, 0);
    }
  });

  it('forgets sign-ins that nobody finished', async () => {
    const { storage } = await leave();
    const tab = new FakePage(pageAddress, { storage });
    tab.ahead = 10 * 60_000 + 1000;
    open(config, tab).controller.connect();
    await until(() => tab.left.length > 0);
    assert.equal(storage.length, 1);
  });

  it('names the popup where the browser keeps nothing', async () => {
    const storage = new MemoryStorage();
    storage.setItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const { tab, controller } = open(config, new FakePage(pageAddress, { storage }));
    await assert.rejects(controller.connect(), { code: 'SIGN_IN_FAILED', remedy: /login="popup"/ });
    assert.deepEqual(tab.left, []);
  });

  it('takes an answer out of the address also where the browser keeps its storage to itself', async () => {
    const { answer } = await leave();
    const storage = new MemoryStorage();
    storage.getItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const { tab, controller } = await load(answer, storage);
    assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
    assert.doesNotMatch(tab.address, /code=|state=/);
  });

  it('can be started again when the browser shows the page as it was left', async () => {
    const { tab, controller, waiting } = await leave();
    assert.equal(controller.state.status, 'connecting');
    tab.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await waiting;
    assert.deepEqual(controller.state, { status: 'disconnected' });
    controller.connect();
    await until(() => tab.left.length > 1);
  });
});
