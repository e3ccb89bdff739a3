import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { code, connectJsforce, refused } from './jsforce-client.ts';

/** The codes in a result of a collection, which jsforce does not know by this name. */
const codesOf = ({ errors }: { errors: object[] }) =>
  (errors as { statusCode: string }[]).map(({ statusCode }) => statusCode);

describe('jsforce as a client of the simulated org', () => {
  let org: TestOrg;
  let conn: Connection;
  before(async () => {
    org = await startOrg({ pageSize: 200 });
    conn = connectJsforce(org);
  });
  after(() => org.close());

  const contacts = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({
      FirstName: `No ${from + index}`,
      LastName: `Jsforce ${from}`,
    }));

  describe('queries', () => {
    test('autoFetch reads every page, each record once', async () => {
      const written = [];
      for (let from = 1_000; from < 1_600; from += 200) {
        written.push(...(await conn.create('Contact', contacts(from, from + 200), { allOrNone: true })));
      }
      const before = org.requests().length;
      const soql = "SELECT Id, FirstName FROM Contact WHERE LastName LIKE 'Jsforce 1%'";
      const { records, totalSize, done } = await conn.query(soql, { autoFetch: true, maxFetch: 10_000 });
      assert.deepEqual([records.length, totalSize, done], [600, 600, true]);
      assert.deepEqual(records.map(({ Id }) => Id).sort(), written.map(({ id }) => id).sort());
      assert.equal(org.requests().length - before, 3);
    });

    test('queryMore gives the pages one by one', async () => {
      const total = (await conn.query('SELECT COUNT() FROM Contact')).totalSize;
      const first = await conn.query('SELECT Id FROM Contact ORDER BY Id');
      assert.deepEqual([first.records.length, first.totalSize, first.done], [200, total, false]);
      const seen = new Set(first.records.map(({ Id }) => Id));
      let page = first;
      while (page.nextRecordsUrl) {
        page = await conn.queryMore(page.nextRecordsUrl);
        for (const { Id } of page.records) seen.add(Id);
      }
      assert.deepEqual([seen.size, page.done], [total, true]);
    });

    test('the query builder finds what was written, with parent and children', async () => {
      const { id } = await conn.create('Account', { Name: 'Jsforce & Söhne' });
      await conn.create('Contact', [
        { LastName: 'Erste', AccountId: id },
        { LastName: 'Zweite', AccountId: id },
      ]);
      const [account] = await conn
        .sobject('Account')
        .find({ Name: 'Jsforce & Söhne' }, 'Id, Name, Owner.Username')
        .include('Contacts')
        .select('LastName')
        .sort({ LastName: 'DESC' })
        .end();
      assert.equal(account?.Id, id);
      assert.equal(account?.Owner?.Username, 'ada@northwind.example');
      const children = account?.Contacts as unknown as { records: { LastName: string }[] };
      assert.deepEqual(
        children.records.map(({ LastName }) => LastName),
        ['Zweite', 'Erste'],
      );
    });

    test('count, and an error with Salesforce’s code', async () => {
      const counted = await conn.sobject('Account').count();
      assert.equal(counted, (await conn.query('SELECT COUNT() FROM Account')).totalSize);
      await assert.rejects(
        Promise.resolve(conn.query('SELECT Nothing FROM Account')),
        refused('INVALID_FIELD'),
      );
      await assert.rejects(Promise.resolve(conn.query('SELECT')), refused('MALFORMED_QUERY'));
    });

    test('queryAll sees what was deleted', async () => {
      const { id } = await conn.create('Account', { Name: 'Gone Ltd' });
      await conn.destroy('Account', id ?? '');
      const soql = "SELECT Id, IsDeleted FROM Account WHERE Name = 'Gone Ltd'";
      assert.equal((await conn.query(soql)).totalSize, 0);
      const { records } = await conn.query(soql, { scanAll: true });
      assert.deepEqual(
        records.map(({ Id, IsDeleted }) => [Id, IsDeleted]),
        [[id, true]],
      );
    });

    test('a cursor that has expired', async () => {
      const { nextRecordsUrl = '' } = await conn.query('SELECT Id FROM Contact');
      org.expireCursors();
      await assert.rejects(Promise.resolve(conn.queryMore(nextRecordsUrl)), refused('INVALID_QUERY_LOCATOR'));
    });
  });

  describe('records', () => {
    const values = {
      Code__c: code('all'),
      Price__c: 12.5,
      Active__c: true,
      Channels__c: 'Email;Phone',
      Launch_Date__c: '2026-05-01',
      Opens_At__c: '2026-05-01T07:25:37.000+0000',
      Story__c: 'Zwei\nZeilen – "quoted"',
    };

    test('create, retrieve, update, destroy', async () => {
      const saved = await conn.create('Showcase__c', values);
      assert.deepEqual([saved.success, saved.errors], [true, []]);
      const id = saved.id ?? '';
      const { attributes, ...read } = await conn.retrieve('Showcase__c', id, {
        fields: Object.keys(values),
      });
      assert.deepEqual(read, { ...values, Id: id });
      assert.equal(attributes?.type, 'Showcase__c');
      assert.deepEqual(await conn.update('Showcase__c', { Id: id, Price__c: 3, Story__c: null }), {
        id,
        success: true,
        errors: [],
      });
      const whole = await conn.retrieve('Showcase__c', id);
      assert.deepEqual([whole.Price__c, whole.Story__c, whole.Active__c], [3, null, true]);
      assert.equal((await conn.destroy('Showcase__c', id)).success, true);
      await assert.rejects(conn.retrieve('Showcase__c', id), refused('ENTITY_IS_DELETED'));
      await assert.rejects(conn.destroy('Showcase__c', id), refused('ENTITY_IS_DELETED'));
    });

    test('a refusal has Salesforce’s code, and names the fields', async () => {
      await assert.rejects(conn.create('Contact', { FirstName: 'Nobody' }), (error) => {
        assert.ok(error instanceof Error && 'data' in error);
        assert.equal(error.message, 'Required fields are missing: [LastName]');
        return refused('REQUIRED_FIELD_MISSING')(error);
      });
    });

    test('upsert by external id: created, then updated', async () => {
      const record = { External_Id__c: 'js-force 1', Code__c: code('upsert') };
      const created = await conn.upsert('Showcase__c', record, 'External_Id__c');
      assert.deepEqual([created.success, created.created], [true, true]);
      const updated = await conn.upsert(
        'Showcase__c',
        { ...record, Code__c: code('upserted') },
        'External_Id__c',
      );
      assert.deepEqual([updated.success, updated.created, updated.id], [true, false, created.id]);
      const read = await conn.retrieve('Showcase__c', created.id ?? '');
      assert.deepEqual([read.Code__c, read.External_Id__c], [code('upserted'), 'js-force 1']);
    });
  });

  describe('collections', () => {
    const wellAndIll = [{ LastName: 'Well' }, { FirstName: 'Ill' }];

    test('create, retrieve, update and destroy several', async () => {
      const saved = await conn.create('Contact', contacts(1, 4));
      const ids = saved.map(({ id }) => id ?? '');
      assert.deepEqual(
        saved.map(({ success, errors }) => [success, errors]),
        [
          [true, []],
          [true, []],
          [true, []],
        ],
      );
      const read = await conn.retrieve('Contact', ids, { fields: ['FirstName', 'LastName'] });
      assert.deepEqual(
        read.map(({ FirstName, LastName }) => ({ FirstName, LastName })),
        contacts(1, 4),
      );
      const whole = await conn.retrieve('Contact', ids);
      assert.deepEqual(
        whole.map(({ Id }) => Id),
        ids,
      );
      const changes = ids.map((Id, index) => ({ Id, Title: `Title ${index}` }));
      const updated = await conn.update('Contact', changes, { allOrNone: true });
      assert.deepEqual(
        updated.map(({ id }) => id),
        ids,
      );
      const list = ids.map((id) => `'${id}'`).join();
      const titles = await conn.query(`SELECT Title FROM Contact WHERE Id IN (${list}) ORDER BY Title`);
      assert.deepEqual(
        titles.records.map(({ Title }) => Title),
        ['Title 0', 'Title 1', 'Title 2'],
      );
      const removed = await conn.destroy('Contact', ids);
      assert.ok(removed.every(({ success }) => success));
      const again = await conn.destroy('Contact', ids);
      assert.deepEqual(again.map(codesOf), [
        ['ENTITY_IS_DELETED'],
        ['ENTITY_IS_DELETED'],
        ['ENTITY_IS_DELETED'],
      ]);
    });

    test('one that is refused leaves the others, unless allOrNone', async () => {
      const count = () => conn.sobject('Contact').count({ LastName: 'Well' });
      const before = await count();
      const some = await conn.create('Contact', wellAndIll);
      assert.deepEqual(
        some.map(({ success }) => success),
        [true, false],
      );
      assert.deepEqual(some.map(codesOf), [[], ['REQUIRED_FIELD_MISSING']]);
      assert.equal(await count(), before + 1);
      const none = await conn.create('Contact', wellAndIll, { allOrNone: true });
      assert.deepEqual(none.map(codesOf), [
        ['ALL_OR_NONE_OPERATION_ROLLED_BACK'],
        ['REQUIRED_FIELD_MISSING'],
      ]);
      assert.equal(await count(), before + 1);
    });

    test('upsert several by external id', async () => {
      const records = ['a', 'b'].map((name) => ({ External_Id__c: code(name), Code__c: code(name) }));
      const created = await conn.upsert('Showcase__c', records, 'External_Id__c');
      assert.deepEqual(
        created.map((result) => [result.success, result.created]),
        [
          [true, true],
          [true, true],
        ],
      );
      const again = await conn.upsert(
        'Showcase__c',
        [...records, { External_Id__c: code('c'), Code__c: code('c') }],
        'External_Id__c',
      );
      assert.deepEqual(
        again.map((result) => result.created),
        [false, false, true],
      );
      const read = await conn
        .sobject('Showcase__c')
        .find({ External_Id__c: { $like: 'jsforce-%' } }, 'Code__c');
      assert.deepEqual(read.map((record) => record.Code__c).sort(), [code('a'), code('b'), code('c')]);
    });

    test('more than one call carries, with allowRecursive', async () => {
      const saved = await conn.create('Contact', contacts(5_000, 5_250), { allowRecursive: true });
      assert.equal(saved.filter(({ success }) => success).length, 250);
      assert.equal(await conn.sobject('Contact').count({ LastName: 'Jsforce 5000' }), 250);
    });
  });
});
