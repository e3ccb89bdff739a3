import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Part {
  method?: string;
  url: string;
  richInput?: object;
}

describe('composite batches of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  function post(parts: readonly Part[], haltOnError?: boolean) {
    const batchRequests = parts.map((part) => ({ method: part.richInput ? 'POST' : 'GET', ...part }));
    return client.call('POST', '/composite/batch', { batchRequests, haltOnError });
  }

  async function remaining(): Promise<number> {
    return (await client.get('/limits')).body.DailyApiRequests.Remaining;
  }

  test('the list of composite resources names it', async () => {
    assert.equal((await client.get('/composite')).body.batch, `${dataPath}/composite/batch`);
  });

  test('parts are answered in their order, by their status and result', async () => {
    const id = await client.create('Contact', { LastName: 'Batched' });
    const { status, body } = await post([
      { method: 'PATCH', url: `v66.0/sobjects/Contact/${id}`, richInput: { FirstName: 'Ada' } },
      { url: `v66.0/sobjects/Contact/${id}?fields=Name` },
      { url: `${dataPath}/query?q=SELECT+Name+FROM+Contact+WHERE+Id='${id}'` },
      { url: 'v66.0/limits' },
    ]);
    assert.deepEqual([status, body.hasErrors], [200, false]);
    const [patched, read, queried, limits] = body.results;
    assert.deepEqual(patched, { statusCode: 204, result: null });
    assert.deepEqual([read.statusCode, read.result.Name], [200, 'Ada Batched']);
    assert.equal(queried.result.records[0].Name, 'Ada Batched');
    assert.equal(limits.result.DailyApiRequests.Max, 15_000);
  });

  test('a failing part leaves the others alone, unless it halts those after it', async () => {
    const contact = { url: 'v66.0/sobjects/Contact', richInput: { LastName: 'Batch' } };
    const parts = [contact, { url: 'v66.0/sobjects/Nothing' }, contact];
    const statuses = (results: { statusCode: number }[]) => results.map(({ statusCode }) => statusCode);
    const on = await post(parts, false);
    assert.equal(on.body.hasErrors, true);
    assert.deepEqual(statuses(on.body.results), [201, 404, 201]);
    assert.equal(on.body.results[1].result[0].errorCode, 'NOT_FOUND');
    const halted = await post(parts, true);
    assert.deepEqual(statuses(halted.body.results), [201, 404, 412]);
    assert.equal(halted.body.results[2].result[0].errorCode, 'BATCH_PROCESSING_HALTED');
    assert.equal((await client.query("SELECT COUNT() FROM Contact WHERE LastName = 'Batch'")).totalSize, 3);
  });

  test('each part counts as a call, one that is not performed does not', async () => {
    const start = await remaining();
    await post(Array.from({ length: 25 }, () => ({ url: 'v66.0/sobjects/Task' })));
    assert.equal(await remaining(), start - 26);
    await post([{ url: 'v66.0/sobjects/Nothing' }, { url: 'v66.0/sobjects/Task' }], true);
    assert.equal(await remaining(), start - 28);
  });

  test('composite requests cannot be batched, and no other version asked', async () => {
    const urls = ['composite', 'composite/batch', 'composite/sobjects/Contact'];
    const { body } = await post([...urls.map((url) => ({ url: `v66.0/${url}` })), { url: 'v65.0/sobjects' }]);
    assert.deepEqual(
      body.results.map(({ statusCode }: { statusCode: number }) => statusCode),
      [400, 400, 400, 404],
    );
  });

  test('a part whose answer would be no JSON is refused, and those before it are kept', async () => {
    const job = await client.call('POST', '/jobs/ingest', { object: 'Contact', operation: 'insert' });
    await client.call('PATCH', `/jobs/ingest/${job.body.id}`, { state: 'Aborted' });
    const { status, body } = await post([
      { url: 'v66.0/sobjects/Contact', richInput: { LastName: 'Before the rows' } },
      { url: `v66.0/jobs/ingest/${job.body.id}/failedResults` },
    ]);
    assert.deepEqual([status, body.hasErrors, body.results[0].statusCode], [200, true, 201]);
    assert.deepEqual(
      [body.results[1].statusCode, body.results[1].result[0].errorCode],
      [400, 'INVALID_INPUT'],
    );
    const saved = await client.query("SELECT COUNT() FROM Contact WHERE LastName = 'Before the rows'");
    assert.equal(saved.totalSize, 1);
  });

  test('a malformed batch is refused as a whole', async () => {
    const url = 'v66.0/limits';
    const refused: unknown[] = [
      undefined,
      {},
      [null],
      [{ url }],
      [{ method: 'GET' }],
      [{ method: 'get', url }],
      [{ method: 'GET', url: '/limits' }],
      [{ method: 'GET', url, referenceId: 'x' }],
      Array.from({ length: 26 }, () => ({ method: 'GET', url })),
    ];
    for (const batchRequests of refused) {
      const { status } = await client.call('POST', '/composite/batch', { batchRequests });
      assert.equal(status, 400, JSON.stringify(batchRequests));
    }
  });
});
