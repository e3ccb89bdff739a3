import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { bulkClient } from './bulk-client.ts';
import { restClient } from './rest-client.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('ingest jobs', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  let bulk: ReturnType<typeof bulkClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    bulk = bulkClient(client);
  });
  after(() => org.close());

  const insert = { object: 'Account', operation: 'insert' };
  const field = async (path: string, name: string) =>
    (await client.get(`/sobjects/${path}?fields=${name}`)).body[name];

  test('a new job is open and says where its content goes', async () => {
    const { status, body } = await client.call('POST', '/jobs/ingest', {
      object: 'contact',
      operation: 'upsert',
      externalIdFieldName: 'external_id__c',
      contentType: 'CSV',
      lineEnding: 'CRLF',
      columnDelimiter: 'PIPE',
    });
    assert.equal(status, 200);
    const { id, createdById, createdDate, systemModstamp, ...rest } = body;
    assert.match(id, /^750\w{15}$/);
    assert.match(createdById, /^005/);
    assert.match(createdDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    assert.equal(systemModstamp, createdDate);
    assert.deepEqual(rest, {
      operation: 'upsert',
      object: 'Contact',
      state: 'Open',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      lineEnding: 'CRLF',
      columnDelimiter: 'PIPE',
      apiVersion: 66,
      jobType: 'V2Ingest',
      externalIdFieldName: 'External_Id__c',
      contentUrl: `services/data/v66.0/jobs/ingest/${id}/batches`,
    });
  });

  test('rows are inserted, the refused ones come back with what was wrong', async () => {
    const content = lines(
      'Name,NumberOfEmployees',
      '"Inserted, Ltd",12',
      ',5',
      'Negative Ltd,-1',
      'Many Ltd,many',
    );
    const job = await bulk.run(insert, content);
    assert.deepEqual(
      [job.state, job.numberRecordsProcessed, job.numberRecordsFailed, job.contentUrl],
      ['JobComplete', 4, 3, undefined],
    );
    const [header, [id = '', ...rest] = []] = await bulk.rows(job.id, 'successfulResults');
    assert.deepEqual(header, ['sf__Id', 'sf__Created', 'Name', 'NumberOfEmployees']);
    assert.deepEqual(rest, ['true', 'Inserted, Ltd', '12']);
    assert.equal(await field(`Account/${id}`, 'NumberOfEmployees'), 12);

    const failed = await bulk.rows(job.id, 'failedResults');
    assert.deepEqual(failed, [
      ['sf__Id', 'sf__Error', 'Name', 'NumberOfEmployees'],
      ['', 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --', '', '5'],
      [
        '',
        'FIELD_CUSTOM_VALIDATION_EXCEPTION:The number of employees cannot be negative.:NumberOfEmployees --',
        'Negative Ltd',
        '-1',
      ],
      [
        '',
        'INVALID_TYPE_ON_FIELD_IN_RECORD:Employees: value not of required type: many:NumberOfEmployees --',
        'Many Ltd',
        'many',
      ],
    ]);
    assert.deepEqual(await bulk.rows(job.id, 'unprocessedrecords'), [['Name', 'NumberOfEmployees']]);
  });

  test('an empty cell leaves a field, #N/A empties it', async () => {
    const id = await client.create('Account', { Name: 'Before', Phone: '1', Fax: '2' });
    const update = { object: 'Account', operation: 'update' };
    const job = await bulk.run(update, lines('Id,Name,Phone,Fax', `${id},After,,#N/A`));
    assert.equal(job.numberRecordsFailed, 0);
    assert.deepEqual(await bulk.rows(job.id, 'successfulResults'), [
      ['sf__Id', 'sf__Created', 'Id', 'Name', 'Phone', 'Fax'],
      [id, 'false', id, 'After', '', '#N/A'],
    ]);
    const { body } = await client.get(`/sobjects/Account/${id}`);
    assert.deepEqual([body.Name, body.Phone, body.Fax], ['After', '1', null]);
  });

  test('an update without an id, or with one that is no record’s, fails in its row', async () => {
    const job = await bulk.run(
      { object: 'Account', operation: 'update' },
      lines('Id,Name', ',x', '001Sm0zzzzzzzzz,x', 'nonsense,x'),
    );
    const [, ...failed] = await bulk.rows(job.id, 'failedResults');
    assert.deepEqual(
      failed.map(([id, error]) => [id, error]),
      [
        ['', 'MISSING_ARGUMENT:Id not specified:Id --'],
        ['001Sm0zzzzzzzzz', 'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--'],
        ['nonsense', 'MALFORMED_ID:Account ID: id value of incorrect type: nonsense:Id --'],
      ],
    );
  });

  test('an upsert creates what is new and updates what is there', async () => {
    const upsert = { object: 'Lead', operation: 'upsert', externalIdFieldName: 'External_Id__c' };
    const content = lines('External_Id__c,LastName,Company', 'bulk-1,One,x', 'bulk-2,Two,x', ',None,x');
    const first = await bulk.run(upsert, content);
    assert.deepEqual([first.numberRecordsProcessed, first.numberRecordsFailed], [3, 1]);
    const [, [, error] = []] = await bulk.rows(first.id, 'failedResults');
    assert.match(error ?? '', /^MISSING_ARGUMENT:External_Id__c not specified:/);
    const second = await bulk.run(upsert, content.replace('One', 'Uno'));
    const [, ...rows] = await bulk.rows(second.id, 'successfulResults');
    assert.deepEqual(
      rows.map(([, created]) => created),
      ['false', 'false'],
    );
    assert.equal(await field('Lead/External_Id__c/bulk-1', 'LastName'), 'Uno');
  });

  test('a lookup is filled by the external id of its parent', async () => {
    const id = await client.create('Account', { Name: 'Parent', External_Id__c: 'bulk-parent' });
    const job = await bulk.run(
      { object: 'Contact', operation: 'insert' },
      lines('LastName,Account.External_Id__c', 'Child,bulk-parent', 'Orphan,nobody'),
    );
    const [, [contact] = []] = await bulk.rows(job.id, 'successfulResults');
    assert.equal(await field(`Contact/${contact}`, 'AccountId'), id);
    const [, [, error] = []] = await bulk.rows(job.id, 'failedResults');
    assert.equal(
      error,
      'INVALID_FIELD:Foreign key external ID: nobody not found for field External_Id__c in entity Account:--',
    );
  });

  test('duplicate rules refuse rows, and nothing lets them through', async () => {
    await org.setDuplicateRules(true);
    await client.create('Contact', { LastName: 'Twin', Email: 'twin@bulk.example' });
    const id = await bulk.create({ object: 'Contact', operation: 'insert' });
    await bulk.upload(id, lines('LastName,Email', 'Second,twin@bulk.example', 'Single,single@bulk.example'));
    await bulk.change(id, 'UploadComplete');
    const allowed = { 'sforce-duplicate-rule-header': 'allowSave=true' };
    while ((await client.get(`/jobs/ingest/${id}`, allowed)).body.state !== 'JobComplete');
    const [, ...failed] = await bulk.rows(id, 'failedResults');
    await org.setDuplicateRules(false);
    assert.deepEqual(failed, [
      ['', 'DUPLICATES_DETECTED:Use one of these records?:--', 'Second', 'twin@bulk.example'],
    ]);
    const { totalSize } = await client.query("SELECT COUNT() FROM Contact WHERE Email LIKE '%@bulk.example'");
    assert.equal(totalSize, 2);
  });

  test('rows are deleted by their ids alone', async () => {
    const remove = { object: 'Account', operation: 'delete' };
    const id = await client.create('Account', { Name: 'Gone' });
    const job = await bulk.run(remove, lines('Id', id, id));
    assert.deepEqual([job.numberRecordsProcessed, job.numberRecordsFailed], [2, 1]);
    const [, [, error] = []] = await bulk.rows(job.id, 'failedResults');
    assert.equal(error, 'ENTITY_IS_DELETED:entity is deleted:--');
    assert.equal((await client.get(`/sobjects/Account/${id}`)).status, 404);
    const wide = await bulk.run(remove, lines('Id,Name', `${id},x`));
    assert.equal(wide.state, 'Failed');
  });

  test('checkboxes may be written in several ways', async () => {
    const job = await bulk.run(
      { object: 'Showcase__c', operation: 'insert' },
      lines('Code__c,Active__c', 'a,YES', 'b,0', 'c,off', 'd,perhaps'),
    );
    const [, ...rows] = await bulk.rows(job.id, 'successfulResults');
    const active = await Promise.all(rows.map(([id]) => field(`Showcase__c/${id}`, 'Active__c')));
    assert.deepEqual(active, [true, false, false]);
    assert.equal(job.numberRecordsFailed, 1);
  });

  test('a job goes on from poll to poll and can be aborted in between', async () => {
    await org.setBulkPace(2);
    const id = await bulk.create(insert);
    await bulk.upload(id, lines('Name', 'Paced 1', 'Paced 2', 'Paced 3', 'Paced 4', 'Paced 5'));
    assert.equal((await bulk.change(id, 'UploadComplete')).body.state, 'UploadComplete');
    const seen = [];
    for (let index = 0; index < 3; index++) {
      const { state, numberRecordsProcessed } = await bulk.poll(id);
      seen.push([state, numberRecordsProcessed]);
    }
    assert.deepEqual(seen, [
      ['InProgress', 0],
      ['InProgress', 2],
      ['InProgress', 4],
    ]);
    const early = await client.refusal('GET', `/jobs/ingest/${id}/successfulResults`);
    assert.deepEqual([early.status, early.errorCode], [400, 'INVALIDJOBSTATE']);
    assert.equal((await bulk.change(id, 'Aborted')).body.state, 'Aborted');
    await org.setBulkPace(1_000);
    const { state, numberRecordsProcessed } = await bulk.poll(id);
    assert.deepEqual([state, numberRecordsProcessed], ['Aborted', 4]);
    assert.deepEqual(await bulk.rows(id, 'unprocessedrecords'), [['Name'], ['Paced 5']]);
    const { totalSize } = await client.query("SELECT COUNT() FROM Account WHERE Name LIKE 'Paced %'");
    assert.equal(totalSize, 4);
  });

  test('what was uploaded to a job that is aborted at once is unprocessed', async () => {
    const id = await bulk.create(insert);
    await bulk.upload(id, lines('Name', 'Never'));
    await bulk.change(id, 'Aborted');
    assert.deepEqual(await bulk.rows(id, 'unprocessedrecords'), [['Name'], ['Never']]);
    assert.deepEqual(await bulk.rows(id, 'successfulResults'), [['sf__Id', 'sf__Created', 'Name']]);
  });

  test('content that cannot be read is given back as it came', async () => {
    for (const content of ['Name\r\nx\r\n', lines('Name', 'a"b'), lines('Name,Phone', 'x')]) {
      const { id } = await bulk.run(insert, content);
      assert.equal((await client.get(`/jobs/ingest/${id}/unprocessedrecords`)).body, content);
    }
  });

  test('a job of other delimiters and line endings', async () => {
    const job = await bulk.run(
      { ...insert, lineEnding: 'CRLF', columnDelimiter: 'SEMICOLON' },
      'Name;Phone\r\n"Semi; ""Colon""\r\nLtd";1\r\n',
    );
    assert.equal(job.state, 'JobComplete');
    const { body } = await client.get(`/jobs/ingest/${job.id}/successfulResults`);
    assert.match(
      body,
      /^"sf__Id";"sf__Created";"Name";"Phone"\r\n"001\w{15}";"true";"Semi; ""Colon""\r\nLtd";"1"\r\n$/,
    );
  });

  test('content is uploaded once, as CSV, while the job is open', async () => {
    const id = await bulk.create(insert);
    const wrong = await client.refusal('PUT', `/jobs/ingest/${id}/batches`, '{}');
    assert.equal(wrong.status, 415);
    assert.equal((await bulk.upload(id, lines('Name', 'Once Ltd'))).status, 201);
    const twice = await bulk.upload(id, lines('Name', 'Twice Ltd'));
    assert.equal(twice.status, 400);
    assert.match(twice.body[0].message, /^Found multiple contents for job: <750/);
    await bulk.change(id, 'UploadComplete');
    assert.equal((await bulk.upload(id, lines('Name', 'Late Ltd'))).body[0].errorCode, 'INVALIDJOBSTATE');
    assert.equal((await bulk.change(id, 'UploadComplete')).body[0].errorCode, 'INVALIDJOBSTATE');
  });

  test('jobs are listed, and deleted unless they are at work', async () => {
    const id = await bulk.create(insert);
    const { body } = await client.get('/jobs/ingest');
    assert.deepEqual([body.done, body.nextRecordsUrl, body.records[0].id], [true, null, id]);
    assert.equal((await client.get(`/jobs/ingest/${id.slice(0, 15)}`)).body.id, id);
    assert.equal((await client.refusal('DELETE', `/jobs/ingest/${id}`)).errorCode, 'INVALIDJOBSTATE');
    await bulk.change(id, 'Aborted');
    const again = await bulk.change(id, 'Aborted');
    assert.equal(again.body[0].message, 'Aborting already Completed Job not allowed');
    assert.equal((await client.call('DELETE', `/jobs/ingest/${id}`)).status, 204);
    assert.equal((await client.refusal('GET', `/jobs/ingest/${id}`)).errorCode, 'NOT_FOUND');
  });
});
