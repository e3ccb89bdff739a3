import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { claimForThisPage, exclusively } from '../../src/auth/tab-lock.ts';
import { MemoryStorage } from './fake-page.ts';
import { until } from './sign-in.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A tab of an origin, with Web Locks or with nothing but the storage. */
function tabs(locks: LockManager | undefined, localStorage: Storage = new MemoryStorage()) {
  let ahead = 0;
  const name = crypto.randomUUID();
  return {
    name,
    localStorage,
    wait: (milliseconds: number) => {
      ahead += milliseconds;
    },
    run: <T>(work: () => Promise<T>) =>
      exclusively({ locks, localStorage, now: () => Date.now() + ahead }, name, work),
  };
}

/** Work that goes on until it is told to end. */
function longWork() {
  let resolve: ((outcome: string) => void) | undefined;
  return {
    work: () =>
      new Promise<string>((done) => {
        resolve = done;
      }),
    hasBegun: () => resolve !== undefined,
    end: (outcome: string) => resolve?.(outcome),
  };
}

for (const [way, locks] of [
  ['by Web Locks', navigator.locks],
  ['by a lease, without Web Locks', undefined],
] as const) {
  describe(`one tab at a time, ${way}`, () => {
    it('reliability 7: lets ten tabs that come at once work one after the other', {
      timeout: 60_000,
    }, async () => {
      const { run } = tabs(locks);
      let working = 0;
      let most = 0;
      const work = async (index: number) => {
        most = Math.max(most, ++working);
        await pause(5);
        working--;
        return index;
      };
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => run(() => work(index))));
      assert.deepEqual(outcomes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      assert.equal(most, 1);
    });

    it('gives the outcome of the work, a failure too, and lets the next one on', async () => {
      const { run } = tabs(locks);
      await assert.rejects(
        run(() => Promise.reject(new Error('refused'))),
        /refused/,
      );
      assert.equal(await run(async () => 'done'), 'done');
    });

    it('keeps apart what has different names', async () => {
      const one = tabs(locks);
      const other = tabs(locks);
      const { work, hasBegun, end } = longWork();
      const long = one.run(work);
      await until(hasBegun);
      assert.equal(await other.run(async () => 'done'), 'done');
      end('over');
      await long;
    });
  });
}

describe('a lease in the storage', () => {
  it('reliability 9: of a tab that was frozen or killed runs out', async () => {
    const { run, wait } = tabs(undefined);
    const { work, hasBegun } = longWork();
    const frozen = run(work);
    await until(hasBegun);
    const next = run(async () => 'done');
    assert.equal(await Promise.race([next, pause(200)]), undefined);
    wait(36_000);
    assert.equal(await next, 'done');
    assert.equal(await Promise.race([frozen, 'still frozen']), 'still frozen');
  });

  it('that holds junk, or was written by a clock since set back, binds nobody', async () => {
    for (const junk of ['', '{', 'null', '7', '{"owner":"x"}', `{"owner":"x","until":${Date.now() + 1e9}}`]) {
      const { name, run, localStorage } = tabs(undefined);
      localStorage.setItem(`${name}:lease`, junk);
      assert.equal(await run(async () => 'done'), 'done', junk);
    }
  });

  it('is given back, and never that of another', async () => {
    const { name, run, localStorage } = tabs(undefined);
    await run(async () => {});
    await until(() => localStorage.length === 0);
    const lease = JSON.stringify({ owner: 'another', until: Date.now() + 30_000 });
    await run(async () => localStorage.setItem(`${name}:lease`, lease));
    await pause(200);
    assert.equal(localStorage.getItem(`${name}:lease`), lease);
  });

  it('reliability 15: is done without where the storage is blocked or full', async () => {
    for (const blocked of ['getItem', 'setItem'] as const) {
      const { run, localStorage } = tabs(undefined);
      localStorage[blocked] = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
      assert.equal(await run(async () => 'done'), 'done');
    }
  });
});

describe('a Web Lock', () => {
  afterEach(() => mock.restoreAll());

  /** Makes every patience as much shorter as lets a test wait for it. */
  function hurry(): void {
    const { timeout } = AbortSignal;
    mock.method(AbortSignal, 'timeout', (milliseconds: number) =>
      timeout.call(AbortSignal, milliseconds / 500),
    );
  }

  it('reliability 9: is taken from a tab that was frozen with it, once; what that one sent still counts', async () => {
    hurry();
    const { run } = tabs(navigator.locks);
    const { work, hasBegun, end } = longWork();
    const frozen = run(work);
    await until(hasBegun);
    assert.equal(await run(async () => 'done'), 'done');
    end('late');
    assert.equal(await frozen, 'late');
  });

  it('is waited for again where another tab has come to hold it meanwhile', async () => {
    const patience: AbortController[] = [];
    mock.method(AbortSignal, 'timeout', () => {
      const aborter = new AbortController();
      patience.push(aborter);
      return aborter.signal;
    });
    let holder = 'one';
    const requests: LockOptions[] = [];
    const locks = {
      query: async () => ({ held: [{ name: 'lock', clientId: holder }] }),
      request: (_name: string, options: LockOptions, work: () => Promise<unknown>) => {
        requests.push(options);
        if (options.steal) return work();
        return new Promise((_, reject) => {
          options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        });
      },
    } as unknown as LockManager;
    const localStorage = new MemoryStorage();
    const done = exclusively({ locks, localStorage, now: Date.now }, 'lock', async () => 'done');
    await until(() => patience.length === 1);
    holder = 'two';
    patience[0]?.abort();
    await until(() => patience.length === 2);
    assert.deepEqual(
      requests.map(({ steal }) => steal),
      [undefined, undefined],
    );
    patience[1]?.abort();
    assert.equal(await done, 'done');
    assert.equal(requests.at(-1)?.steal, true);
  });

  it('that the browser does not let the page use is done without', async () => {
    const refuse = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
    const ways = [
      { query: refuse, request: refuse },
      { query: async () => ({ held: [] }), request: refuse },
    ];
    for (const locks of ways) {
      const environment = {
        locks: locks as unknown as LockManager,
        localStorage: new MemoryStorage(),
        now: Date.now,
      };
      assert.equal(await exclusively(environment, 'lock', async () => 'done'), 'done');
      await assert.rejects(
        exclusively(environment, 'lock', () => Promise.reject(new Error('refused'))),
        /refused/,
      );
    }
  });

  it('claims something for this page; to others it is taken', async () => {
    hurry();
    const name = crypto.randomUUID();
    assert.equal(await claimForThisPage(navigator.locks, name), true);
    assert.equal(await claimForThisPage(navigator.locks, name), true, 'for another element of the same page');
    const elsewhere = {
      query: async () => ({
        held: [
          { name, clientId: 'another page' },
          { name: asked.at(-1), clientId: 'this page' },
        ],
      }),
      request: (lock: string, ...rest: unknown[]) => {
        asked.push(lock);
        if (lock === name) return Promise.reject(new DOMException('waited', 'TimeoutError'));
        return (rest.at(-1) as () => Promise<unknown>)();
      },
    };
    const asked: string[] = [];
    assert.equal(await claimForThisPage(elsewhere as unknown as LockManager, name), false);
  });
});
