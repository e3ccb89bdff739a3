import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ClientOptions, RecordChange } from '../../src/api/client.ts';
import {
  createRecords,
  deleteRecords,
  getRecords,
  updateRecords,
  upsertRecords,
} from '../../src/api/collections.ts';
import { query } from '../../src/api/query.ts';
import { createRecord } from '../../src/api/records.ts';
import type { RowResult } from '../../src/api/save-rows.ts';
import { soql } from '../../src/api/soql/soql.ts';
import type { SObjectRecord } from '../../src/api/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

const objectApiName = 'Contact';
const contacts = (count: number, LastName: string): SObjectRecord[] =>
  Array.from({ length: count }, (_, index) => ({ LastName, Title: `No. ${index}` }));
const codes = (results: readonly RowResult<unknown>[]) =>
  results.map((result) => (result.success ? 'saved' : result.error.code));

describe('collections', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  afterEach(() => org.clearFaults());
  after(() => org.close());

  function setup(options: Partial<ClientOptions> = {}) {
    const changes: RecordChange[] = [];
    const onRecordChange = (change: RecordChange) => changes.push(change);
    const client = clientOf(org, { wait: async () => {}, onRecordChange, ...options });
    const seen = org.requests().length;
    /** Requests for collections since, as `POST 200`. */
    const sent = () =>
      org
        .requests()
        .slice(seen)
        .filter(({ path }) => path.includes('/composite/sobjects'))
        .map(({ method, status }) => `${method} ${status}`);
    return { client, changes, sent };
  }

  const countOf = async (lastName: string) =>
    (await query(clientOf(org), soql`SELECT Id FROM Contact WHERE LastName = ${lastName}`)).totalSize;

  /** The fault by which the first row of each of the next calls finds its record locked. */
  function lockFirstRows(times: number): typeof fetch {
    let left = times;
    return async (input, init) => {
      const body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      if (left === 0 || !body?.records) return fetch(input, init);
      left -= 1;
      const [, ...others] = body.records;
      const rest = await fetch(input, { ...init, body: JSON.stringify({ ...body, records: others }) });
      const locked = { statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' };
      return Response.json([{ success: false, errors: [{ ...locked, fields: [] }] }, ...(await rest.json())]);
    };
  }

  it('creates rows by 200, in order, and announces each', async () => {
    const { client, changes, sent } = setup();
    const rows = contacts(450, 'Created');
    const results = await createRecords(client, { objectApiName, rows });
    assert.deepEqual(sent(), ['POST 200', 'POST 200', 'POST 200']);
    assert.deepEqual(
      results.map(({ row }) => row),
      rows,
    );
    assert.ok(results.every((result) => result.success && result.created));
    assert.equal(await countOf('Created'), 450);
    const [, second] = results;
    assert.deepEqual(changes[1], {
      objectApiName,
      id: second?.success && second.id,
      kind: 'created',
      fields: rows[1],
    });
    assert.equal(changes.length, 450);
  });

  it('saves rows of several objects, however they are mixed', async () => {
    const { client, sent } = setup();
    const rows = Array.from({ length: 30 }, (_, index) =>
      index % 2
        ? { attributes: { type: 'Account' }, Name: 'Mixed' }
        : { attributes: { type: 'Contact' }, LastName: 'Mixed' },
    );
    const results = await createRecords(client, { rows });
    assert.deepEqual(new Set(codes(results)), new Set(['saved']));
    assert.deepEqual(sent(), ['POST 200', 'POST 200', 'POST 200']);
    assert.equal(await countOf('Mixed'), 15);
  });

  it('reads, updates and deletes by id', async () => {
    const { client, changes } = setup();
    const created = await createRecords(client, { objectApiName, rows: contacts(3, 'Round') });
    const ids = created.flatMap((result) => (result.success ? result.id : []));
    const fields = ['Id', 'LastName', 'Title'];
    const unknown = '003000000000000AAA';
    const read = await getRecords(client, { objectApiName, ids: [unknown, ...ids], fields });
    assert.deepEqual(
      read.map((record) => record?.Title),
      [undefined, 'No. 0', 'No. 1', 'No. 2'],
    );
    const rows = read.flatMap((record) => (record ? { ...record, Title: 'Updated' } : []));
    assert.deepEqual(codes(await updateRecords(client, { rows })), ['saved', 'saved', 'saved']);
    const deleted = await deleteRecords(client, { objectApiName, rows: [...ids, unknown] });
    assert.deepEqual(codes(deleted).slice(0, 3), ['saved', 'saved', 'saved']);
    assert.equal(deleted[3]?.success, false);
    assert.deepEqual(
      changes.slice(3).map(({ kind, id, fields }) => [kind, id, fields?.Title]),
      [...ids.map((id) => ['updated', id, 'Updated']), ...ids.map((id) => ['deleted', id, undefined])],
    );
  });

  it('upserts by an external id, and repeats it when the answer gets lost', async () => {
    const { client } = setup();
    const upsert = { objectApiName, externalIdField: 'External_Id__c' };
    const rows = contacts(2, 'Upserts').map((row, index) => ({ ...row, External_Id__c: `many-${index}` }));
    org.addFault({ path: '/composite/sobjects/', method: 'PATCH', drop: 'after' });
    assert.deepEqual(codes(await upsertRecords(client, { ...upsert, rows })), ['saved', 'saved']);
    assert.equal(await countOf('Upserts'), 2);
    const other = [{ attributes: { type: 'Account' }, External_Id__c: 'x' }];
    const error = await failureOf(upsertRecords(client, { ...upsert, rows: other }));
    assert.equal(error.code, 'INVALID_VALUE');
    const unnamed = await upsertRecords(client, { ...upsert, rows: contacts(1, 'Unnamed') });
    assert.deepEqual(codes(unnamed), ['MISSING_ARGUMENT']);
  });

  it('reliability 1: rows whose answer got lost are not sent again, nor any after them', async () => {
    const { client, changes, sent } = setup();
    org.addFault({ path: '/composite/sobjects', method: 'POST', drop: 'after' });
    const results = await createRecords(client, { objectApiName, rows: contacts(201, 'Unknowable') });
    assert.deepEqual(new Set(codes(results.slice(0, 200))), new Set(['OUTCOME_UNKNOWN']));
    assert.deepEqual(codes(results.slice(200)), ['NOT_SENT']);
    assert.deepEqual([sent(), changes, await countOf('Unknowable')], [['POST 0'], [], 200]);
  });

  it('reliability 2: deletes that meet their own effect are successes', async () => {
    const { client } = setup();
    const id = await createRecord(client, { objectApiName, fields: { LastName: 'Gone' } });
    org.addFault({ path: '/composite/sobjects', method: 'DELETE', drop: 'after' });
    assert.deepEqual(codes(await deleteRecords(client, { objectApiName, rows: [id] })), ['saved']);
    const again = await deleteRecords(client, { objectApiName, rows: [id] });
    assert.deepEqual(codes(again), ['ENTITY_IS_DELETED']);
  });

  it('reliability 12: rows that failed can be sent again without the others', async () => {
    const { client } = setup();
    const rows = contacts(3, 'Partly').map((row, index) => (index === 1 ? { ...row, Email: 'broken' } : row));
    const results = await createRecords(client, { objectApiName, rows });
    assert.deepEqual(codes(results), ['saved', 'INVALID_EMAIL_ADDRESS', 'saved']);
    const left = results
      .filter(({ success }) => !success)
      .map(({ row }) => ({ ...row, Email: 'a@b.example' }));
    assert.deepEqual(codes(await createRecords(client, { objectApiName, rows: left })), ['saved']);
    assert.equal(await countOf('Partly'), 3);
  });

  it('reliability 12: a call that the org refuses as a whole keeps no other back', async () => {
    const { client } = setup();
    const rows = contacts(201, 'Whole').map((row, index) => (index === 0 ? { ...row, Nothing__c: 1 } : row));
    const results = await createRecords(client, { objectApiName, rows });
    assert.deepEqual(new Set(codes(results.slice(0, 200))), new Set(['INVALID_FIELD']));
    assert.deepEqual(codes(results.slice(200)), ['saved']);
  });

  it('reliability 6: a row that was locked is tried again alone, and is one write', async () => {
    const { client, changes } = setup({ fetch: lockFirstRows(1) });
    const rows = contacts(3, 'Locked');
    assert.deepEqual(codes(await createRecords(client, { objectApiName, rows })), [
      'saved',
      'saved',
      'saved',
    ]);
    assert.deepEqual([await countOf('Locked'), changes.length], [3, 3]);
  });

  it('reliability 6: a row that stays locked is given up', async () => {
    const { client } = setup({ fetch: lockFirstRows(9) });
    const results = await createRecords(client, { objectApiName, rows: contacts(2, 'Stays') });
    assert.deepEqual(codes(results), ['UNABLE_TO_LOCK_ROW', 'saved']);
    assert.equal(await countOf('Stays'), 1);
  });

  it('saves all or none, of as many as one call takes', async () => {
    const { client, changes, sent } = setup();
    const rows = [{ LastName: 'None' }, { LastName: 'None', Email: 'broken' }];
    const results = await createRecords(client, { objectApiName, rows, allOrNone: true });
    assert.deepEqual(codes(results), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'INVALID_EMAIL_ADDRESS']);
    assert.deepEqual([changes, await countOf('None')], [[], 0]);
    const many = createRecords(client, { objectApiName, rows: contacts(201, 'None'), allOrNone: true });
    assert.equal((await failureOf(many)).code, 'INVALID_VALUE');
    assert.deepEqual(sent(), ['POST 200']);
  });

  it('offers Bulk API 2.0 for more than 2,000 rows, and requires it for more than 50,000', async () => {
    const { client, sent } = setup();
    const act = (count: number, evenIfMany = false) =>
      failureOf(
        deleteRecords(client, { objectApiName, rows: Array(count).fill('003000000000000AAA'), evenIfMany }),
      );
    const offered = await act(2_001);
    assert.equal(offered.code, 'BULK_OFFERED');
    assert.match(offered.message, /startIngest/);
    assert.equal((await act(50_001)).code, 'BULK_REQUIRED');
    assert.equal((await act(50_001, true)).code, 'BULK_REQUIRED');
    assert.deepEqual(sent(), []);
    const rows = contacts(2_001, 'Many');
    const results = await createRecords(client, { objectApiName, rows, evenIfMany: true });
    assert.deepEqual([sent().length, new Set(codes(results))], [11, new Set(['saved'])]);
  });

  it('refuses what cannot be sent before anything is, and says which row it is', async () => {
    const { client, sent } = setup();
    const refused: [Promise<unknown>, string][] = [
      [createRecords(client, { rows: [{ LastName: 'No object' }] }), 'UNKNOWN_OBJECT'],
      [updateRecords(client, { objectApiName, rows: [{ LastName: 'No id' }] }), 'MALFORMED_ID'],
      [createRecords(client, { objectApiName, rows: [{ 'Last Name': 'x' }] }), 'UNKNOWN_FIELD'],
      [createRecords(client, { objectApiName, rows: [{ LastName: '\ud800' }] }), 'INVALID_VALUE'],
      [deleteRecords(client, { rows: ['003000000000000AAA'] }), 'UNKNOWN_OBJECT'],
    ];
    for (const [promise, code] of refused) {
      const error = await failureOf(promise);
      assert.deepEqual([error.code, /, row 1$/.test(error.operation)], [code, true]);
    }
    assert.deepEqual(await createRecords(client, { rows: [] }), []);
    assert.deepEqual(sent(), []);
  });

  it('gives what was saved where the caller gives up in between', async () => {
    const controller = new AbortController();
    const { client } = setup({ onRecordChange: () => controller.abort() });
    const { signal } = controller;
    const results = await createRecords(client, { objectApiName, rows: contacts(201, 'Given up'), signal });
    assert.deepEqual(new Set(codes(results.slice(0, 200))), new Set(['saved']));
    assert.deepEqual(codes(results.slice(200)), ['NOT_SENT']);
    const late = createRecords(client, { objectApiName, rows: contacts(1, 'Late'), signal });
    await assert.rejects(late, { name: 'AbortError' });
    assert.equal(await countOf('Late'), 0);
  });

  it('reads nothing where there are no ids', async () => {
    const { client, sent } = setup();
    assert.deepEqual(await getRecords(client, { objectApiName, ids: [], fields: ['Id'] }), []);
    assert.deepEqual(sent(), []);
  });
});
