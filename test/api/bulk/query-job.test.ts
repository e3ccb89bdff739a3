import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  cancelQueryJob,
  queryJobRows,
  startQueryJob,
  watchQueryJob,
} from '../../../src/api/bulk/query-job.ts';
import type { Client } from '../../../src/api/client.ts';
import { createRecord, deleteRecord } from '../../../src/api/records.ts';
import { soql } from '../../../src/api/soql/soql.ts';
import { startOrg, type TestOrg } from '../../support/start-org.ts';
import { clientOf, failureOf } from '../org-client.ts';

const at = { wait: async () => undefined };

describe('bulk queries', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
  });
  after(() => org.close());

  async function allRows(id: string) {
    const rows = [];
    for await (const row of queryJobRows(client, id)) rows.push(row);
    return rows;
  }

  async function rowsOf(
    ...query: [Parameters<typeof startQueryJob>[1], Parameters<typeof startQueryJob>[2]?]
  ) {
    const { id } = await startQueryJob(client, ...query);
    const { state } = await watchQueryJob(client, id, at);
    assert.equal(state, 'JobComplete');
    return allRows(id);
  }

  it('give all rows of all pages, each once', async () => {
    org.setBulkPageSize(30);
    const rows = await rowsOf('SELECT Id, Name FROM Contact');
    org.setBulkPageSize(100_000);
    assert.equal(rows.length, 200);
    assert.equal(new Set(rows.map(({ Id }) => Id)).size, 200);
  });

  it('give values as text, whatever is in them', async () => {
    const Name = 'Quotes "Ltd",\nLines 🦋';
    await createRecord(client, { objectApiName: 'Account', fields: { Name, NumberOfEmployees: 5 } });
    const rows = await rowsOf(soql`SELECT Name, NumberOfEmployees, Phone FROM Account WHERE Name = ${Name}`);
    assert.deepEqual(rows, [{ Name, NumberOfEmployees: '5', Phone: '' }]);
  });

  it('find nothing, or deleted records too', async () => {
    const id = await createRecord(client, { objectApiName: 'Account', fields: { Name: 'Gone' } });
    await deleteRecord(client, { objectApiName: 'Account', id });
    const gone = soql`SELECT Id FROM Account WHERE Id = ${id}`;
    assert.deepEqual(await rowsOf(gone), []);
    assert.deepEqual(await rowsOf(gone, { includeDeleted: true }), [{ Id: id }]);
  });

  it('are followed, cancelled, and not read before they are complete', async () => {
    org.setBulkPace(40);
    const { id } = await startQueryJob(client, 'SELECT Id FROM Account');
    assert.equal((await failureOf(allRows(id))).code, 'INVALIDJOBSTATE');
    const { state } = await cancelQueryJob(client, id);
    assert.equal(state, 'Aborted');
    assert.equal((await watchQueryJob(client, id, at)).state, 'Aborted');
    org.setBulkPace(10_000);
  });

  it('do not pass for whole where rows are missing', async () => {
    const { id } = await startQueryJob(client, 'SELECT Id FROM Contact');
    await watchQueryJob(client, id, at);
    org.addFault({
      path: '/resultPages',
      status: 200,
      body: '{"resultPages":[],"done":true}',
      contentType: 'application/json',
    });
    const error = await failureOf(allRows(id));
    assert.equal(error.code, 'UNEXPECTED_ANSWER');
    assert.match(error.message, /0 of 200 rows/);
  });

  it('say what the Bulk API does not take, and refuse what no query can be', async () => {
    assert.match((await failureOf(startQueryJob(client, 'SELECT COUNT() FROM Account'))).code, /API_ERROR/);
    const start = org.requests().length;
    assert.equal((await failureOf(startQueryJob(client, 'x'.repeat(100_001)))).code, 'SOQL_VALUE');
    assert.equal((await failureOf(allRows('../ingest'))).code, 'MALFORMED_ID');
    assert.equal(org.requests().length, start);
  });
});
