import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FieldDescribe, SObjectDescribe } from '../../src/api/types.ts';
import { type GivenDescribe, UnusableDescribe } from '../../src/simulator/index.ts';
import { orgOnData } from '../support/org-on-data.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

const text = (name: string, traits: Partial<FieldDescribe> = {}) =>
  ({ name, type: 'string', length: 80, ...traits }) as const;

const invoice: GivenDescribe = {
  name: 'Invoice__c',
  label: 'Invoice',
  keyPrefix: 'a0Q',
  fields: [
    text('Name', { nameField: true, nillable: true, defaultedOnCreate: true }),
    text('Number__c', { autoNumber: true, createable: false, updateable: false }),
    { name: 'Total__c', type: 'currency', precision: 18, scale: 2 },
    {
      name: 'State__c',
      type: 'picklist',
      restrictedPicklist: true,
      picklistValues: [{ value: 'Open', defaultValue: true }, { value: 'Paid' }],
    },
    {
      name: 'Account__c',
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Account__r',
      cascadeDelete: true,
    },
    {
      name: 'Ledger__c',
      type: 'reference',
      referenceTo: ['Ledger__c'],
      relationshipName: 'Ledger__r',
      nillable: false,
    },
  ],
};

const masterId = '012000000000000AAA';
const ledgerId = 'a0Z000000000001EAA';

describe('an org with describes of its own', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;

  before(async () => {
    const extra = {
      name: 'account',
      fields: [text('Motto__c'), text('Site', { label: 'Branch', length: 20 })],
    };
    org = await startOrg({ schema: [invoice, extra] });
    client = restClient(org);
  });
  after(() => org.close());

  it('has the new object in its lists, with every key of a describe', async () => {
    const { body: all } = await client.get('/sobjects');
    const row = all.sobjects.find(({ name }: SObjectDescribe) => name === 'Invoice__c');
    assert.deepEqual([row.label, row.labelPlural, row.custom], ['Invoice', 'Invoices', true]);
    const { body: own } = await client.get('/sobjects/Invoice__c/describe');
    const { body: account } = await client.get('/sobjects/Account/describe');
    assert.deepEqual(Object.keys(own).sort(), Object.keys(account).sort());
    assert.deepEqual(Object.keys(own.fields[1]).sort(), Object.keys(account.fields[1]).sort());
    assert.deepEqual(
      own.fields.map(({ name }: FieldDescribe) => name),
      ['Id', ...invoice.fields.map(({ name }) => name)],
    );
  });

  it('creates, reads, queries, updates and deletes records of it', async () => {
    const [account] = (await client.query('SELECT Id, Name FROM Account LIMIT 1')).records;
    const id = await client.create('Invoice__c', {
      Total__c: 12.345,
      Account__c: account.Id,
      Ledger__c: ledgerId,
    });
    assert.equal(id.slice(0, 3), 'a0Q');
    const { body: created } = await client.get(`/sobjects/Invoice__c/${id}`);
    assert.deepEqual(
      [created.Name, created.Number__c, created.Total__c, created.State__c],
      [id, '00000001', 12.35, 'Open'],
    );
    const { records } = await client.query(
      "SELECT Total__c, Account__r.Name FROM Invoice__c WHERE State__c = 'Open'",
    );
    assert.deepEqual(
      records.map((row: typeof records) => [row.Total__c, row.Account__r.Name]),
      [[12.35, account.Name]],
    );
    const refused = await client.refusal('PATCH', `/sobjects/Invoice__c/${id}`, { State__c: 'Lost' });
    assert.equal(refused.errorCode, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    assert.equal(
      (await client.call('PATCH', `/sobjects/Invoice__c/${id}`, { State__c: 'Paid' })).status,
      204,
    );
    assert.equal((await client.get(`/sobjects/Invoice__c/${id}`)).body.State__c, 'Paid');
    assert.equal((await client.call('DELETE', `/sobjects/Invoice__c/${id}`)).status, 204);
    assert.equal((await client.query('SELECT Id FROM Invoice__c')).totalSize, 0);
  });

  it('lets an object be named that it does not have, and resolves nothing of it', async () => {
    const id = await client.create('Invoice__c', { Ledger__c: ledgerId });
    const { records } = await client.query(`SELECT Ledger__c FROM Invoice__c WHERE Id = '${id}'`);
    assert.equal(records[0].Ledger__c, ledgerId);
    const soql = encodeURIComponent('SELECT Ledger__r.Name FROM Invoice__c');
    const refused = await client.refusal('GET', `/query?q=${soql}`);
    assert.match(refused.message, /Didn't understand relationship 'Ledger__r'/);
    const malformed = await client.refusal('PATCH', `/sobjects/Invoice__c/${id}`, { Ledger__c: 'x' });
    assert.equal(malformed.errorCode, 'MALFORMED_ID');
  });

  it('deletes children with their parent as their lookup says', async () => {
    const account = await client.create('Account', { Name: 'Parent' });
    const id = await client.create('Invoice__c', { Account__c: account, Ledger__c: ledgerId });
    await client.call('DELETE', `/sobjects/Account/${account}`);
    assert.equal((await client.get(`/sobjects/Invoice__c/${id}`)).status, 404);
  });

  it('adds fields to an object, and replaces those of the same name', async () => {
    const { body } = await client.get('/sobjects/Account/describe');
    const field = (name: string) => body.fields.find((one: FieldDescribe) => one.name === name);
    assert.deepEqual(
      [field('Site').label, field('Site').length, field('Phone').type],
      ['Branch', 20, 'phone'],
    );
    const id = await client.create('Account', { Name: 'Extended', Motto__c: 'Onward' });
    const { records } = await client.query("SELECT Id FROM Account WHERE Motto__c = 'onward'");
    assert.deepEqual(
      records.map(({ Id }: { Id: string }) => Id),
      [id],
    );
  });
});

describe('a field that is given in another spelling', () => {
  it('is the one that the object has, with its records', async () => {
    const plain = await startOrg();
    const account = (await restClient(plain).get('/sobjects/Account/describe')).body;
    const query = 'SELECT Site FROM Account WHERE Site != null ORDER BY Id';
    const { records } = await restClient(plain).query(query);
    const data = plain.org.exportData();
    await plain.close();
    const respelled = account.fields.map((field: FieldDescribe) =>
      field.name === 'Site' ? { ...field, name: 'site', label: 'Branch' } : field,
    );
    for (const fields of [respelled, respelled.filter(({ name }: FieldDescribe) => name === 'site')]) {
      const org = await orgOnData(data, { schema: [{ name: 'Account', fields }] });
      try {
        const client = restClient(org);
        assert.deepEqual((await client.query(query)).records, records);
        const { body } = await client.get('/sobjects/Account/describe');
        const sites = body.fields.filter(({ name }: FieldDescribe) => /^site$/i.test(name));
        assert.deepEqual(
          sites.map(({ name, label }: FieldDescribe) => [name, label]),
          [['Site', 'Branch']],
        );
      } finally {
        await org.close();
      }
    }
  });
});

describe('record types of a given describe', () => {
  const other = '012Sm0000000042IAA';
  const cases: [what: string, given: object[], defaultId: string][] = [
    ['none', [], masterId],
    ['the master by its short id', [{ name: 'Master', recordTypeId: masterId.slice(0, 15) }], masterId],
    ['another one', [{ name: 'Other', recordTypeId: other, defaultRecordTypeMapping: true }], other],
    ['another one that is no default', [{ name: 'Other', recordTypeId: other.slice(0, 15) }], masterId],
  ];
  for (const [what, recordTypeInfos, defaultId] of cases) {
    it(`always have the master among them: ${what}`, async () => {
      const schema = [{ ...invoice, recordTypeInfos } as GivenDescribe];
      const org = await startOrg({ schema });
      try {
        const client = restClient(org);
        const { body: info } = await client.get('/ui-api/object-info/Invoice__c');
        assert.equal(info.defaultRecordTypeId, defaultId);
        assert.deepEqual(
          [info.recordTypeInfos[masterId].master, info.recordTypeInfos[masterId].name],
          [true, 'Master'],
        );
        const { body: layout } = await client.get('/ui-api/layout/Invoice__c');
        assert.equal(layout.recordTypeId, defaultId);
      } finally {
        await org.close();
      }
    });
  }
});

describe('a describe that is none', () => {
  const base = { name: 'Bad__c', fields: [text('Name')] };
  const field = (traits: object) => ({ ...base, fields: [{ ...text('Name'), ...traits }] });
  const cases: [what: string, describe: unknown, message: RegExp][] = [
    ['no object', [], /is a JSON object/],
    ['the list of all objects', { encoding: 'UTF-8', sobjects: [] }, /list of all objects/],
    ['no name', { fields: base.fields }, /no "name"/],
    ['no fields', { name: 'Bad__c' }, /Bad__c has no "fields"/],
    ['an empty list of fields', { name: 'Bad__c', fields: [] }, /Bad__c has no "fields"/],
    ['a field without type', { ...base, fields: [{ name: 'A' }] }, /Field 1 of Bad__c/],
    ['a field without name', { ...base, fields: [text('A'), { type: 'int' }] }, /Field 2 of Bad__c/],
    ['two fields of one name', { ...base, fields: [text('A'), text('a')] }, /two fields a/],
    ['a length that is text', field({ length: '80' }), /Bad__c\.Name has a string as "length"/],
    ['a flag that is a number', field({ nillable: 1 }), /Bad__c\.Name has a number as "nillable"/],
    ['a choice without value', field({ picklistValues: [{ label: 'A' }] }), /"picklistValues".*"value"/],
    ['targets that are no names', field({ referenceTo: [1] }), /"referenceTo"/],
    ['an id of another type', { ...base, fields: [text('Id')] }, /Id alone/],
    [
      'a flag of the object that is text',
      { ...base, createable: 'yes' },
      /Bad__c has a string as "createable"/,
    ],
    ['a key prefix that is none', { ...base, keyPrefix: 'a-long' }, /"keyPrefix"/],
    ['a field of no known type', field({ type: 'toString' }), /Bad__c\.Name has the type toString/],
    [
      'a validFor that is no base64',
      field({ picklistValues: [{ value: 'x', validFor: '*' }] }),
      /value x of Bad__c\.Name has a "validFor" that is no base64/,
    ],
    [
      'a validFor that is a number',
      field({ picklistValues: [{ value: 'x', validFor: 7 }] }),
      /value x of Bad__c\.Name has a number as "validFor"/,
    ],
    [
      'scopes that are no list',
      { ...base, supportedScopes: 'x' },
      /Bad__c has a string as "supportedScopes"/,
    ],
    ['a scope without label', { ...base, supportedScopes: [{ name: 'mine' }] }, /"supportedScopes".*"label"/],
    ['a name that SQLite keeps', { ...base, name: 'sqlite_a' }, /sqlite_a cannot be stored/],
    [
      'a field of the org in another spelling',
      { ...base, fields: [text('isdeleted')] },
      /Bad__c\.isdeleted has to be spelled IsDeleted/,
    ],
    ['users without names to sign in by', { name: 'User', fields: [{ name: 'Id', type: 'id' }] }, /Username/],
    ['a record type without id', { ...base, recordTypeInfos: [{ name: 'A' }] }, /"recordTypeInfos"/],
  ];

  for (const [what, given, message] of cases) {
    it(`is refused: ${what}`, async () => {
      await assert.rejects(startOrg({ schema: [given as GivenDescribe] }), (error) => {
        assert.ok(error instanceof UnusableDescribe, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
