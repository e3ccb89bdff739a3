import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { completeEnvironment } from '../../src/auth/environment.ts';
import type { AuthEnvironment } from '../../src/auth/types.ts';
import { FakePage } from './fake-page.ts';

/** Parts that Node does not have, as a browser has them. */
const parts = ['location', 'history', 'sessionStorage', 'localStorage', 'window', 'open'] as const;

describe('completeEnvironment', () => {
  const own = new Map(parts.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  afterEach(() => {
    mock.restoreAll();
    for (const [name, descriptor] of own) {
      Reflect.deleteProperty(globalThis, name);
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
  });

  it("gives the browser's own parts, looked up when they are used", async () => {
    const environment = completeEnvironment();
    const opened: unknown[] = [];
    const page = new FakePage('http://localhost:4000/').environment;
    const open = (...given: unknown[]) => {
      opened.push(given);
      return null;
    };
    for (const name of parts) {
      const value = name === 'open' ? open : page[name];
      Object.defineProperty(globalThis, name, { value, configurable: true });
    }
    for (const name of parts) if (name !== 'open') assert.equal(environment[name], page[name]);
    assert.equal(environment.open('', 'name', 'popup'), null);
    assert.deepEqual(opened, [['', 'name', 'popup']]);
    assert.equal(environment.locks, navigator.locks);
    assert.equal(environment.BroadcastChannel, BroadcastChannel);
    assert.ok(Math.abs(environment.now() - Date.now()) < 1000);
    const warn = mock.method(console, 'warn', () => {});
    environment.warn('careful');
    assert.deepEqual(warn.mock.calls[0]?.arguments, ['careful']);
    const fetch = mock.method(globalThis, 'fetch', async () => new Response('asked'));
    assert.equal(await (await environment.fetch('http://localhost/')).text(), 'asked');
    assert.equal(fetch.mock.callCount(), 1);
  });

  it('puts the given parts in their place, also the absence of some', () => {
    const given = new FakePage('http://localhost:4000/').environment;
    const environment = completeEnvironment(given);
    for (const name of Object.keys(given) as (keyof AuthEnvironment)[]) {
      assert.equal(environment[name], given[name], name);
    }
    const old = completeEnvironment({ locks: undefined, BroadcastChannel: undefined });
    assert.equal(old.locks, undefined);
    assert.equal(old.BroadcastChannel, undefined);
  });
});
