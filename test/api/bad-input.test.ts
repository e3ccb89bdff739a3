import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { describeSObject } from '../../src/api/describe.ts';
import { query } from '../../src/api/query.ts';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../../src/api/records.ts';
import type { SObjectRecord } from '../../src/api/types.ts';
import type { SfError } from '../../src/errors/sf-error.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { failureOf } from './org-client.ts';
import { pacedClient } from './paced-client.ts';

const secret = 'Secretive';

describe('what cannot be sent', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  type Client = ReturnType<typeof pacedClient>['client'];
  /** The error of what must never leave. */
  async function refusedUnsent(act: (client: Client) => Promise<unknown>): Promise<SfError> {
    const { client, sent } = pacedClient(org);
    const error = await failureOf(act(client));
    assert.deepEqual(sent(), []);
    assert.doesNotMatch(error.message, new RegExp(secret));
    return error;
  }

  const id = '003000000000001AAA';
  const objectApiName = 'Contact';

  const wrongIds = [
    '',
    '1',
    '003',
    `${id}1`,
    `${id.slice(0, 15)}é`,
    '../Account/x0000',
    '003000000000001?',
    `${id}\n`,
    'x'.repeat(2_000_000),
  ];
  for (const wrong of wrongIds) {
    it(`is the id ${JSON.stringify(wrong.slice(0, 30))}`, async () => {
      const ref = { objectApiName, id: wrong };
      for (const act of [getRecord, deleteRecord]) {
        const error = await refusedUnsent((client) => act(client, ref));
        assert.equal(error.code, 'MALFORMED_ID');
        assert.ok(error.message.length < 300);
      }
      const error = await refusedUnsent((client) => updateRecord(client, { ...ref, fields: {} }));
      assert.equal(error.code, 'MALFORMED_ID');
    });
  }

  const wrongNames = [
    '',
    '1Contact',
    'Contact/describe',
    'Contact?x',
    'Kontäkt',
    'Contact ',
    '__proto__',
    '../Contact',
    'C'.repeat(2_000_000),
    `${'C'.repeat(2_000_000)}!`,
  ];
  for (const wrong of wrongNames) {
    it(`is the object name ${JSON.stringify(wrong.slice(0, 30))}`, async () => {
      for (const act of [
        (client: Client) => describeSObject(client, wrong),
        (client: Client) => getRecord(client, { objectApiName: wrong, id }),
        (client: Client) => createRecord(client, { objectApiName: wrong, fields: {} }),
      ]) {
        const error = await refusedUnsent(act);
        assert.equal(error.code, 'UNKNOWN_OBJECT');
        assert.ok(error.message.length < 300);
      }
    });
  }

  for (const wrong of [undefined, null, 5, 123_456_789_012_345, ['003000000000001'], {}]) {
    it(`is ${JSON.stringify(wrong)} for an id or a name`, async () => {
      const none = wrong as unknown as string;
      const asId = await refusedUnsent((client) => deleteRecord(client, { objectApiName, id: none }));
      assert.equal(asId.code, 'MALFORMED_ID');
      const asName = await refusedUnsent((client) => describeSObject(client, none));
      assert.equal(asName.code, 'UNKNOWN_OBJECT');
      const fields = [none];
      const asField = await refusedUnsent((client) => getRecord(client, { objectApiName, id, fields }));
      assert.equal(asField.code, 'UNKNOWN_FIELD');
    });
  }

  const cyclic: Record<string, unknown> = {};
  cyclic.Self = cyclic;
  const wrongValues: [what: string, field: string, value: unknown, said: RegExp][] = [
    ['NaN', 'Amount', Number.NaN, /“Amount” is not a finite number/],
    ['Infinity', 'Amount', Number.POSITIVE_INFINITY, /not a finite number/],
    ['an invalid date', 'Birthdate', new Date(secret), /“Birthdate” is not a valid date/],
    ['a lone high surrogate', 'LastName', `${secret}\ud800`, /“LastName” holds half of a character/],
    ['a lone low surrogate', 'LastName', `\udc00${secret}`, /half of a character/],
    ['a bigint', 'Amount', 12n, /“Amount” is a bigint/],
    ['a cycle', 'LastName', cyclic, /cannot be written as JSON/],
    ['a value that throws', 'LastName', { toJSON: () => assert.fail(secret) }, /cannot be written as JSON/],
  ];
  for (const [what, field, value, said] of wrongValues) {
    it(`is ${what}, at the top or within`, async () => {
      for (const body of [{ [field]: value }, { records: [{ Name: 'x' }, { [field]: value }] }]) {
        const fields = body as unknown as SObjectRecord;
        const error = await refusedUnsent((client) => createRecord(client, { objectApiName, fields }));
        assert.equal(error.code, 'INVALID_VALUE');
        assert.match(error.message, said);
      }
    });
  }

  it('is a query with half of a character, short or long', async () => {
    for (const length of [1, 5_000]) {
      const soql = `SELECT Id FROM Contact WHERE LastName = '${secret.repeat(length)}\ud83d'`;
      assert.equal((await refusedUnsent((client) => query(client, soql))).code, 'INVALID_VALUE');
    }
  });

  it('is any other text to ask for with half of a character', async () => {
    const request = { operation: 'Test', path: 'parameterizedSearch', query: { q: `${secret}\ud83d` } };
    assert.equal((await refusedUnsent((client) => client.request(request))).code, 'INVALID_VALUE');
  });

  it('is a write whose address is longer than the org takes', async () => {
    const path = `sobjects/Contact/External_Id__c/${secret.repeat(2_000)}`;
    const request = { operation: 'Upsert Contact', path, method: 'PATCH', body: {} } as const;
    const error = await refusedUnsent((client) => client.request(request));
    assert.equal(error.code, 'INVALID_VALUE');
    assert.match(error.message, /more text in its address than the org takes/);
  });
});

describe('what is large, and can be sent', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  it('is a text of 2 MB, which the org judges', async () => {
    const { client } = pacedClient(org);
    const fields = { LastName: 'Large', Description: secret.repeat(230_000) };
    const error = await failureOf(createRecord(client, { objectApiName: 'Contact', fields }));
    assert.deepEqual([error.code, error.fields], ['STRING_TOO_LONG', ['Description']]);
    assert.doesNotMatch(error.message, new RegExp(secret));
  });

  it('is a query longer than an address', async () => {
    const { client, sent } = pacedClient(org);
    const names = Array.from({ length: 3_000 }, (_, index) => `'Nobody ${index}'`);
    const { totalSize } = await query(client, `SELECT Id FROM Contact WHERE LastName IN (${names})`);
    assert.equal(totalSize, 0);
    assert.deepEqual(sent(), ['POST /composite']);
  });

  it('is a query about as long as an address', async () => {
    const { client, sent } = pacedClient(org);
    const empty = 'SELECT Id FROM Contact WHERE LastName = '.length + 2;
    for (let length = 14_200; length <= 14_450; length += 10) {
      const soql = `SELECT Id FROM Contact WHERE LastName = '${'x'.repeat(length - empty)}'`;
      assert.equal((await query(client, soql)).totalSize, 0, `${length} characters`);
    }
    assert.equal(sent().at(-1), 'POST /composite');
  });

  it('is text of every plane of Unicode', async () => {
    const { client } = pacedClient(org);
    const LastName = 'Zoë 張 𝒮 👩‍👩‍👧 \u202e';
    const id = await createRecord(client, { objectApiName: 'Contact', fields: { LastName } });
    const record = await getRecord(client, { objectApiName: 'Contact', id, fields: ['LastName'] });
    assert.equal(record.LastName, LastName);
  });
});
