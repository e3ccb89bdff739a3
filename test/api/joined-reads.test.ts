import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { JoinedReads } from '../../src/api/joined-reads.ts';
import { query } from '../../src/api/query.ts';
import { createRecord } from '../../src/api/records.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { pacedClient } from './paced-client.ts';

describe('identical reads under way', () => {
  let reads: JoinedReads<string>;
  let started: { signal: AbortSignal; resolve(answer: string): void; reject(reason: unknown): void }[];
  beforeEach(() => {
    reads = new JoinedReads();
    started = [];
  });

  const get = (signal?: AbortSignal, key = 'key') =>
    reads.get(
      key,
      signal,
      (shared) => new Promise((resolve, reject) => started.push({ signal: shared, resolve, reject })),
    );

  it('are one', async () => {
    const both = [get(), get()];
    assert.equal(started.length, 1);
    started[0]?.resolve('answer');
    assert.deepEqual(await Promise.all(both), ['answer', 'answer']);
  });

  it('are not one with those of another key, nor with later ones', async () => {
    const first = get();
    get(undefined, 'other');
    started[0]?.resolve('first');
    await first;
    get();
    assert.equal(started.length, 3);
  });

  it('fail together, and the next asks again', async () => {
    const both = Promise.allSettled([get(), get()]);
    started[0]?.reject(new Error('no'));
    assert.deepEqual(
      (await both).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    get();
    assert.equal(started.length, 2);
  });

  it('go on for the others when one caller leaves', async () => {
    const leaving = new AbortController();
    const left = get(leaving.signal);
    const stays = get();
    leaving.abort();
    await assert.rejects(left, { name: 'AbortError' });
    assert.equal(started[0]?.signal.aborted, false);
    started[0]?.resolve('answer');
    assert.equal(await stays, 'answer');
  });

  it('are aborted when all callers have left, and the next asks anew', async () => {
    const leaving = new AbortController();
    const left = Promise.allSettled([get(leaving.signal), get(leaving.signal)]);
    leaving.abort();
    await left;
    assert.equal(started[0]?.signal.aborted, true);
    get();
    assert.equal(started.length, 2);
  });

  it('are left to those who wait where a new start is made', async () => {
    const old = get();
    reads.startAnew();
    const young = get();
    started[0]?.resolve('old');
    started[1]?.resolve('young');
    assert.deepEqual(await Promise.all([old, young]), ['old', 'young']);
  });
});

describe('identical reads of a client', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const soql = "SELECT Id FROM Contact WHERE LastName = 'Joined'";

  it('are one request', async () => {
    const { client, sent } = pacedClient(org);
    const [one, two] = await Promise.all([query(client, soql), query(client, soql)]);
    assert.equal(one, two);
    assert.equal(sent().length, 1);
  });

  it('are not joined to one that was asked before a record was saved', async () => {
    const { client } = pacedClient(org);
    org.setLatency(150, '/query');
    const before = query(client, soql);
    await createRecord(client, { objectApiName: 'Contact', fields: { LastName: 'Joined' } });
    const after = query(client, soql);
    assert.notEqual(before, after);
    assert.equal((await after).totalSize, 1);
    assert.notEqual(await before, await after);
    org.setLatency(0);
  });
});
