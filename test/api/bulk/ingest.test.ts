import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BulkJob } from '../../../src/api/bulk/bulk-types.ts';
import {
  cancelIngest,
  getIngestJob,
  type IngestOptions,
  startIngest,
  watchIngest,
} from '../../../src/api/bulk/ingest.ts';
import { ingestResults, resumeIngest } from '../../../src/api/bulk/ingest-results.ts';
import type { Client } from '../../../src/api/client.ts';
import { query } from '../../../src/api/query.ts';
import { createRecord, getRecord } from '../../../src/api/records.ts';
import { soql } from '../../../src/api/soql/soql.ts';
import { startOrg, type TestOrg } from '../../support/start-org.ts';
import { clientOf, failureOf } from '../org-client.ts';

const at = { wait: async () => undefined };
const insert = { objectApiName: 'Account', operation: 'insert' } as const;

describe('bulk jobs', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
  });
  beforeEach(() => {
    client = clientOf(org, at);
  });
  afterEach(() => {
    org.clearFaults();
    org.setBulkPace(10_000);
  });
  after(() => org.close());

  const run = async (options: IngestOptions) =>
    resumeIngest(client, (await startIngest(client, options)).id, at);
  const requestsSince = (start: number) =>
    org
      .requests()
      .slice(start)
      .map(({ method, path }) => `${method} ${path.replace(/^\/services\/data\/v66\.0|750\w{15}/g, '')}`);

  it('insert 2,500 rows; those that fail are corrected and sent again', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => ({
      Name: `Bulk ${index}`,
      Description: index % 2 ? `Line 1\nLine “2”, "quoted", ${index} 🦋` : null,
      NumberOfEmployees: index % 100 === 7 ? -1 : index,
    }));
    org.setBulkPace(1_000);
    const seen: BulkJob[] = [];
    const { id, state } = await startIngest(client, { ...insert, rows });
    assert.equal(state, 'UploadComplete');
    const job = await watchIngest(client, id, { ...at, onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(
      [job.state, job.numberRecordsProcessed, job.numberRecordsFailed],
      ['JobComplete', 2_500, 25],
    );
    assert.deepEqual(
      seen.map(({ numberRecordsProcessed }) => numberRecordsProcessed),
      [0, 1_000, 2_000, 2_500],
    );

    const { successful, failed, unprocessed } = await ingestResults(client, id);
    assert.deepEqual([successful.length, failed.length, unprocessed.length], [2_475, 25, 0]);
    assert.match(successful[0]?.sf__Id ?? '', /^001\w{15}$/);
    assert.equal(successful[0]?.sf__Created, 'true');
    const [first] = failed;
    assert.match(first?.sf__Error ?? '', /^FIELD_CUSTOM_VALIDATION_EXCEPTION:/);
    assert.deepEqual(
      [first?.sf__Id, first?.Name, first?.Description, first?.NumberOfEmployees],
      ['', 'Bulk 7', rows[7]?.Description, '-1'],
    );

    const corrected = failed.map((row) => ({ ...row, NumberOfEmployees: '1' }));
    const again = await run({ ...insert, rows: corrected });
    assert.deepEqual([again.successful.length, again.failed.length], [25, 0]);
    const saved = await query(client, "SELECT Id FROM Account WHERE Name LIKE 'Bulk %'");
    assert.equal(saved.totalSize, 2_500);
  });

  it('keep every value as it was given', async () => {
    const texts = [
      '=SUM(1)',
      'a "quoted", text',
      'two\nlines',
      'two\r\nlines',
      'Zoë 🦋 日本',
      '-1',
      "O'Neill",
    ];
    const rows = texts.map((text, index) => ({ Name: `Value ${index}`, Description: text }));
    const { successful } = await run({ ...insert, rows });
    for (const [index, { sf__Id, Description }] of successful.entries()) {
      assert.equal(Description, texts[index]);
      const record = await getRecord(client, {
        objectApiName: 'Account',
        id: sf__Id,
        fields: ['Description'],
      });
      assert.equal(record.Description, texts[index]);
    }
    assert.equal(successful.length, texts.length);
  });

  it('update, upsert and delete', async () => {
    const create = (fields: Record<string, string>) =>
      createRecord(client, { objectApiName: 'Account', fields });
    const id = await create({ Name: 'Before', Phone: '1', Fax: '2', External_Id__c: 'bulk-x' });
    await run({
      ...insert,
      operation: 'update',
      rows: [{ Id: id, Name: 'After', Phone: null, Fax: undefined }],
    });
    const { Name, Phone, Fax } = await getRecord(client, { objectApiName: 'Account', id });
    assert.deepEqual([Name, Phone, Fax], ['After', null, '2']);
    const upserted = await run({
      ...insert,
      operation: 'upsert',
      externalIdField: 'External_Id__c',
      rows: [
        { External_Id__c: 'bulk-x', Name: 'Again' },
        { External_Id__c: 'bulk-y', Name: 'New' },
      ],
    });
    assert.deepEqual(
      upserted.successful.map(({ sf__Created }) => sf__Created),
      ['false', 'true'],
    );
    const deleted = await run({ ...insert, operation: 'delete', rows: [{ Id: id }] });
    assert.equal(deleted.successful.length, 1);
    assert.equal((await failureOf(getRecord(client, { objectApiName: 'Account', id }))).status, 404);
  });

  it('take CSV as it is, with CRLF, a byte order mark and other delimiters', async () => {
    const csv = '\ufeffName;Phone\r\n"Semi; ""Colon""\r\nLtd";1\r\n';
    const { job, successful } = await run({ ...insert, csv, columnDelimiter: 'SEMICOLON' });
    assert.deepEqual([job.lineEnding, job.columnDelimiter], ['CRLF', 'SEMICOLON']);
    assert.deepEqual(
      successful.map(({ Name }) => Name),
      ['Semi; "Colon"\r\nLtd'],
    );
    const { failed } = await run({ ...insert, csv: new Blob(['Name\nFrom a file\n""\n']).stream() });
    assert.deepEqual(
      failed.map(({ Name }) => Name),
      [''],
    );
  });

  it('are followed by id alone, from another client', async () => {
    org.setBulkPace(2);
    const rows = Array.from({ length: 5 }, (_, index) => ({ Name: `Resumed ${index}` }));
    const { id } = await startIngest(client, { ...insert, rows });
    assert.equal((await getIngestJob(client, id)).state, 'InProgress');
    const states: string[] = [];
    const resumed = await resumeIngest(clientOf(org), id, {
      ...at,
      onProgress: ({ state }) => states.push(state),
    });
    assert.deepEqual(states, ['InProgress', 'InProgress', 'JobComplete']);
    assert.equal(resumed.job.id, id);
    assert.equal(resumed.successful.length, 5);
    const later = await resumeIngest(clientOf(org), id, at);
    assert.deepEqual(later, resumed);
  });

  it('say so where their rows never came', async () => {
    const body = { object: 'Account', operation: 'insert' };
    const { id } = await client.request<BulkJob>({
      operation: 'Test',
      path: 'jobs/ingest',
      method: 'POST',
      body,
    });
    for (const attempt of [resumeIngest(client, id, at), watchIngest(client, id, at)]) {
      const error = await failureOf(attempt);
      assert.equal(error.code, 'INVALIDJOBSTATE');
      assert.match(error.message, /have not come to the org/);
    }
    assert.equal((await cancelIngest(client, id)).state, 'Aborted');
  });

  it('are cancelled in between; the other rows come back', async () => {
    org.setBulkPace(2);
    const rows = Array.from({ length: 5 }, (_, index) => ({ Name: `Cancelled ${index}` }));
    const { id } = await startIngest(client, { ...insert, rows });
    let processed = 0;
    const job = await watchIngest(client, id, {
      onProgress: ({ numberRecordsProcessed = 0 }) => {
        processed = numberRecordsProcessed;
      },
      wait: async () => {
        if (processed > 0) await cancelIngest(client, id);
      },
    });
    assert.equal(job.state, 'Aborted');
    assert.equal((await cancelIngest(client, id)).state, 'Aborted');
    const { successful, unprocessed } = await ingestResults(client, id);
    assert.equal(successful.length, 2);
    assert.deepEqual(unprocessed, rows.slice(2));
  });

  it('that have ended cannot be cancelled', async () => {
    const { job } = await run({ ...insert, rows: [{ Name: 'Done' }] });
    assert.equal((await failureOf(cancelIngest(client, job.id))).code, 'INVALIDJOBSTATE');
  });

  it('that fail as a whole say why, and give back their rows', async () => {
    const { job, successful, failed } = await run({ ...insert, rows: [{ Name: 'x', Shoe_Size__c: 1 }] });
    assert.equal(job.state, 'Failed');
    assert.match(job.errorMessage ?? '', /Field name not found : Shoe_Size__c/);
    assert.deepEqual([successful, failed], [[], []]);
  });

  it('are created once, also where the answer gets lost', async () => {
    const start = org.requests().length;
    org.addFault({ path: '/jobs/ingest$', method: 'POST', drop: 'after' });
    const error = await failureOf(startIngest(client, { ...insert, rows: [{ Name: 'x' }] }));
    assert.equal(error.code, 'OUTCOME_UNKNOWN');
    assert.equal(requestsSince(start).filter((line) => line === 'POST /jobs/ingest').length, 1);
  });

  it('go on where the answer to their upload or to its end gets lost', async () => {
    for (const [index, method] of (['PUT', 'PATCH'] as const).entries()) {
      org.addFault({ path: '/jobs/ingest/', method, drop: 'after' });
      const Name = `Lost answer ${index}`;
      const { successful } = await run({ ...insert, rows: [{ Name }] });
      assert.equal(successful.length, 1);
      const { totalSize } = await query(client, soql`SELECT Id FROM Account WHERE Name = ${Name}`);
      assert.equal(totalSize, 1);
    }
  });

  it('name themselves where no answer tells whether they have begun', async () => {
    for (const fault of [{ drop: 'after' }, { status: 502 }] as const) {
      org.addFault({ path: '/jobs/ingest/', method: 'PATCH', times: 9, ...fault });
      const start = org.requests().length;
      const error = await failureOf(startIngest(client, { ...insert, rows: [{ Name: 'Begun?' }] }));
      assert.equal(error.code, 'OUTCOME_UNKNOWN');
      const [id = ''] = /\b750\w{15}\b/.exec(error.message) ?? [];
      org.clearFaults();
      assert.ok(!requestsSince(start).includes('GET /jobs/ingest/'));
      const { state } = await getIngestJob(client, id);
      assert.equal(state === 'Open', 'status' in fault);
    }
  });

  it('that may not begin, or are given up before they do, are cancelled', async () => {
    const errors = [{ message: 'No.', errorCode: 'NO' }];
    org.addFault({ path: '/jobs/ingest/', method: 'PATCH', status: 400, errors });
    assert.equal((await failureOf(startIngest(client, { ...insert, rows: [{ Name: 'x' }] }))).code, 'NO');
    assert.equal(org.requests().at(-1)?.method, 'PATCH');
    const controller = new AbortController();
    org.addFault({ path: '/jobs/ingest/', method: 'PATCH', stall: 'headers' });
    const start = org.requests().length;
    const starting = startIngest(client, { ...insert, rows: [{ Name: 'x' }], signal: controller.signal });
    while (!requestsSince(start).includes('PATCH /jobs/ingest/'))
      await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    await assert.rejects(starting, { name: 'AbortError' });
    assert.equal(requestsSince(start).filter((line) => line.startsWith('PATCH')).length, 2);
  });

  it('whose upload fails are cancelled', async () => {
    const start = org.requests().length;
    org.addFault({
      path: '/batches',
      method: 'PUT',
      status: 500,
      errors: [{ message: 'No.', errorCode: 'NO' }],
    });
    assert.equal((await failureOf(startIngest(client, { ...insert, rows: [{ Name: 'x' }] }))).code, 'NO');
    assert.deepEqual(requestsSince(start), [
      'POST /jobs/ingest',
      'PUT /jobs/ingest//batches',
      'PATCH /jobs/ingest/',
    ]);
    const controller = new AbortController();
    org.addFault({ path: '/batches', method: 'PUT', stall: 'headers' });
    const starting = startIngest(client, { ...insert, rows: [{ Name: 'x' }], signal: controller.signal });
    while (!requestsSince(start).at(-1)?.startsWith('PUT'))
      await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    await assert.rejects(starting, { name: 'AbortError' });
    assert.equal(requestsSince(start).at(-1), 'PATCH /jobs/ingest/');
  });

  it('are not waited for any longer than wanted', async () => {
    org.setBulkPace(1);
    const { id } = await startIngest(client, {
      ...insert,
      rows: [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }],
    });
    const controller = new AbortController();
    const watching = watchIngest(client, id, {
      signal: controller.signal,
      onProgress: () => setTimeout(() => controller.abort(), 0),
    });
    await assert.rejects(watching, { name: 'AbortError' });
  });

  it('are refused before any request where that can be known', async () => {
    const start = org.requests().length;
    const rows = [{ Name: 'x' }];
    const refused = [
      [{ ...insert, rows: [] }, 'INVALID_VALUE'],
      [{ ...insert, rows: [{ Name: Number.NaN }] }, 'INVALID_VALUE'],
      [{ ...insert, rows: [{ 'Shoe Size': 'x' }] }, 'UNKNOWN_FIELD'],
      [{ ...insert, csv: '' }, 'INVALID_VALUE'],
      [{ ...insert, csv: 'Name\rx' }, 'INVALID_VALUE'],
      [{ ...insert, operation: 'upsert', externalIdField: 'External Id', rows }, 'UNKNOWN_FIELD'],
      [{ ...insert, operation: 'upsert', rows }, 'INVALID_VALUE'],
      [{ ...insert, externalIdField: 'External_Id__c', rows }, 'INVALID_VALUE'],
      [{ ...insert, objectApiName: 'Account/x', rows }, 'UNKNOWN_OBJECT'],
    ] as const;
    for (const [options, code] of refused)
      assert.equal((await failureOf(startIngest(client, options))).code, code);
    assert.equal((await failureOf(resumeIngest(client, '../query'))).code, 'MALFORMED_ID');
    assert.equal(org.requests().length, start);
  });
});
