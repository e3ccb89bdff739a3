import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { RecordChange } from '../../src/api/client.ts';
import { composite } from '../../src/api/composite.ts';
import type { CompositePart } from '../../src/api/composite-request.ts';
import type { PartAnswer } from '../../src/api/part-answers.ts';
import { query } from '../../src/api/query.ts';
import { soql } from '../../src/api/soql/soql.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

const create = (referenceId: string, objectApiName: string, body: object): CompositePart => ({
  referenceId,
  method: 'POST',
  path: `sobjects/${objectApiName}`,
  body,
});
const account = (Name: string) => create('account', 'Account', { Name });
const contact = (values: object) => create('contact', 'Contact', { AccountId: '@{account.id}', ...values });

/** The `id` in the answer to a create. */
const idOf = (answer: PartAnswer | undefined) => (answer?.success ? (answer.body as { id: string }).id : '');

describe('composite requests', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  afterEach(() => org.clearFaults());
  after(() => org.close());

  function setup() {
    const changes: RecordChange[] = [];
    const onRecordChange = (change: RecordChange) => changes.push(change);
    const client = clientOf(org, { wait: async () => {}, onRecordChange });
    const seen = org.requests().length;
    const sent = () =>
      org
        .requests()
        .slice(seen)
        .filter(({ path }) => path.endsWith('/composite')).length;
    return { client, changes, sent };
  }

  const countOf = async (name: string) =>
    (await query(clientOf(org), soql`SELECT Id FROM Account WHERE Name = ${name}`)).totalSize;

  it('answers each part by its reference, and parts refer to each other', async () => {
    const { client, changes, sent } = setup();
    const answers = await composite(client, [
      account('Engines'),
      contact({ LastName: 'Byron' }),
      {
        referenceId: 'title',
        method: 'PATCH',
        path: 'sobjects/Contact/@{contact.id}',
        body: { Title: 'Dr' },
      },
      { referenceId: 'read', path: 'sobjects/Contact/@{contact.id}?fields=LastName,Title,AccountId' },
      { referenceId: 'gone', method: 'DELETE', path: 'sobjects/Contact/@{contact.id}' },
    ]);
    const [accountId, id] = [idOf(answers.get('account')), idOf(answers.get('contact'))];
    const read = answers.get('read');
    const { LastName, Title, AccountId } = (read?.success ? read.body : {}) as Record<string, unknown>;
    assert.deepEqual([LastName, Title, AccountId], ['Byron', 'Dr', accountId]);
    assert.deepEqual(changes, [
      { objectApiName: 'Account', id: accountId, kind: 'created', fields: { Name: 'Engines' } },
      { objectApiName: 'Contact', id, kind: 'created', fields: { LastName: 'Byron' } },
      { objectApiName: 'Contact', id, kind: 'updated', fields: { Title: 'Dr' } },
      { objectApiName: 'Contact', id, kind: 'deleted' },
    ]);
    assert.equal(sent(), 1);
  });

  it('tells who is to blame from those who were undone with it', async () => {
    const { client, changes } = setup();
    const parts = [account('Undone'), contact({ LastName: 'x', Email: 'broken' })];
    const answers = await composite(client, parts, { allOrNone: true });
    const [first, second] = [answers.get('account'), answers.get('contact')];
    assert.ok(first?.success === false && second?.success === false);
    assert.deepEqual([first.isHalted, first.error.code], [true, 'PROCESSING_HALTED']);
    assert.deepEqual([second.isHalted, second.error.code], [false, 'INVALID_EMAIL_ADDRESS']);
    assert.deepEqual([second.error.status, second.error.fields], [400, ['Email']]);
    assert.deepEqual([changes, await countOf('Undone')], [[], 0]);
  });

  it('a part that refers to one that failed is not to blame; the others are saved', async () => {
    const { client } = setup();
    const parts = [
      create('account', 'Account', {}),
      contact({ LastName: 'x' }),
      create('other', 'Account', { Name: 'Other' }),
    ];
    const answers = await composite(client, parts);
    const [first, second] = [answers.get('account'), answers.get('contact')];
    assert.ok(first?.success === false && second?.success === false);
    assert.deepEqual([first.isHalted, second.isHalted, await countOf('Other')], [false, true, 1]);
  });

  it('reliability 1: with a write in it, it is not repeated', async () => {
    const { client, sent } = setup();
    org.addFault({ path: '/composite$', method: 'POST', drop: 'after' });
    const error = await failureOf(composite(client, [account('Unknowable')]));
    assert.deepEqual([error.code, sent(), await countOf('Unknowable')], ['OUTCOME_UNKNOWN', 1, 1]);
  });

  it('reliability 2: of reads alone, it is', async () => {
    const { client, sent } = setup();
    org.addFault({ path: '/composite$', method: 'POST', drop: 'after' });
    const answers = await composite(client, [{ referenceId: 'list', path: 'sobjects' }]);
    assert.deepEqual([answers.get('list')?.success, sent()], [true, 2]);
  });

  it('refuses what the org would, before any request', async () => {
    const { client, sent } = setup();
    const reads = (count: number, path: string) =>
      Array.from({ length: count }, (_, index) => ({ referenceId: `read${index}`, path }));
    const refused: [CompositePart[], string][] = [
      [reads(26, 'sobjects'), 'LIMIT_EXCEEDED'],
      [reads(6, 'query?q=SELECT+Id+FROM+Account'), 'LIMIT_EXCEEDED'],
      [[account('A'), account('B')], 'INVALID_VALUE'],
      [reads(1, '/services/data/v50.0/sobjects'), 'INVALID_VALUE'],
      [reads(1, '../../oauth2/token'), 'UNEXPECTED_ANSWER'],
      [reads(1, 'https://elsewhere.example/services/data/v66.0/sobjects'), 'UNEXPECTED_ANSWER'],
      [[{ referenceId: 'a-b', path: 'sobjects' }], 'INVALID_VALUE'],
      [[contact({ LastName: 'x' })], 'INVALID_VALUE'],
      [[create('x', 'Contact', { LastName: '\ud800' })], 'INVALID_VALUE'],
      [reads(1, 'sobjects/Contact/@{later.id}'), 'INVALID_VALUE'],
    ];
    for (const [parts, code] of refused) assert.equal((await failureOf(composite(client, parts))).code, code);
    assert.equal(sent(), 0);
  });

  it('takes for no reference what is encoded in a path', async () => {
    const { client } = setup();
    const value = encodeURIComponent('@{account.id}');
    const upsert: CompositePart = {
      referenceId: 'upsert',
      method: 'PATCH',
      path: `sobjects/Contact/External_Id__c/${value}`,
      body: { LastName: 'Literal' },
    };
    const answers = await composite(client, [account('Literal'), upsert]);
    const id = idOf(answers.get('upsert'));
    const { records } = await query(client, soql`SELECT External_Id__c FROM Contact WHERE Id = ${id}`);
    assert.equal(records[0]?.External_Id__c, '@{account.id}');
  });
});
