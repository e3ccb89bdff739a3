import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getDeleted, getUpdated } from '../../src/api/changes.ts';
import type { Client } from '../../src/api/client.ts';
import { createRecord, deleteRecord } from '../../src/api/records.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

describe('changes of an object', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
  });
  after(() => org.close());

  it('are the ids of what was saved and of what was deleted', async () => {
    const create = () =>
      createRecord(client, { objectApiName: 'Lead', fields: { LastName: 'x', Company: 'x' } });
    const [kept, gone] = [await create(), await create()];
    await deleteRecord(client, { objectApiName: 'Lead', id: gone });
    const span = { start: ago(day), end: ago(-2 * minute) };
    const { ids, latestDateCovered } = await getUpdated(client, 'Lead', span);
    assert.ok(ids.includes(kept) && !ids.includes(gone));
    assert.match(latestDateCovered, /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000\+0000$/);
    const { deletedRecords, earliestDateAvailable } = await getDeleted(client, 'Lead', span);
    assert.deepEqual(
      deletedRecords.map(({ id }) => id),
      [gone],
    );
    assert.ok(earliestDateAvailable < latestDateCovered);
  });

  it('are not asked for by dates that cannot be', async () => {
    const before = org.requests().length;
    const spans = [
      [new Date(Number.NaN), ago(0), /not a valid date/],
      [ago(day), new Date('never'), /not a valid date/],
      [ago(0), ago(day), /not after the start/],
      [new Date('2026-05-01T10:00:01Z'), new Date('2026-05-01T10:00:59Z'), /not after the start/],
      [new Date('2026-05-01T10:00:00Z'), new Date('2026-05-31T10:01:00Z'), /more than 30 days/],
    ] as const;
    for (const [start, end, problem] of spans) {
      for (const read of [getUpdated, getDeleted]) {
        const error = await failureOf(read(client, 'Lead', { start, end }));
        assert.equal(error.code, 'INVALID_VALUE');
        assert.match(error.problem, problem);
      }
    }
    assert.equal(
      (await failureOf(getUpdated(client, '../x', { start: ago(day), end: ago(0) }))).code,
      'UNKNOWN_OBJECT',
    );
    assert.equal(org.requests().length, before);
  });

  it('reach as far back as the org says', async () => {
    const error = await failureOf(getDeleted(client, 'Lead', { start: ago(40 * day), end: ago(20 * day) }));
    assert.deepEqual([error.status, error.code], [400, 'INVALID_REPLICATION_DATE']);
  });
});
