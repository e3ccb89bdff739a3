import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { bulkClient } from './bulk-client.ts';
import { dataPath, restClient } from './rest-client.ts';

describe('the daily limit of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  let hoursAhead = 0;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());
  afterEach(() => org.setDailyLimit(15_000, 0));

  const later = async (hours: number) => {
    hoursAhead += hours;
    await org.setClockSkew(hoursAhead * 3_600_000);
  };

  const usage = async (path: string) => (await client.get(path)).headers.get('sforce-limit-info');

  test('every answer says how many calls are gone', async () => {
    await org.setDailyLimit(15_000, 20);
    assert.equal(await usage('/limits'), 'api-usage=21/15000');
    assert.equal(await usage('/sobjects/Account/describe'), 'api-usage=22/15000');
    assert.equal(await usage('/sobjects/Nothing'), 'api-usage=23/15000');
  });

  test('the limits resource says what remains, itself counted', async () => {
    await org.setDailyLimit(100, 90);
    const { body } = await client.get('/limits');
    assert.deepEqual(body.DailyApiRequests, { Max: 100, Remaining: 9 });
  });

  test('the calls made so far count where nothing else is said', async () => {
    await client.get('/sobjects');
    await org.setDailyLimit(3);
    assert.deepEqual((await client.get('/limits')).body.DailyApiRequests, { Max: 3, Remaining: 1 });
  });

  for (const path of ['/limits', '/sobjects', '/sobjects/Account/describe', '/query?q=SELECT+Id+FROM+User']) {
    test(`beyond the limit ${path} is refused`, async () => {
      await org.setDailyLimit(10, 9);
      assert.equal((await client.get(path)).status, 200);
      const { status, body, headers } = await client.get(path);
      assert.equal(status, 403);
      assert.deepEqual(body, [
        { message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' },
      ]);
      assert.equal(headers.get('sforce-limit-info'), 'api-usage=10/10');
    });
  }

  test('beyond the limit nothing is saved', async () => {
    await org.setDailyLimit(0);
    await assert.rejects(client.create('Account', { Name: 'Late Ltd' }), /REQUEST_LIMIT_EXCEEDED/);
    await org.setDailyLimit(15_000);
    assert.equal((await client.query("SELECT Id FROM Account WHERE Name = 'Late Ltd'")).totalSize, 0);
  });

  test('24 hours later calls are answered again', async () => {
    await org.setDailyLimit(2, 0);
    await client.get('/limits');
    await later(23);
    await client.get('/limits');
    assert.equal((await client.get('/limits')).status, 403);
    await later(1);
    assert.equal(await usage('/limits'), 'api-usage=1/2');
  });

  test('the parts of a batch that go beyond it are refused', async () => {
    await org.setDailyLimit(2, 0);
    const url = `v66.0/sobjects/Account`;
    const create = { method: 'POST', url, richInput: { Name: 'Beyond Ltd' } };
    const { body } = await client.call('POST', '/composite/batch', {
      batchRequests: [create, create, create],
    });
    const [first, second, third] = body.results;
    assert.deepEqual([first.statusCode, second.statusCode, third.statusCode], [201, 201, 403]);
    assert.equal(third.result[0].errorCode, 'REQUEST_LIMIT_EXCEEDED');
    await org.setDailyLimit(15_000);
    assert.equal((await client.query("SELECT Id FROM Account WHERE Name = 'Beyond Ltd'")).totalSize, 2);
  });

  test('bulk jobs have limits of their own, which say what remains', async () => {
    const remaining = async () => {
      const { DailyBulkV2QueryJobs, DailyBulkApiBatches } = (await client.get('/limits')).body;
      return [DailyBulkV2QueryJobs.Remaining, DailyBulkApiBatches.Remaining];
    };
    assert.deepEqual(await remaining(), [10_000, 15_000]);
    await client.call('POST', '/jobs/query', { operation: 'query', query: 'SELECT Id FROM Account' });
    const rows = `Name\n${'Many Ltd\n'.repeat(10_001)}`;
    const bulk = bulkClient(client);
    const id = await bulk.create({ object: 'Account', operation: 'insert' });
    await bulk.upload(id, rows);
    await bulk.change(id, 'UploadComplete');
    await bulk.poll(id);
    assert.deepEqual(await remaining(), [9_999, 14_998]);
    await later(24);
    assert.deepEqual(await remaining(), [10_000, 15_000]);
  });

  test('a composite request counts once, whatever it holds', async () => {
    await org.setDailyLimit(10, 0);
    const url = `${dataPath}/sobjects/Account/describe`;
    const compositeRequest = ['a', 'b', 'c'].map((referenceId) => ({ method: 'GET', url, referenceId }));
    const { status } = await client.call('POST', '/composite', { compositeRequest });
    assert.equal(status, 200);
    assert.equal(await usage('/limits'), 'api-usage=2/10');
  });

  test('what needs no session, or has none, counts nothing', async () => {
    await org.setDailyLimit(10, 5);
    assert.equal((await org.fetch(`${org.url}/services/data`)).status, 200);
    assert.equal((await org.fetch(`${org.url}${dataPath}/limits`)).status, 401);
    assert.equal(await usage('/limits'), 'api-usage=6/10');
  });
});
