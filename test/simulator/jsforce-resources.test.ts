import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Connection } from 'jsforce';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { code, connectJsforce } from './jsforce-client.ts';

describe('jsforce at the resources of the simulated org', () => {
  let org: TestOrg;
  let conn: Connection;
  before(async () => {
    org = await startOrg();
    conn = connectJsforce(org);
  });
  after(() => org.close());

  describe('metadata', () => {
    test('describeGlobal lists what describe describes', async () => {
      const { sobjects, encoding, maxBatchSize } = await conn.describeGlobal();
      assert.deepEqual([encoding, maxBatchSize], ['UTF-8', 200]);
      const contact = sobjects.find(({ name }) => name === 'Contact');
      const { fields, childRelationships, keyPrefix, label } = await conn.describe('Contact');
      assert.deepEqual([contact?.keyPrefix, contact?.label], [keyPrefix, label]);
      assert.ok(fields.some(({ name, type }) => name === 'AccountId' && type === 'reference'));
      assert.ok(childRelationships.some(({ childSObject }) => childSObject === 'Case'));
    });

    test('layouts, compact layouts and list views', async () => {
      const contact = conn.sobject('Contact');
      const { layouts, recordTypeMappings } = await contact.layouts();
      assert.ok((layouts?.length ?? 0) > 0 && recordTypeMappings.length > 0);
      const { compactLayouts } = await contact.compactLayouts();
      assert.ok(compactLayouts.length > 0);
      const { listviews } = (await contact.listviews()) as { listviews: { id: string; label: string }[] };
      const [view] = listviews;
      const { columns } = (await contact.listview(view?.id ?? '').results()) as { columns: unknown[] };
      assert.ok(columns.length > 0);
    });

    test('limits, and the usage that each answer tells', async () => {
      const { DailyApiRequests } = await conn.limits();
      const { used = 0, limit = 0 } = conn.limitInfo.apiUsage ?? {};
      assert.deepEqual(DailyApiRequests, { Max: limit, Remaining: limit - used });
      await conn.describeGlobal();
      assert.equal(conn.limitInfo.apiUsage?.used, used + 1);
    });

    test('identity', async () => {
      const { accessToken, id } = org.signIn('marco@northwind.example');
      const session = new Connection({ instanceUrl: org.url, accessToken, version: '66.0' });
      session.userInfo = { id: id.slice(-18), organizationId: id.slice(-37, -19), url: id };
      const { username, user_id, organization_id, urls } = await session.identity();
      assert.deepEqual(
        [username, user_id, organization_id],
        ['marco@northwind.example', id.slice(-18), id.slice(-37, -19)],
      );
      assert.ok(urls.rest);
    });
  });

  describe('search and what changed', () => {
    test('search finds what was written', async () => {
      const { id } = await conn.create('Contact', { FirstName: 'Zebulon', LastName: 'Jsforceson' });
      const { searchRecords } = await conn.search(
        'FIND {Zebulon} IN NAME FIELDS RETURNING Contact(Id, Name)',
      );
      assert.deepEqual(
        searchRecords.map(({ Id, Name }) => [Id, Name]),
        [[id, 'Zebulon Jsforceson']],
      );
    });

    test('recent names what was touched last', async () => {
      const { id } = await conn.create('Account', { Name: 'Recently Ltd' });
      const [latest] = await conn.recent(1);
      assert.deepEqual([latest?.Id, latest?.Name], [id, 'Recently Ltd']);
      const [ofAccounts] = await conn.sobject('Account').recent();
      assert.equal(ofAccounts?.Id, id);
    });

    test('updated and deleted name what was written and removed', async () => {
      const kept = (await conn.create('Account', { Name: 'Kept Ltd' })).id ?? '';
      const lost = (await conn.create('Account', { Name: 'Lost Ltd' })).id ?? '';
      await conn.destroy('Account', lost);
      const start = new Date(Date.now() - 3_600_000);
      const end = new Date(Date.now() + 3_600_000);
      const { ids } = await conn.updated('Account', start, end);
      assert.deepEqual([ids.includes(kept), ids.includes(lost)], [true, false]);
      const { deletedRecords } = await conn.deleted('Account', start, end);
      assert.ok(deletedRecords.some(({ id }) => id === lost));
    });
  });

  test('composite: a reference to an earlier part', async () => {
    const path = '/services/data/v66.0/sobjects';
    const compositeRequest = [
      { method: 'POST', url: `${path}/Account`, referenceId: 'account', body: { Name: 'Composed Ltd' } },
      {
        method: 'POST',
        url: `${path}/Contact`,
        referenceId: 'contact',
        body: { LastName: 'Composed', AccountId: '@{account.id}' },
      },
      { method: 'GET', url: `${path}/Contact/@{contact.id}?fields=AccountId`, referenceId: 'read' },
    ];
    const { compositeResponse } = await conn.requestPost<{
      compositeResponse: { httpStatusCode: number; body: { id?: string; AccountId?: string } }[];
    }>('/composite', { allOrNone: true, compositeRequest });
    assert.deepEqual(
      compositeResponse.map(({ httpStatusCode }) => httpStatusCode),
      [201, 201, 200],
    );
    assert.equal(compositeResponse[2]?.body.AccountId, compositeResponse[0]?.body.id);
  });

  describe('Bulk API 2.0', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        Code__c: code(`bulk ${index}`),
        External_Id__c: `bulk-${String(index).padStart(2, '0')}`,
        Story__c: index % 2 === 0 ? `"quoted", ${index}\nsecond line` : 'plain',
      }));
    const pace = { pollInterval: 1, pollTimeout: 10_000 };

    test('insert: what is well is saved, what is ill comes back', async () => {
      const input = [...rows(30), { Code__c: '', External_Id__c: 'bulk-none', Story__c: 'no code' }];
      const results = await conn.bulk2.loadAndWaitForResults({
        object: 'Showcase__c',
        operation: 'insert',
        input,
        ...pace,
      });
      const saved = results.successfulResults as unknown as Record<string, string>[];
      assert.deepEqual(
        saved.map(({ Code__c, External_Id__c, Story__c }) => ({ Code__c, External_Id__c, Story__c })),
        rows(30),
      );
      assert.ok(saved.every((row) => row.sf__Created === 'true'));
      const failed = results.failedResults as unknown as Record<string, string>[];
      assert.equal(failed.length, 1);
      assert.match(failed[0]?.sf__Error ?? '', /^REQUIRED_FIELD_MISSING:/);
      const { records } = await conn.query(
        "SELECT Id, Code__c, External_Id__c, Story__c FROM Showcase__c WHERE External_Id__c LIKE 'bulk-%'",
      );
      const bySaved = new Map(saved.map((row) => [row.sf__Id, row]));
      assert.equal(records.length, 30);
      for (const { Id, Code__c, External_Id__c, Story__c } of records) {
        const row = bySaved.get(Id ?? '');
        assert.deepEqual(
          [Code__c, External_Id__c, Story__c],
          [row?.Code__c, row?.External_Id__c, row?.Story__c],
        );
      }
    });

    test('upsert, and a query that reads it back', async () => {
      org.setBulkPace(7);
      const input = rows(20).map((row) => ({ ...row, External_Id__c: `twice-${row.External_Id__c}` }));
      const load = () =>
        conn.bulk2.loadAndWaitForResults({
          object: 'Showcase__c',
          operation: 'upsert',
          externalIdFieldName: 'External_Id__c',
          input,
          ...pace,
        });
      const created = async () =>
        (await load()).successfulResults.map((row) => (row as { sf__Created: string }).sf__Created);
      assert.deepEqual(new Set(await created()), new Set(['true']));
      assert.deepEqual(new Set(await created()), new Set(['false']));
      const stream = await conn.bulk2.query(
        "SELECT External_Id__c, Story__c FROM Showcase__c WHERE External_Id__c LIKE 'twice-%' ORDER BY External_Id__c",
        pace,
      );
      const read = await stream.toArray();
      assert.deepEqual(
        read,
        input.map(({ External_Id__c, Story__c }) => ({ External_Id__c, Story__c })),
      );
    });
  });
});
