import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { csvRows } from './bulk-client.ts';
import { restClient } from './rest-client.ts';

describe('query jobs', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const create = async (query: string, more: object = {}): Promise<string> => {
    const job = { operation: 'query', query, ...more };
    const { status, body } = await client.call('POST', '/jobs/query', job);
    assert.equal(status, 200, JSON.stringify(body));
    return body.id;
  };
  const poll = async (id: string) => (await client.get(`/jobs/query/${id}`)).body;
  const run = async (query: string, more: object = {}): Promise<string> => {
    const id = await create(query, more);
    while ((await poll(id)).state !== 'JobComplete');
    return id;
  };

  test('a job says what it is', async () => {
    const { body } = await client.call('POST', '/jobs/query', {
      operation: 'queryAll',
      query: 'SELECT Id FROM account',
      columnDelimiter: 'TAB',
    });
    const { id, createdById: _user, createdDate, systemModstamp, ...rest } = body;
    assert.match(id, /^750\w{15}$/);
    assert.equal(systemModstamp, createdDate);
    assert.deepEqual(rest, {
      operation: 'queryAll',
      object: 'Account',
      state: 'UploadComplete',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      lineEnding: 'LF',
      columnDelimiter: 'TAB',
      apiVersion: 66,
      jobType: 'V2Query',
    });
  });

  test('it goes on from poll to poll, and its results come when it is complete', async () => {
    org.setBulkPace(40);
    const id = await create('SELECT Id FROM Account');
    const early = await client.refusal('GET', `/jobs/query/${id}/results`);
    assert.deepEqual([early.status, early.errorCode], [400, 'INVALIDJOBSTATE']);
    const seen = [];
    for (let index = 0; index < 3; index++) {
      const { state, numberRecordsProcessed } = await poll(id);
      seen.push([state, numberRecordsProcessed]);
    }
    assert.deepEqual(seen, [
      ['InProgress', 0],
      ['InProgress', 40],
      ['JobComplete', 50],
    ]);
    assert.equal(csvRows(await client.get(`/jobs/query/${id}/results`)).length, 51);
  });

  test('results come in pages, a locator leads to the next', async () => {
    const id = await run('SELECT Id FROM Contact ORDER BY Id');
    const ids: string[] = [];
    const sizes: (string | null)[] = [];
    let locator: string | null = null;
    do {
      const more: string = locator === null ? '' : `&locator=${locator}`;
      const page = await client.get(`/jobs/query/${id}/results?maxRecords=90${more}`);
      assert.equal(page.headers.get('content-type'), 'text/csv');
      const [header, ...rows] = csvRows(page);
      assert.deepEqual(header, ['Id']);
      ids.push(...rows.map(([value = '']) => value));
      sizes.push(page.headers.get('sforce-numberofrecords'));
      locator = page.headers.get('sforce-locator');
    } while (locator !== 'null');
    assert.deepEqual(sizes, ['90', '90', '20']);
    assert.equal(new Set(ids).size, 200);
  });

  test('the addresses of result pages come in an answer’s body, five at a time', async () => {
    org.setBulkPageSize(30);
    const early = await create('SELECT Id FROM Contact');
    assert.equal(
      (await client.refusal('GET', `/jobs/query/${early}/resultPages`)).errorCode,
      'INVALIDJOBSTATE',
    );
    const id = await run('SELECT Id FROM Contact ORDER BY Id');
    const { body: first } = await client.get(`/jobs/query/${id}/resultPages`);
    assert.deepEqual([first.resultPages.length, first.done], [5, false]);
    const { body: second } = await client.get(first.nextRecordsUrl);
    assert.deepEqual([second.resultPages.length, second.nextRecordsUrl, second.done], [2, undefined, true]);
    const ids = [];
    for (const { resultUrl } of [...first.resultPages, ...second.resultPages]) {
      const [, ...rows] = csvRows(await client.get(resultUrl));
      ids.push(...rows.flat());
    }
    assert.deepEqual([ids.length, new Set(ids).size], [200, 200]);
    const none = await run("SELECT Id FROM Account WHERE Name = 'None'");
    const { body } = await client.get(`/jobs/query/${none}/resultPages`);
    assert.deepEqual(body, { resultPages: [], done: true });
    org.setBulkPageSize(100_000);
  });

  test('values are written as the Bulk API writes them', async () => {
    const parent = await client.create('Account', { Name: 'Values "Ltd", Europe', AnnualRevenue: 125e5 });
    await client.create('Showcase__c', {
      Code__c: 'bulk-values',
      Account__c: parent,
      Pieces__c: 3,
      Discount__c: 12.5,
      Visitors__c: 7,
      Opens_At__c: '2026-05-01T07:25:37Z',
    });
    const id = await run(
      `SELECT code__c, account__r.NAME, Account__r.AnnualRevenue, Contact__r.Name, Owner.Name, Pieces__c,
       Discount__c, Visitors__c, Active__c, Opens_At__c, Launch_Date__c
       FROM Showcase__c WHERE Code__c = 'bulk-values'`,
    );
    const [header, row] = csvRows(await client.get(`/jobs/query/${id}/results`));
    assert.deepEqual(header, [
      'Code__c',
      'Account__r.Name',
      'Account__r.AnnualRevenue',
      'Contact__r.Name',
      'Owner.Name',
      'Pieces__c',
      'Discount__c',
      'Visitors__c',
      'Active__c',
      'Opens_At__c',
      'Launch_Date__c',
    ]);
    assert.deepEqual(row, [
      'bulk-values',
      'Values "Ltd", Europe',
      '1.25E7',
      '',
      'Ada Lindqvist',
      '3.0',
      '12.5',
      '7',
      'true',
      '2026-05-01T07:25:37.000Z',
      '',
    ]);
  });

  test('without records there is a header; the format is the job’s', async () => {
    const id = await run("SELECT Id, Name FROM Account WHERE Name = 'None'", {
      columnDelimiter: 'SEMICOLON',
      lineEnding: 'CRLF',
    });
    const { body, headers } = await client.get(`/jobs/query/${id}/results`);
    assert.equal(body, '"Id";"Name"\r\n');
    assert.equal(headers.get('sforce-locator'), 'null');
    assert.equal(headers.get('sforce-numberofrecords'), '0');
  });

  test('queryAll finds deleted records too', async () => {
    const id = await client.create('Account', { Name: 'Deleted Ltd' });
    await client.call('DELETE', `/sobjects/Account/${id}`);
    const query = `SELECT Id FROM Account WHERE Id = '${id}'`;
    for (const [operation, count] of [
      ['query', 1],
      ['queryAll', 2],
    ] as const) {
      const job = await run(query, { operation });
      assert.equal(csvRows(await client.get(`/jobs/query/${job}/results`)).length, count, operation);
    }
  });

  test('a job is aborted before it ends, and deleted afterwards', async () => {
    const id = await create('SELECT Id FROM Account');
    const { body } = await client.call('PATCH', `/jobs/query/${id}`, { state: 'Aborted' });
    assert.equal(body.state, 'Aborted');
    assert.equal((await poll(id)).state, 'Aborted');
    const again = await client.refusal('PATCH', `/jobs/query/${id}`, { state: 'Aborted' });
    assert.equal(again.message, 'Aborting already Completed Job not allowed');
    assert.equal((await client.get('/jobs/query')).body.records[0].id, id);
    assert.equal((await client.call('DELETE', `/jobs/query/${id}`)).status, 204);
    assert.equal((await client.get(`/jobs/query/${id}`)).status, 404);
    assert.equal((await client.get(`/jobs/ingest/${id}`)).status, 404);
  });

  test('queries that the Bulk API does not take', async () => {
    for (const [query, message] of [
      ['SELECT', /unexpected token/],
      ['SELECT Nothing FROM Account', /No such column 'Nothing'/],
      ['SELECT BillingAddress FROM Account', /^Selecting compound data not supported in Bulk Query$/],
      ['SELECT Id, (SELECT Id FROM Contacts) FROM Account', /^Aggregate Relationships not supported/],
      ['SELECT COUNT() FROM Account', /not supported in Bulk Query/],
      ['SELECT Type FROM Account GROUP BY Type', /^GROUP BY not supported/],
      ['SELECT Id FROM Account OFFSET 5', /^OFFSET not supported/],
      [undefined, /null or empty/],
    ] as const) {
      const refusal = await client.refusal('POST', '/jobs/query', { operation: 'query', query });
      assert.deepEqual([refusal.status, refusal.errorCode], [400, 'API_ERROR'], query);
      assert.match(refusal.message, message);
    }
  });

  test('locators and sizes that mean nothing', async () => {
    const id = await run('SELECT Id FROM Account');
    for (const parameters of [
      'locator=null',
      'locator=!',
      'locator=OTk5OQ',
      'maxRecords=0',
      'maxRecords=x',
    ]) {
      const { status } = await client.get(`/jobs/query/${id}/results?${parameters}`);
      assert.equal(status, 400, parameters);
    }
  });

  test('a page of another origin can read the locator only where the org says so', async () => {
    const origin = 'http://localhost:4999';
    org.allowOrigin(origin);
    const id = await run('SELECT Id FROM Account');
    const exposed = async () => {
      const { headers } = await client.get(`/jobs/query/${id}/results`, { origin });
      assert.equal(headers.get('access-control-allow-origin'), origin);
      return headers.get('access-control-expose-headers');
    };
    assert.equal(await exposed(), null);
    org.setExposedHeaders(['Sforce-Locator', 'Sforce-NumberOfRecords']);
    assert.equal(await exposed(), 'Sforce-Locator, Sforce-NumberOfRecords');
  });
});
