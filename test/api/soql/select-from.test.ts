import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, createClient } from '../../../src/api/client.ts';
import { describeSObject } from '../../../src/api/describe.ts';
import { query } from '../../../src/api/query.ts';
import { createRecord } from '../../../src/api/records.ts';
import type { Where } from '../../../src/api/soql/condition.ts';
import { dateLiteral } from '../../../src/api/soql/date-literal.ts';
import { fields, identifier } from '../../../src/api/soql/identifier.ts';
import { like } from '../../../src/api/soql/like.ts';
import { parseSoql } from '../../../src/api/soql/parse-soql.ts';
import { type SelectOptions, selectFrom } from '../../../src/api/soql/select-from.ts';
import { soql } from '../../../src/api/soql/soql.ts';
import type { SObjectDescribe } from '../../../src/api/types.ts';
import { isSfError } from '../../../src/errors/sf-error.ts';
import { startOrg, type TestOrg } from '../../support/start-org.ts';

const nastyNames = [
  "O'Neill",
  "' OR Id != null OR Name = '",
  'a\\',
  "\\' OR Name != '",
  '50%',
  '5_0',
  '\\%',
  'two\nlines',
  '日本 😀',
  '"x"',
  '-- /*',
  'a\u2028b',
];
const none: string[] = [];

describe('bound SOQL, against the simulated org', () => {
  let org: TestOrg;
  let client: Client;
  let contact: SObjectDescribe;
  let showcase: SObjectDescribe;
  const ids = new Map<string, string>();

  before(async () => {
    org = await startOrg();
    const session = org.signIn();
    client = createClient({ getAccessToken: async () => session });
    [contact, showcase] = await Promise.all([
      describeSObject(client, 'Contact'),
      describeSObject(client, 'Showcase__c'),
    ]);
    for (const name of nastyNames) {
      const record = { objectApiName: 'Contact', fields: { LastName: name } };
      ids.set(name, await createRecord(client, record));
    }
  });
  after(() => org.close());

  async function idsOf(text: Parameters<typeof query>[1]): Promise<unknown[]> {
    await parseSoql(text);
    return (await query(client, text)).records.map(({ Id }) => Id);
  }

  const count = async (where: Where) =>
    (await query(client, selectFrom(contact, { fields: ['Id'], where }))).totalSize;

  for (const name of nastyNames) {
    it(`finds the record named ${JSON.stringify(name)} and no other`, async () => {
      const found = [ids.get(name)];
      assert.deepEqual(await idsOf(soql`SELECT Id FROM Contact WHERE LastName = ${name}`), found);
      assert.deepEqual(await idsOf(soql`SELECT Id FROM Contact WHERE LastName LIKE ${name}`), found);
      assert.deepEqual(
        await idsOf(soql`SELECT Id FROM Contact WHERE LastName IN ${[name, 'nobody']}`),
        found,
      );
      assert.ok(
        (await idsOf(soql`SELECT Id FROM Contact WHERE LastName LIKE ${like`${name}%`}`)).includes(
          ids.get(name),
        ),
      );
      assert.equal(await count({ LastName: name }), 1);
      assert.equal(await count({ LastName: { like: name } }), 1);
    });
  }

  it('has no rows for an empty list and all for its opposite, also behind NOT and in nested queries', async () => {
    const all = await count([]);
    const total = async (text: Parameters<typeof query>[1]) => (await query(client, text)).totalSize;
    assert.equal(await total(soql`SELECT Id FROM Contact WHERE AccountId IN ${none}`), 0);
    assert.equal(await total(soql`SELECT Id FROM Contact WHERE Account.OwnerId NOT IN ${none}`), all);
    assert.equal(await total(soql`SELECT Id FROM Contact WHERE (NOT AccountId IN ${none})`), all);
    assert.equal(
      await total(
        soql`SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName IN ${none})`,
      ),
      0,
    );
    assert.equal(
      await total(soql`SELECT LastName FROM Contact GROUP BY LastName HAVING LastName IN ${none}`),
      0,
    );
    assert.ok(
      (await total(soql`SELECT LastName FROM Contact GROUP BY LastName HAVING LastName NOT IN ${none}`)) > 0,
    );
    assert.equal(await count({ Id: { in: [] } }), 0);
    assert.equal(await count({ Id: { nin: [] } }), all);
    assert.equal(await count({ or: [] }), 0);
    assert.equal(await count({ not: { or: [] } }), all);
  });

  it('writes each value as the type of its field demands, and the org takes it', async () => {
    const options: SelectOptions = {
      fields: ['Name', 'Account__r.Name', soql`(SELECT Id FROM Children__r)`],
      where: [
        {
          Launch_Date__c: { gte: '2020-01-01', lt: new Date(2030, 0, 2) },
          Opens_At__c: { ne: '2026-05-01T09:25:37.000+0200' },
        },
        {
          Active__c: true,
          Price__c: { gt: 1e-7 },
          Visitors__c: { in: [1, 2] },
          Channels__c: { includes: ['Email;Post'] },
        },
        {
          or: [
            { Name: { like: like`A%` } },
            { CreatedDate: dateLiteral('THIS_YEAR') },
            { not: { Account__c: null, OwnerId: '005000000000001' } },
          ],
        },
        soql`Account__c IN (SELECT AccountId FROM Contact)`,
      ],
      orderBy: ['Name', { field: 'Account__r.Name', direction: 'desc', nulls: 'last' }],
      limit: 10,
      offset: 0,
    };
    const text = selectFrom(showcase, options);
    assert.equal(
      String(text),
      "SELECT Name, Account__r.Name, (SELECT Id FROM Children__r) FROM Showcase__c WHERE (((Launch_Date__c >= 2020-01-01 AND Launch_Date__c < 2030-01-02) AND Opens_At__c != 2026-05-01T07:25:37.000Z) AND (Active__c = true AND Price__c > 0.0000001 AND Visitors__c IN (1,2) AND Channels__c INCLUDES ('Email;Post')) AND (Name LIKE 'A%' OR CreatedDate = THIS_YEAR OR (NOT (Account__c = null AND OwnerId = '005000000000001'))) AND (Account__c IN (SELECT AccountId FROM Contact))) ORDER BY Name, Account__r.Name DESC NULLS LAST LIMIT 10 OFFSET 0",
    );
    await idsOf(text);
    await query(
      client,
      selectFrom(showcase, { fields: ['Id'], where: { Daily_Start__c: { gt: '14:30:00' } } }),
    );
  });

  const cyclic: { and: Where[] } = { and: [] };
  cyclic.and.push(cyclic);
  const wrong: [what: string, where: unknown, code?: string][] = [
    ['a wrong id', { Id: 'secret' }],
    ['text for a date', { Birthdate: 'secret' }],
    ['a day that does not exist', { Birthdate: '2026-02-30' }],
    ['a day for a datetime', { CreatedDate: '2026-05-01' }],
    ['text for a checkbox', { IsDeleted: 'true' }],
    ['a number for text', { LastName: 5 }],
    ['undefined', { LastName: undefined }],
    ['undefined in a comparison', { LastName: { eq: undefined } }],
    ['a list for one value', { LastName: ['secret'] }],
    ['one value for a list', { LastName: { in: 'secret' } }],
    ['a list in a list', { LastName: { in: [['secret']] } }],
    ['a pattern as a value', { LastName: like`secret` }],
    ['like on a date', { Birthdate: { like: 'secret' } }],
    ['a comparison that does not exist', { LastName: { constructor: 'secret' } }],
    ['a field without a comparison', { LastName: {} }],
    ['a cyclic condition', cyclic],
    ['text for a condition', 'secret'],
    ['nothing in a group', [undefined]],
    ['a group that is no list', { or: {} }],
    ['a condition still to come', Promise.resolve({ LastName: 'secret' })],
    ['a map for a condition', new Map([['LastName', 'secret']])],
    ['a date for a condition', { not: new Date() }],
    ['an unknown field', { Shoe_Size__c: 5 }, 'UNKNOWN_FIELD'],
    ['an unknown lookup', { 'Owned.Name': 'x' }, 'UNKNOWN_FIELD'],
    ['what is no name', { 'Id = null OR Id': 'x' }, 'UNKNOWN_FIELD'],
  ];
  for (const [what, where, code = 'SOQL_VALUE'] of wrong) {
    it(`refuses ${what} before any request`, () => {
      assert.throws(
        () => selectFrom(contact, { fields: ['Id'], where: where as Where }),
        (error) => isSfError(error) && error.code === code && !/secret/.test(error.message),
      );
    });
  }

  for (const options of [
    { limit: -1 },
    { limit: 1.5 },
    { offset: 2_001 },
    { fields: [] },
    { orderBy: [{ field: 'Name', direction: 'desc, Id' as never }] },
  ] as Partial<SelectOptions>[]) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.throws(
        () => selectFrom(contact, { fields: ['Id'], ...options }),
        (error) => isSfError(error) && error.code === 'SOQL_VALUE',
      );
    });
  }

  it('refuses lists of fields with gaps', () => {
    const gap = new Array<string>(2);
    for (const options of [{ fields: gap }, { fields: ['Id'], orderBy: gap }]) {
      assert.throws(
        () => selectFrom(contact, options),
        (error) => isSfError(error) && error.code === 'UNKNOWN_FIELD',
      );
    }
  });

  it('checks the names of related objects as far as their describes are given', async () => {
    const account = await describeSObject(client, 'Account');
    assert.equal(String(fields(contact, ['name', 'Account.Anything'])), 'name, Account.Anything');
    assert.equal(String(identifier('Account.Owner.Name', contact, [account])), 'Account.Owner.Name');
    assert.throws(
      () => identifier('Account.Anything', contact, [account]),
      /Anything.*not a field of Account/,
    );
  });
});
