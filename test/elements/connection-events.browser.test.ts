import { html, render } from 'lit';
import '../../src/define/sf-connection.ts';
import type { Connection } from '../../src/connection/connection.ts';
import type { ConnectionState } from '../../src/connection/connection-state.ts';
import { SfError } from '../../src/errors/sf-error.ts';
import { SfLimitEvent } from '../../src/events/sf-limit-event.ts';
import assert from '../support/wtr-assert.ts';

const off: ConnectionState = {
  status: 'disconnected',
  userId: undefined,
  user: undefined,
  org: undefined,
  error: undefined,
};
const instanceUrl = 'https://acme.my.salesforce.com';
const org = { id: '00D50000000IZ3ZEAW', instanceUrl, siteUrl: undefined };
const connected = (userId: string): ConnectionState => ({ ...off, status: 'connected', userId, org });
const failure = (code: string) =>
  new SfError({ code, operation: 'Sign in', problem: 'It failed.', remedy: 'Try again.' });

describe('the events of <sf-connection>', () => {
  const page = document.createElement('main');
  before(() => document.body.append(page));
  afterEach(() => render(html``, page));

  /** An element on a connection whose state the test sets, and what it has told. */
  async function setup() {
    let tell = () => {};
    let reach = (_event: SfLimitEvent) => {};
    const connection = {
      state: off,
      subscribe: (listener: () => void) => {
        tell = listener;
        return () => {};
      },
      onLimit: (listener: (event: SfLimitEvent) => void) => {
        reach = listener;
        return () => {};
      },
      start: async () => {},
    };
    const element = document.createElement('sf-connection');
    const told: string[] = [];
    element.addEventListener('sf-connected', ({ userId }) => told.push(`connected ${userId}`));
    element.addEventListener('sf-disconnected', () => told.push('disconnected'));
    element.addEventListener('sf-session-expired', () => told.push('expired'));
    element.addEventListener('sf-error', ({ error }) => told.push(error.code));
    element.addEventListener('sf-limit', ({ remaining }) => told.push(`${remaining} left`));
    element.connection = connection as unknown as Connection;
    page.append(element);
    await element.updateComplete;
    const become = (...states: ConnectionState[]) => {
      for (const state of states) {
        connection.state = state;
        tell();
      }
    };
    return { told, become, reach: (event: SfLimitEvent) => reach(event) };
  }

  it('tell of a limit that is near', async () => {
    const { told, reach } = await setup();
    reach(new SfLimitEvent({ name: 'DailyApiRequests', used: 80, max: 100, remaining: 20, message: '' }));
    assert.deepEqual(told, ['20 left']);
  });

  it('tell of a sign-in and a sign-out once each', async () => {
    const { told, become } = await setup();
    const user = { ...connected('ada'), user: undefined };
    become({ ...off, status: 'connecting' }, connected('ada'), user, off, off);
    assert.deepEqual(told, ['connected ada', 'disconnected']);
  });

  it('tell of an expiry once, of each failed way back, and of the sign-in that follows', async () => {
    const { told, become } = await setup();
    const expired = { ...connected('ada'), status: 'expired' as const, error: failure('SESSION_EXPIRED') };
    const denied = { ...expired, error: failure('SIGN_IN_DENIED') };
    const connecting = { ...expired, status: 'connecting' as const, error: undefined };
    become(connected('ada'), expired, connecting, denied, connecting, denied, connecting, connected('ada'));
    const failed = ['SIGN_IN_DENIED', 'SIGN_IN_DENIED'];
    assert.deepEqual(told, ['connected ada', 'expired', ...failed, 'connected ada']);
  });

  it('tell of a sign-out that comes while the visitor is on the way back in', async () => {
    const { told, become } = await setup();
    const expired = { ...connected('ada'), status: 'expired' as const };
    become(connected('ada'), expired, { ...expired, status: 'connecting' }, off);
    assert.deepEqual(told, ['connected ada', 'expired', 'disconnected']);
  });

  it('tell of another user, whom another tab has signed in', async () => {
    const { told, become } = await setup();
    become(connected('ada'), connected('jonas'));
    assert.deepEqual(told, ['connected ada', 'disconnected', 'connected jonas']);
  });
});

describe('connecting by the method of <sf-connection>', () => {
  it('works at once, inside the click that made the element', async () => {
    const element = document.createElement('sf-connection');
    element.tokenSource = async () => ({ accessToken: 'any', instanceUrl });
    document.body.append(element);
    await element.connect();
    assert.equal(element.state?.status, 'connected');
    element.remove();
  });
});
