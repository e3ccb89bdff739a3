import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import type { CallbackLoad, CallbackOutcome } from './callback-worker.ts';
import { MemoryStorage } from './fake-page.ts';
import { leave, load } from './round-trip.ts';
import { clientId, navigated, open, pageAddress, pageOrigin, walk } from './sign-in.ts';

const redirectUri = `${pageOrigin}/callback.html`;

/** Loads the page's script at an address, which is all that this page has. */
async function loadScript(workerData: CallbackLoad): Promise<CallbackOutcome> {
  const worker = new Worker(new URL('./callback-worker.ts', import.meta.url), { workerData });
  const [[outcome]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return outcome as CallbackOutcome;
}

function entriesOf(storage: Storage): Record<string, string> {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return Object.fromEntries(keys.map((key) => [key, storage.getItem(key) ?? '']));
}

describe('callback.html', () => {
  let org: TestOrg;
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

  for (const flow of ['pkce', 'user-agent'] as const) {
    it(`relays a popup's answer to the page that asked and closes, by ${flow}`, async () => {
      const { tab, controller } = open(configure(flow));
      const done = controller.connect();
      const outcome = await loadScript({ address: await walk(await navigated(tab.popup)), stored: {} });
      assert.deepEqual(outcome, { address: redirectUri, left: [], closed: true, stored: {} });
      await done;
      assert.equal(controller.state.status, 'connected');
      await controller.disconnect();
    });

    it(`hands a redirect's answer to the page that was left, by ${flow}`, async () => {
      const { answer, storage } = await leave(configure(flow));
      const outcome = await loadScript({ address: answer, stored: entriesOf(storage) });
      assert.equal(outcome.address, redirectUri);
      assert.deepEqual(outcome.left, [pageAddress]);
      const next = new MemoryStorage();
      for (const [key, value] of Object.entries(outcome.stored)) next.setItem(key, value);
      const { tab, controller } = await load(pageAddress, next, configure(flow));
      assert.equal(controller.state.status, 'connected');
      assert.equal(tab.address, pageAddress);
      assert.equal(next.length, 0);
    });
  }

  it('goes nowhere with an answer that nobody waits for, and takes it out of the address', async () => {
    const { answer } = await leave(configure());
    for (const stored of [{}, undefined]) {
      const outcome = await loadScript({ address: answer, stored });
      assert.deepEqual(outcome, { address: redirectUri, left: [], closed: false, stored: {} });
    }
  });

  it('security 9: does nothing in a frame of another origin', async () => {
    const { answer, storage } = await leave(configure());
    const stored = entriesOf(storage);
    const outcome = await loadScript({ address: answer, stored, isFramed: true });
    assert.deepEqual(outcome, { address: answer, left: [], closed: false, stored });
  });

  it('does nothing without an answer', async () => {
    const address = `${redirectUri}?code=theirs&state=x`;
    const outcome = await loadScript({ address, stored: {} });
    assert.deepEqual(outcome, { address, left: [], closed: false, stored: {} });
  });
});
