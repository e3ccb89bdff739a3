import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { bulkClient } from './bulk-client.ts';
import { restClient } from './rest-client.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('ingest jobs that the org refuses', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  let bulk: ReturnType<typeof bulkClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
    bulk = bulkClient(client);
  });
  after(() => org.close());

  const insert = { object: 'Account', operation: 'insert' };

  test('content that does not fit its job fails as a whole', async () => {
    const failures = [
      [lines('Name,Shoe Size', 'x,y'), 'InvalidBatch : Field name not found : Shoe Size'],
      [
        'Name\r\nx\r\n',
        'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
      ],
      [lines('Name', 'a"b'), /^ClientInputError : A quote/],
      [lines('Name', '"ab'), /^ClientInputError : A quoted value has no end/],
      [lines('Name,Phone', 'x'), /^ClientInputError : Row 1 has 1 values/],
    ] as const;
    for (const [content, message] of failures) {
      const { state, errorMessage } = await bulk.run(insert, content);
      assert.equal(state, 'Failed');
      if (typeof message === 'string') assert.equal(errorMessage, message);
      else assert.match(errorMessage, message);
    }
  });

  test('jobs the org refuses say why', async () => {
    const refusals = [
      [{ object: 'Account' }, 'API_ERROR', /Operation can not be null or empty/],
      [{ ...insert, object: 'Nothing' }, 'INVALIDJOB', /Unable to find object: Nothing/],
      [
        { ...insert, operation: 'merge' },
        'API_ERROR',
        /does not match expected type at \[line:1, column:33\]/,
      ],
      [{ ...insert, contentType: 'XML' }, 'API_ERROR', /does not match expected type/],
      [{ ...insert, operation: 'hardDelete' }, 'FEATURENOTENABLED', /special user profile permission/],
      [{ ...insert, operation: 'upsert' }, 'INVALIDJOB', /External ID was blank for Account/],
      [
        { ...insert, operation: 'upsert', externalIdFieldName: 'Phone' },
        'INVALIDJOB',
        /Phone does not match an External ID/,
      ],
    ] as const;
    for (const [job, errorCode, message] of refusals) {
      const refusal = await client.refusal('POST', '/jobs/ingest', job);
      assert.deepEqual([refusal.status, refusal.errorCode], [400, errorCode]);
      assert.match(refusal.message, message);
    }
    const id = await bulk.create(insert);
    assert.equal((await bulk.change(id, 'JobComplete')).body[0].errorCode, 'INVALIDJOBSTATE');
  });

  test('a job takes 100 MB at most', async () => {
    const id = await bulk.create(insert);
    const { status } = await bulk.upload(id, 'x'.repeat(100 * 2 ** 20 + 1));
    assert.equal(status, 413);
  });
});
