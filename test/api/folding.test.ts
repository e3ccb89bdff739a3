import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ApiRequest } from '../../src/api/client.ts';
import { describeGlobal, describeSObject } from '../../src/api/describe.ts';
import { query } from '../../src/api/query.ts';
import { createRecord, getRecord } from '../../src/api/records.ts';
import { restClient } from '../simulator/rest-client.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { failureOf } from './org-client.ts';
import { pacedClient } from './paced-client.ts';

describe('the reads of one moment', () => {
  let org: TestOrg;
  let ids: string[];
  before(async () => {
    org = await startOrg();
    const { records } = await restClient(org).query('SELECT Id FROM Contact ORDER BY Id LIMIT 120');
    ids = records.map(({ Id }: { Id: string }) => Id);
    assert.equal(ids.length, 120);
  });
  after(() => org.close());
  afterEach(() => {
    org.clearFaults();
    org.setLatency(0);
  });

  const setup = () => pacedClient(org);
  type Client = ReturnType<typeof setup>['client'];
  const contact = (client: Client, id = ids[0] ?? '', fields = ['LastName'], signal?: AbortSignal) =>
    getRecord(client, { objectApiName: 'Contact', id, fields, signal });
  const contacts = (client: Client, count: number, fields?: string[]) =>
    ids.slice(0, count).map((id) => contact(client, id, fields));
  const refused = { status: 400, errors: [{ message: 'No.', errorCode: 'JSON_PARSER_ERROR' }] };

  it('are one composite request, each with its own answer', async () => {
    const { client, sent } = setup();
    const [account, lead, record] = await Promise.all([
      describeSObject(client, 'Account'),
      describeSObject(client, 'Lead'),
      contact(client),
      describeGlobal(client),
    ]);
    assert.deepEqual([account.name, lead.name, record.Id], ['Account', 'Lead', ids[0]]);
    assert.deepEqual(sent(), ['POST /composite']);
  });

  it('go as they are where there is one only', async () => {
    const { client, sent } = setup();
    await describeSObject(client, 'Account');
    assert.deepEqual(sent(), ['GET /sobjects/Account/describe']);
  });

  it('are one part where they are the same', async () => {
    const { client, sent } = setup();
    const all = await Promise.all([1, 2, 3].map(() => describeSObject(client, 'Account')));
    assert.equal(new Set(all).size, 1);
    assert.deepEqual(sent(), ['GET /sobjects/Account/describe']);
  });

  it('leave queries and writes alone, which may be slow', async () => {
    const { client, sent } = setup();
    await Promise.all([
      describeSObject(client, 'Account'),
      query(client, 'SELECT Id FROM Account LIMIT 1'),
      query(client, 'SELECT Id FROM Contact LIMIT 1'),
      createRecord(client, { objectApiName: 'Contact', fields: { LastName: 'Alone' } }),
      createRecord(client, { objectApiName: 'Contact', fields: { LastName: 'Alone' } }),
    ]);
    const kinds = sent().map((line) => line.replace(/\?.*/, ''));
    assert.deepEqual(kinds.sort(), [
      'GET /query',
      'GET /query',
      'GET /sobjects/Account/describe',
      'POST /sobjects/Contact',
      'POST /sobjects/Contact',
    ]);
  });

  it('are one composite request up to 25, of one object too', async () => {
    const { client, sent } = setup();
    await Promise.all(contacts(client, 25));
    assert.deepEqual(sent(), ['POST /composite']);
  });

  it('are one collection where more than 25 records of one object are read, in their order', async () => {
    const { client, sent } = setup();
    const records = await Promise.all(contacts(client, 120));
    assert.deepEqual(
      records.map(({ Id }) => Id),
      ids,
    );
    assert.deepEqual(sent(), ['POST /composite/sobjects/Contact']);
  });

  it('mix: the records as a collection among the other parts', async () => {
    const { client, sent } = setup();
    const [account, ...records] = await Promise.all([
      describeSObject(client, 'Account'),
      ...contacts(client, 40),
      ...contacts(client, 40, ['Email']),
    ]);
    assert.equal(account.name, 'Account');
    assert.ok('LastName' in (records[39] ?? {}) && 'Email' in (records[40] ?? {}));
    assert.deepEqual(sent(), ['POST /composite']);
  });

  it('are as many calls as it takes where a call holds 25 parts, 5 of them collections', async () => {
    const { client, sent } = setup();
    const fields = ['LastName', 'FirstName', 'Email', 'Phone', 'Title', 'Department', 'Fax'];
    await Promise.all(fields.flatMap((field) => contacts(client, 4, [field])));
    // 28 reads, 7 collections.
    assert.deepEqual(sent(), ['POST /composite', 'POST /composite']);
    const objects = (await describeGlobal(client)).sobjects.map(({ name }) => name);
    const many = setup();
    const reads = ['Name', 'Id', 'CreatedDate', 'LastModifiedDate'].flatMap((field) =>
      objects.map((objectApiName) =>
        many.client.request({
          operation: 'Test',
          path: `sobjects/${objectApiName}/describe`,
          query: { field },
          isFoldable: true,
        }),
      ),
    );
    assert.ok(reads.length > 25);
    await Promise.all(reads);
    assert.equal(many.sent().length, Math.ceil(reads.length / 25));
  });

  it('fail each for itself: an object that does not exist', async () => {
    const { client, sent } = setup();
    const unknown = failureOf(describeSObject(client, 'Nonsense'));
    const [account, error] = await Promise.all([describeSObject(client, 'Account'), unknown]);
    assert.equal(account.name, 'Account');
    assert.deepEqual([error.status, error.operation], [404, 'Describe Nonsense']);
    assert.deepEqual(sent(), ['POST /composite']);
  });

  it('fail each for itself: a record among many that does not exist', async () => {
    const { client, sent } = setup();
    const missing = failureOf(contact(client, '003000000000000AAA'));
    const [error, ...records] = await Promise.all([missing, ...contacts(client, 30)]);
    assert.deepEqual([error.status, error.code], [404, 'NOT_FOUND']);
    assert.equal(records.length, 30);
    assert.deepEqual(sent(), ['POST /composite/sobjects/Contact']);
  });

  it('fail each for itself: text that no address can hold', async () => {
    const { client } = setup();
    const query = { fields: 'Last\ud800Name' };
    const path = `sobjects/Contact/${ids[1]}`;
    const broken = failureOf(client.request({ operation: 'Read Contact', path, query, isFoldable: true }));
    const [account, error] = await Promise.all([describeSObject(client, 'Account'), broken]);
    assert.deepEqual([account.name, error.code], ['Account', 'INVALID_VALUE']);
  });

  it('are taken apart where the org refuses a collection, also within a composite request', async () => {
    for (const others of [[], ['Account', 'Lead']]) {
      const { client } = setup();
      const asked = [
        ...contacts(client, 30),
        ...contacts(client, 30, ['Nonsense__c']).map((read) => failureOf(read)),
      ] as const;
      const describes = others.map((name) => describeSObject(client, name));
      const answers = await Promise.all(asked);
      assert.deepEqual(
        answers.slice(0, 30).map((record) => 'LastName' in record),
        Array.from({ length: 30 }, () => true),
      );
      const codes = answers.slice(30).map((error) => ('code' in error ? error.code : ''));
      assert.deepEqual(new Set(codes), new Set(['INVALID_FIELD']));
      assert.deepEqual(
        (await Promise.all(describes)).map(({ name }) => name),
        others,
      );
    }
  });

  it('go one by one where the org refuses the composite request itself', async () => {
    org.addFault({ path: '/composite$', ...refused });
    const { client, sent } = setup();
    const describes = ['Account', 'Lead', 'Contact'].map((name) => describeSObject(client, name));
    assert.deepEqual(
      (await Promise.all(describes)).map(({ name }) => name),
      ['Account', 'Lead', 'Contact'],
    );
    assert.equal(sent()[0], 'POST /composite');
    assert.equal(sent().length, 4);
  });

  it('fail together, each in its own words, where the org cannot be reached', async () => {
    org.addFault({ path: '/composite$', status: 503, times: 3 });
    const { client, sent } = setup();
    const errors = await Promise.all(
      ['Account', 'Lead'].map((name) => failureOf(describeSObject(client, name))),
    );
    assert.deepEqual(
      errors.map(({ operation, status }) => [operation, status]),
      [
        ['Describe Account', 503],
        ['Describe Lead', 503],
      ],
    );
    assert.equal(sent().length, 3);
  });

  it('have what is no answer told where the composite answer is cut short', async () => {
    org.addFault({ path: '/composite$', truncate: true });
    const { client } = setup();
    const errors = await Promise.all(
      ['Account', 'Lead'].map((name) => failureOf(describeSObject(client, name))),
    );
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['UNEXPECTED_ANSWER', 'UNEXPECTED_ANSWER'],
    );
  });

  it('get their own answers where some are missing or in another order', async () => {
    const part = (referenceId: string, name: string) => ({
      referenceId,
      httpStatusCode: 200,
      httpHeaders: {},
      body: { name },
    });
    const compositeResponse = [part('read2', 'Case'), part('read0', 'Account')];
    const body = JSON.stringify({ compositeResponse });
    org.addFault({ path: '/composite$', status: 200, body, contentType: 'application/json' });
    const { client } = setup();
    const [account, lead, otherCase] = await Promise.allSettled(
      ['Account', 'Lead', 'Case'].map((name) => describeSObject(client, name)),
    );
    assert.equal(account?.status === 'fulfilled' && account.value.name, 'Account');
    assert.equal(lead?.status === 'rejected' && lead.reason.code, 'UNEXPECTED_ANSWER');
    assert.equal(otherCase?.status === 'fulfilled' && otherCase.value.name, 'Case');
  });

  it('reliability 3: are asked again by themselves where only their own part was not to be had just then', async () => {
    const part = (referenceId: string, httpStatusCode: number, body: unknown) => ({
      referenceId,
      httpStatusCode,
      httpHeaders: {},
      body,
    });
    const compositeResponse = [
      part('read0', 200, { name: 'Account' }),
      part('read1', 503, [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Busy' }]),
    ];
    const body = JSON.stringify({ compositeResponse });
    org.addFault({ path: '/composite$', status: 200, body, contentType: 'application/json' });
    const logged = org.requests().length;
    const { client } = setup();
    const [account, lead] = await Promise.all(
      ['Account', 'Lead'].map((name) => describeSObject(client, name)),
    );
    assert.deepEqual([account?.name, lead?.name], ['Account', 'Lead']);
    assert.deepEqual(
      org
        .requests()
        .slice(logged)
        .map(({ path }) => path),
      ['/services/data/v66.0/composite', '/services/data/v66.0/sobjects/Lead/describe'],
    );
  });

  it('go on for the others where one caller leaves', async () => {
    org.setLatency(100, '/composite');
    const leaving = new AbortController();
    const { client } = setup();
    const left = describeSObject(client, 'Lead', { signal: leaving.signal });
    const stays = describeSObject(client, 'Account');
    setTimeout(() => leaving.abort(), 30);
    await assert.rejects(left, { name: 'AbortError' });
    assert.equal((await stays).name, 'Account');
  });

  it('are not sent for those who left within the moment', async () => {
    const leaving = new AbortController();
    const { client, sent } = setup();
    const left = describeSObject(client, 'Lead', { signal: leaving.signal });
    const stays = describeSObject(client, 'Account');
    leaving.abort();
    await assert.rejects(left, { name: 'AbortError' });
    await stays;
    assert.deepEqual(sent(), ['GET /sobjects/Account/describe']);
  });

  it('are aborted on the wire where all callers have left', async () => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let noted = () => {};
    const aborted = new Promise<void>((resolve) => {
      noted = resolve;
    });
    const { client } = pacedClient(org, {
      fetch: (input, init) => {
        init?.signal?.addEventListener('abort', () => noted());
        setTimeout(() => leaving.abort(), 0);
        return fetch(input, init);
      },
    });
    org.setLatency(100, '/composite');
    const reads = ['Lead', 'Account'].map((name) => describeSObject(client, name, { signal }));
    for (const read of reads) await assert.rejects(read, { name: 'AbortError' });
    await aborted;
  });
});

describe('what only a composite request can carry', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const setup = () => pacedClient(org);
  const long = (name: string) =>
    `SELECT Id FROM Contact WHERE LastName IN (${Array.from({ length: 2_000 }, (_, i) => `'${name} ${i}'`)})`;

  it('is a query longer than an address, which goes by itself', async () => {
    const { client, sent } = setup();
    const queries = Array.from({ length: 7 }, (_, index) => query(client, long(`Long ${index}`)));
    const [account, ...results] = await Promise.all([
      describeSObject(client, 'Account'),
      describeSObject(client, 'Lead'),
      ...queries,
    ]);
    assert.equal(account.name, 'Account');
    assert.equal(results.length, 8);
    assert.deepEqual(sent(), Array(8).fill('POST /composite'));
  });

  it('keeps the error of such a query its own', async () => {
    const { client } = setup();
    const error = await failureOf(query(client, `${long('Secretive')} AND Nonsense__c = 1`));
    assert.equal(error.code, 'INVALID_FIELD');
    assert.doesNotMatch(error.message, /Secretive/);
  });

  it('is a header of its own, which CORS may forbid', async () => {
    const { client, sent } = setup();
    const request: ApiRequest = { operation: 'Test', path: 'sobjects/Account/describe', isFoldable: true };
    const first = await client.send(request);
    const since = first.header('last-modified');
    assert.ok(since);
    const headers = { 'If-Modified-Since': since };
    const second = await client.send({ ...request, headers, accepts: [304] });
    assert.deepEqual([second.status, second.body], [304, undefined]);
    assert.deepEqual(sent(), ['GET /sobjects/Account/describe', 'POST /composite']);
  });
});
