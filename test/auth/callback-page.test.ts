import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { FakePage } from './fake-page.ts';
import { load } from './round-trip.ts';
import { clientId, navigated, open, pageAddress, pageOrigin, until, walk } from './sign-in.ts';

describe('callback.html', () => {
  let org: TestOrg;
  const redirectUri = '/callback.html';
  const configure = (flow: 'pkce' | 'user-agent' = 'pkce'): AuthConfig => ({
    loginUrl: org.url,
    clientId,
    redirectUri,
    flow,
  });
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin] });
  });
  after(() => org.close());

  let loads = 0;

  /** Loads the page's script at an address, which is all that this page has. */
  async function loadScript(page: FakePage): Promise<void> {
    const { window, location, history, BroadcastChannel } = page.environment;
    const pathname = new URL(page.address).pathname;
    const own = Object.create(location, { pathname: { value: pathname } });
    const storage = { get: () => page.environment.sessionStorage };
    const globals = { window, location: own, history, BroadcastChannel };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    Object.defineProperty(globalThis, 'sessionStorage', { ...storage, configurable: true });
    const script = new URL('../../src/auth/callback.ts', import.meta.url);
    script.search = String(loads++);
    await import(script.href);
  }

  async function leave(settings: AuthConfig) {
    const { tab, controller } = open({ ...settings, login: 'redirect' });
    controller.connect();
    await until(() => tab.left.length > 0);
    return { answer: await walk(tab.left[0] ?? ''), storage: tab.storage };
  }

  for (const flow of ['pkce', 'user-agent'] as const) {
    it(`relays a popup's answer to the page that asked and closes, by ${flow}`, async () => {
      const settings = configure(flow);
      const { tab, controller } = open(settings);
      const done = controller.connect();
      const answer = await walk(await navigated(tab.popup));
      const page = new FakePage(answer, { opener: tab.openerOf(tab.popup) });
      await loadScript(page);
      assert.equal(page.address, `${pageOrigin}${redirectUri}`);
      await done;
      assert.equal(controller.state.status, 'connected');
      await until(() => page.closed);
      await controller.disconnect();
    });

    it(`hands a redirect's answer to the page that was left, by ${flow}`, async () => {
      const settings = configure(flow);
      const { answer, storage } = await leave(settings);
      const page = new FakePage(answer, { storage });
      await loadScript(page);
      assert.equal(page.address, `${pageOrigin}${redirectUri}`);
      assert.deepEqual(page.left, [pageAddress]);
      const { tab, controller } = await load(pageAddress, storage, settings);
      assert.equal(controller.state.status, 'connected');
      assert.equal(tab.address, pageAddress);
      assert.equal(storage.length, 0);
    });
  }

  it('goes nowhere with an answer that nobody waits for, and takes it out of the address', async () => {
    const { answer } = await leave(configure());
    const page = new FakePage(answer);
    await loadScript(page);
    assert.equal(page.address, `${pageOrigin}${redirectUri}`);
    assert.deepEqual(page.left, []);
  });

  it('does without a storage', async () => {
    const { answer } = await leave(configure());
    const page = new FakePage(answer);
    page.storage.getItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    await loadScript(page);
    assert.deepEqual(page.left, []);
  });

  it('security 9: does nothing in a frame of another origin', async () => {
    const { answer, storage } = await leave(configure());
    const page = new FakePage(answer, { storage });
    page.window.top = { location: { origin: 'https://evil.example' } };
    await loadScript(page);
    assert.equal(page.address, answer);
    assert.deepEqual(page.left, []);
  });

  it('does nothing without an answer', async () => {
    const page = new FakePage(`${pageOrigin}${redirectUri}?code=theirs&state=x`);
    await loadScript(page);
    assert.equal(page.address, `${pageOrigin}${redirectUri}?code=theirs&state=x`);
  });
});
