import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Client, createClient } from '../../src/api/client.ts';
import { Connection } from '../../src/connection/connection.ts';
import { LimitWatch } from '../../src/connection/limit-watch.ts';
import type { SfLimitEvent } from '../../src/events/sf-limit-event.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

describe('LimitWatch', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => {
    org.clearFaults();
    org.setDailyLimit(15_000, 0);
  });

  const minutes = 60_000;

  /** A client whose answers are watched; where headers cannot be read, as a browser keeps them back. */
  function setup({ isReadable = false, isVisible = true } = {}) {
    const session = org.signIn();
    const clock = { now: 0 };
    const events: SfLimitEvent[] = [];
    const warnings: string[] = [];
    const client: Client = createClient({
      getAccessToken: async () => session,
      onAnswer: (answer) => watch.hear(isReadable ? answer : { ...answer, header: () => null }),
    });
    const watch = new LimitWatch(client, (event) => events.push(event), {
      now: () => clock.now,
      isVisible: () => isVisible,
      warn: (message) => warnings.push(message),
    });
    const ask = async (times = 1) => {
      for (let time = 0; time < times; time++) await client.request({ operation: 'Test', path: 'recent' });
    };
    const first = org.requests().length;
    /** Polls that the org has answered, once those under way are through. */
    const polls = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return org
        .requests()
        .slice(first)
        .filter(({ path }) => path.endsWith('/limits')).length;
    };
    return { ask, clock, events, warnings, polls };
  }

  it('tells once of each threshold where the answers say how much is used', async () => {
    const { ask, events, warnings, polls } = setup({ isReadable: true });
    org.setDailyLimit(1_000, 700);
    await ask();
    assert.deepEqual(events, []);
    org.setDailyLimit(1_000, 799);
    await ask(3);
    org.setDailyLimit(1_000, 949);
    await ask(3);
    const told = events.map(({ name, used, max, remaining }) => ({ name, used, max, remaining }));
    assert.deepEqual(told, [
      { name: 'DailyApiRequests', used: 800, max: 1_000, remaining: 200 },
      { name: 'DailyApiRequests', used: 950, max: 1_000, remaining: 50 },
    ]);
    assert.equal(warnings.length, 2);
    assert.match(warnings[0] ?? '', /800 of 1000 API requests.*System Overview/);
    assert.equal(await polls(), 0);
  });

  it('tells again when a new allowance has been used up', async () => {
    const { ask, events } = setup({ isReadable: true });
    org.setDailyLimit(1_000, 850);
    await ask();
    org.setDailyLimit(1_000, 0);
    await ask();
    org.setDailyLimit(1_000, 850);
    await ask();
    assert.equal(events.length, 2);
  });

  it('asks after 50 requests where it cannot read the headers, then every 15 minutes', async () => {
    const { ask, clock, events, polls } = setup();
    org.setDailyLimit(10_000, 9_000);
    await ask(49);
    assert.equal(await polls(), 0);
    await ask();
    // The event comes once the answer has been read, which is after the org has given it.
    while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await polls(), 1);
    assert.equal(events[0]?.max, 10_000);
    await ask(60);
    assert.equal(await polls(), 1);
    clock.now += 15 * minutes;
    await ask();
    assert.equal(await polls(), 2);
    assert.equal(events.length, 1);
  });

  it('asks after five minutes, and only while the page asks for something and is visible', async () => {
    const shown = setup();
    shown.clock.now += 5 * minutes;
    assert.equal(await shown.polls(), 0);
    await shown.ask();
    assert.equal(await shown.polls(), 1);
    const hidden = setup({ isVisible: false });
    hidden.clock.now += 60 * minutes;
    await hidden.ask(60);
    assert.equal(await hidden.polls(), 0);
  });

  it('reliability 4: tells at once when the org refuses a request for its limit', async () => {
    const { ask, events } = setup();
    org.setDailyLimit(1_000, 1_000);
    await assert.rejects(ask(), { code: 'REQUEST_LIMIT_EXCEEDED' });
    assert.deepEqual(
      events.map(({ used, max, remaining }) => ({ used, max, remaining })),
      [{ used: undefined, max: undefined, remaining: 0 }],
    );
    assert.match(events[0]?.message ?? '', /used all API requests/);
  });

  it('says nothing of too many requests at once', async () => {
    const { ask, events } = setup();
    const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
    org.addFault({ path: 'recent', status: 403, errors: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message }] });
    await assert.rejects(ask());
    assert.deepEqual(events, []);
  });

  it('is set going by a connection, also by a first answer that is a refusal', async (context) => {
    context.mock.method(console, 'warn', () => {});
    const connection = new Connection({ tokenSource: async () => org.signIn() });
    const event = new Promise<SfLimitEvent>((resolve) => {
      connection.onLimit(resolve);
    });
    org.setDailyLimit(1_000, 1_000);
    await connection.start();
    assert.equal((await event).remaining, 0);
  });
});
