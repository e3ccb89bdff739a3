import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

describe('recent records', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const recentIds = async (query = ''): Promise<string[]> =>
    (await client.get(`/recent${query}`)).body.map(({ Id }: { Id: string }) => Id);

  test('what was viewed or saved, the latest first, each once', async () => {
    const lead = await client.create('Lead', { LastName: 'Recent', Company: 'x' });
    const account = await client.create('Account', { Name: 'Recent Ltd' });
    assert.deepEqual((await recentIds()).slice(0, 2), [account, lead]);
    await client.get(`/sobjects/Lead/${lead}`);
    assert.deepEqual((await recentIds()).slice(0, 2), [lead, account]);
    await client.call('PATCH', `/sobjects/Account/${account}`, { Site: 'x' });
    assert.deepEqual(await recentIds('?limit=1'), [account]);
    const { body } = await client.get('/recent?limit=1');
    const url = `${dataPath}/sobjects/Account/${account}`;
    assert.deepEqual(body, [{ attributes: { type: 'Account', url }, Id: account, Name: 'Recent Ltd' }]);
  });

  test('what a query was for', async () => {
    const ids: string[] = [];
    for (const LastName of ['Seen 1', 'Seen 2', 'Seen 3'])
      ids.push(await client.create('Contact', { LastName }));
    const where = "FROM Contact WHERE LastName LIKE 'Seen %' ORDER BY LastName DESC";
    await client.query(`SELECT Id ${where}`);
    assert.deepEqual((await recentIds()).slice(0, 3), ids.toReversed());
    await client.query(`SELECT Id ${where.replace(' DESC', '')} FOR VIEW`);
    assert.deepEqual((await recentIds()).slice(0, 3), ids);
    await client.query(`SELECT Id ${where} LIMIT 1 FOR REFERENCE`);
    assert.deepEqual((await recentIds()).slice(0, 3), [ids[2], ids[0], ids[1]]);
  });

  test("an object's own resource lists those of that object; deleted ones are gone", async () => {
    const kept = await client.create('Case', { Subject: 'Kept' });
    const gone = await client.create('Case', { Subject: 'Gone' });
    await client.call('DELETE', `/sobjects/Case/${gone}`);
    const { body } = await client.get('/sobjects/Case');
    assert.equal(body.objectDescribe.name, 'Case');
    assert.deepEqual(
      body.recentItems.map(({ Id }: { Id: string }) => Id),
      [kept],
    );
    assert.match(body.recentItems[0].CaseNumber, /^\d{8}$/);
  });

  test('nobody sees what others have viewed', async () => {
    await client.create('Contact', { LastName: 'Mine' });
    const { accessToken } = await org.signIn('marco@northwind.example');
    const response = await org.fetch(`${org.url}${dataPath}/recent`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    assert.deepEqual(await response.json(), []);
  });
});
