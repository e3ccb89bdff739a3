import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('deleted records', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  let now = new Date('2026-05-01T10:00:20Z');
  before(async () => {
    org = await startOrg({ now: () => now });
    client = restClient(org);
  });
  after(() => org.close());

  const later = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  const sent = (time: number) => `${new Date(time).toISOString().slice(0, 16)}:00.000+0000`;
  const span = (from: number, to: number) =>
    new URLSearchParams({
      start: new Date(now.getTime() + from).toISOString(),
      end: new Date(now.getTime() + to).toISOString(),
    });

  async function deletedContact(): Promise<string> {
    const id = await client.create('Contact', { LastName: 'Gone' });
    assert.equal((await client.call('DELETE', `/sobjects/Contact/${id}`)).status, 204);
    return id;
  }

  test('only queryAll still sees them, marked', async () => {
    const id = await deletedContact();
    const soql = `SELECT Id, IsDeleted FROM Contact WHERE Id = '${id}'`;
    assert.equal((await client.query(soql)).totalSize, 0);
    const { body } = await client.get(`/queryAll?q=${encodeURIComponent(soql)}`);
    assert.deepEqual([body.totalSize, body.records[0].IsDeleted], [1, true]);
    const read = await client.refusal('GET', `/sobjects/Contact/${id}`);
    assert.deepEqual(read, {
      status: 404,
      errorCode: 'ENTITY_IS_DELETED',
      message: 'entity is deleted',
    });
  });

  test('queryAll pages as query does', async () => {
    const headers = { 'sforce-query-options': 'batchSize=200' };
    const path = `/queryAll?q=${encodeURIComponent('SELECT Id FROM Contact')}`;
    await deletedContact();
    const { body: first } = await client.get(path, headers);
    assert.deepEqual([first.done, first.records.length], [false, 200]);
    const { body: rest } = await client.get(first.nextRecordsUrl);
    assert.deepEqual([rest.done, rest.records.length], [true, first.totalSize - 200]);
  });

  test('what was deleted in a span of time, children that went along too', async () => {
    later(2 * minute);
    const account = await client.create('Account', { Name: 'Doomed Ltd' });
    const contact = await client.create('Contact', { LastName: 'Doomed', AccountId: account });
    later(minute);
    await client.call('DELETE', `/sobjects/Account/${account}`);
    const deletedDate = sent(now.getTime()).replace(':00.000', ':20.000');
    later(minute);
    for (const [objectName, id] of [
      ['Account', account],
      ['Contact', contact],
    ]) {
      const { body } = await client.get(`/sobjects/${objectName}/deleted?${span(-minute, 0)}`);
      assert.deepEqual(body, {
        deletedRecords: [{ id, deletedDate }],
        earliestDateAvailable: sent(now.getTime() - 30 * day),
        latestDateCovered: sent(now.getTime()),
      });
      const { body: before } = await client.get(
        `/sobjects/${objectName}/deleted?${span(-2 * minute, -minute)}`,
      );
      assert.deepEqual(before.deletedRecords, []);
    }
  });

  test('what was created and changed in a span of time, oldest first', async () => {
    later(2 * minute);
    const changed = await client.create('Lead', { LastName: 'a', Company: 'a' });
    later(minute);
    const created = await client.create('Lead', { LastName: 'b', Company: 'b' });
    const gone = await client.create('Lead', { LastName: 'c', Company: 'c' });
    later(minute);
    await client.call('PATCH', `/sobjects/Lead/${changed}`, { Company: 'd' });
    await client.call('DELETE', `/sobjects/Lead/${gone}`);
    later(minute);
    const { body } = await client.get(`/sobjects/Lead/updated?${span(-2 * minute, minute)}`);
    assert.deepEqual(body, { ids: [created, changed], latestDateCovered: sent(now.getTime()) });
  });

  test('spans that the org refuses', async () => {
    const tooOld = await client.refusal('GET', `/sobjects/Lead/deleted?${span(-31 * day, 0)}`);
    assert.deepEqual(tooOld, {
      status: 400,
      errorCode: 'INVALID_REPLICATION_DATE',
      message: 'startDate cannot be more than 30 days ago',
    });
    const edge = await client.get(`/sobjects/Lead/updated?${span(-30 * day, 0)}`);
    assert.equal(edge.status, 200);
    for (const [query, code] of [
      [span(0, -minute), 'INVALID_REPLICATION_DATE'],
      [span(0, 1), 'INVALID_REPLICATION_DATE'],
      [new URLSearchParams({ start: '2026-05-01', end: '2026-05-02' }), 'INVALID_REPLICATION_DATE'],
      [new URLSearchParams({ start: '2026-05-01T00:00:00Z' }), 'MISSING_ARGUMENT'],
    ] as const) {
      for (const resource of ['updated', 'deleted']) {
        const refused = await client.refusal('GET', `/sobjects/Lead/${resource}?${query}`);
        assert.deepEqual([refused.status, refused.errorCode], [400, code], `${query}`);
      }
    }
  });
});
