import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

describe('record counts of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const counts = async (list: string) => {
    const { status, body } = await client.get(`/limits/recordCount${list}`);
    assert.equal(status, 200);
    return body.sObjects as { count: number; name: string }[];
  };
  const counted = async (name: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM ${name}`)).totalSize;

  test('of the objects that are asked for, whichever case they are written in', async () => {
    assert.deepEqual(await counts('?sObjects=account,Contact'), [
      { count: await counted('Account'), name: 'Account' },
      { count: await counted('Contact'), name: 'Contact' },
    ]);
  });

  test('without what is in the recycle bin, unknown, or without records', async () => {
    const id = await client.create('Account', { Name: 'Gone Ltd' });
    const [before] = await counts('?sObjects=Account');
    await client.call('DELETE', `/sobjects/Account/${id}`);
    const after = await counts('?sObjects=Account,Nothing__c');
    assert.deepEqual(after, [{ count: (before?.count ?? 0) - 1, name: 'Account' }]);
  });

  test('of all objects where none is named', async () => {
    const all = await counts('');
    assert.ok(all.some(({ name }) => name === 'User') && all.every(({ count }) => count > 0));
  });
});
