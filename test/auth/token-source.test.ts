import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenSource } from '../../src/auth/types.ts';
import { open, until } from './sign-in.ts';

const instanceUrl = 'https://acme.my.salesforce.com';
const organizationId = '00D50000000IZ3ZEAW';
const userId = '00550000001fg5OAAQ';

describe("the page's own token source", () => {
  /** A source that gives these tokens in turn, and notes how it was asked. */
  function give(...tokens: string[]) {
    const asked: boolean[] = [];
    const tokenSource: TokenSource = async ({ expired }) => {
      asked.push(expired);
      return { accessToken: tokens[asked.length - 1] ?? '', instanceUrl };
    };
    return { asked, tokenSource };
  }

  it('is asked at the start, without a click', async () => {
    const { tokenSource, asked } = give('first');
    const { tab, controller, statuses } = open({ tokenSource });
    await controller.start();
    assert.deepEqual(await controller.getAccessToken(), { accessToken: 'first', instanceUrl });
    assert.deepEqual(statuses, ['connecting', 'connected']);
    assert.deepEqual(asked, [false]);
    assert.equal(tab.popups.length, 0);
  });

  it('tells who signed in where it knows', async () => {
    const id = `https://login.salesforce.com/id/${organizationId}/${userId}`;
    const { controller } = open({ tokenSource: async () => ({ accessToken: 'x', instanceUrl, id }) });
    await controller.start();
    assert.deepEqual(controller.state, { status: 'connected', userId, organizationId, instanceUrl });
  });

  it('is asked again, once for all callers, when the org refused its token', async () => {
    const { tokenSource, asked } = give('first', 'second');
    const { controller } = open({ tokenSource });
    await controller.start();
    const calls = Array.from({ length: 5 }, () => controller.getAccessToken({ refused: 'first' }));
    for (const { accessToken } of await Promise.all(calls)) assert.equal(accessToken, 'second');
    assert.deepEqual(asked, [false, true]);
  });

  it('has expired when it gives the refused token again', async () => {
    const { tokenSource } = give('first', 'first');
    const { controller } = open({ tokenSource });
    await controller.start();
    await assert.rejects(controller.getAccessToken({ refused: 'first' }), { code: 'SESSION_EXPIRED' });
    assert.equal(controller.state.status, 'expired');
  });

  const identity = (user: string) => `https://login.salesforce.com/id/${organizationId}/${user}`;
  const others: Record<string, { id?: string; instanceUrl?: string }> = {
    'another user': { id: identity('005500000099999AAA') },
    'another org': { instanceUrl: 'https://other.my.salesforce.com' },
  };
  for (const [name, other] of Object.entries(others)) {
    it(`has expired when it comes to give the token of ${name}, which is not used for what was asked`, async () => {
      const first = { accessToken: 'first', instanceUrl, id: identity(userId) };
      const { controller } = open({
        tokenSource: async ({ expired }) => (expired ? { ...first, accessToken: 'second', ...other } : first),
      });
      await controller.start();
      await assert.rejects(controller.getAccessToken({ refused: 'first' }), { code: 'SESSION_EXPIRED' });
      assert.equal(controller.state.status, 'expired');
      assert.equal(controller.state.userId, userId);
    });
  }

  it('stays who it was where only the first token came with an identity', async () => {
    const { controller } = open({
      tokenSource: async ({ expired }) =>
        expired
          ? { accessToken: 'second', instanceUrl }
          : { accessToken: 'first', instanceUrl, id: identity(userId) },
    });
    await controller.start();
    assert.equal((await controller.getAccessToken({ refused: 'first' })).accessToken, 'second');
    assert.equal(controller.state.userId, userId);
  });

  it('can be asked again by a click after it failed', async () => {
    let failures = 1;
    const tokenSource: TokenSource = async () => {
      if (failures-- > 0) throw new Error('the page is offline');
      return { accessToken: 'x', instanceUrl };
    };
    const { controller } = open({ tokenSource });
    await controller.start();
    assert.equal(controller.state.status, 'error');
    assert.match(controller.state.error?.problem ?? '', /tokenSource/);
    await controller.connect();
    assert.equal(controller.state.status, 'connected');
  });

  const unusable: Record<string, unknown> = {
    nothing: undefined,
    'no token': { instanceUrl },
    'an empty token': { accessToken: '', instanceUrl },
    'no org': { accessToken: 'x' },
    'an org over http': { accessToken: 'x', instanceUrl: 'http://acme.my.salesforce.com' },
  };
  for (const [name, answer] of Object.entries(unusable)) {
    it(`fails when it gives ${name}`, async () => {
      const { controller } = open({ tokenSource: async () => answer as never });
      await controller.start();
      assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
      assert.match(controller.state.error?.remedy ?? '', /\{ accessToken, instanceUrl \}/);
    });
  }

  it('fails when it throws outright', async () => {
    const { controller } = open({
      tokenSource: () => {
        throw new TypeError('bug');
      },
    });
    await controller.start();
    assert.equal(controller.state.status, 'error');
  });

  it('hears of a disconnect by its signal, and what it gives later is not used', async () => {
    let resolve: (answer: { accessToken: string; instanceUrl: string }) => void = () => {};
    const promise = new Promise<{ accessToken: string; instanceUrl: string }>((done) => {
      resolve = done;
    });
    let aborted: AbortSignal | undefined;
    const { controller } = open({
      tokenSource: ({ signal }) => {
        aborted = signal;
        return promise;
      },
    });
    const started = controller.start();
    await until(() => aborted !== undefined);
    await controller.disconnect();
    assert.ok(aborted?.aborted);
    resolve({ accessToken: 'x', instanceUrl });
    await started;
    assert.deepEqual(controller.state, { status: 'disconnected' });
  });

  it('is not asked any more once the visitor has disconnected', async () => {
    let asked = 0;
    const { controller } = open({
      tokenSource: async () => {
        asked++;
        return { accessToken: 'x', instanceUrl };
      },
    });
    const started = controller.start();
    await controller.disconnect();
    await started;
    assert.equal(asked, 0);
  });
});
