import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, GlobalDescribe, SObjectDescribe, SObjectRecord } from '../../src/api/types.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const claire = 'claire@northwind.example';
const mei = 'mei@northwind.example';
const hidden = ['AnnualRevenue', 'Rating', 'ShippingAddress', 'ShippingCity', 'ShippingCountry'];

describe('who sees what', () => {
  let org: RestOrg;
  let ada: ReturnType<typeof restClient>;
  let agent: ReturnType<typeof restClient>;
  let accountId: string;
  before(async () => {
    org = await openOrg();
    ada = restClient(org);
    agent = restClient(org, claire);
    accountId = await ada.create('Account', { Name: 'Seen Ltd', AnnualRevenue: 5_000_000, Rating: 'Hot' });
  });
  after(() => org.close());

  const describeOf = async (client: typeof ada, name: string): Promise<SObjectDescribe> =>
    (await client.get(`/sobjects/${name}/describe`)).body;
  const fieldNames = ({ fields }: SObjectDescribe) => fields.map(({ name }) => name);

  describe('in metadata', () => {
    test('an object that may not be read is not there', async () => {
      const names = async (client: typeof ada) => {
        const { sobjects }: GlobalDescribe = (await client.get('/sobjects')).body;
        return sobjects.map(({ name }) => name);
      };
      const all = await names(ada);
      assert.ok(all.includes('Opportunity'));
      assert.deepEqual(
        await names(agent),
        all.filter((name) => name !== 'Opportunity'),
      );
      for (const path of ['', '/describe', '/describe/layouts', '/listviews']) {
        assert.equal((await agent.get(`/sobjects/Opportunity${path}`)).status, 404, path);
        assert.equal((await ada.get(`/sobjects/Opportunity${path}`)).status, 200, path);
      }
      const picklists = '/ui-api/object-info/Opportunity/picklist-values/012000000000000AAA';
      assert.equal((await ada.get(picklists)).status, 200);
      assert.equal((await agent.get(picklists)).status, 400);
    });

    test('nor is a field, whose fellows keep their order; an address takes its parts with it', async () => {
      const [all, seen] = [await describeOf(ada, 'Account'), await describeOf(agent, 'Account')];
      const missing = fieldNames(all).filter((name) => !fieldNames(seen).includes(name));
      assert.deepEqual(
        missing.filter((name) => !name.startsWith('Shipping')),
        ['AnnualRevenue', 'Rating'],
      );
      assert.equal(missing.filter((name) => name.startsWith('Shipping')).length, 9);
      assert.deepEqual(
        fieldNames(seen),
        fieldNames(all).filter((name) => !missing.includes(name)),
      );
    });

    test('nor are relationships with what is hidden', async () => {
      const { childRelationships } = await describeOf(agent, 'Account');
      const children = childRelationships.map(({ relationshipName }) => relationshipName);
      assert.ok(children.includes('Contacts') && !children.includes('Opportunities'));
      const whatId = (await describeOf(agent, 'Task')).fields.find(({ name }) => name === 'WhatId');
      assert.ok(whatId && whatId.referenceTo.length > 0 && !whatId.referenceTo.includes('Opportunity'));
      assert.equal(whatId.polymorphicForeignKey, true);
      const reportsTo = (await describeOf(agent, 'Contact')).childRelationships;
      assert.ok(!reportsTo.some(({ field }) => field === 'ReportsToId'));
    });

    test('what may only be read says so', async () => {
      const account = await describeOf(agent, 'Account');
      assert.deepEqual([account.createable, account.updateable, account.deletable], [false, true, false]);
      const flags = ({ createable, updateable }: FieldDescribe) => [createable, updateable];
      const byName = new Map(account.fields.map((field) => [field.name, flags(field)]));
      assert.deepEqual(byName.get('AccountNumber'), [false, false]);
      assert.deepEqual(byName.get('BillingCity'), [false, false]);
      assert.deepEqual(byName.get('Phone'), [false, true]);
      const lead = await describeOf(agent, 'Lead');
      assert.deepEqual([lead.createable, lead.updateable], [false, false]);
      assert.ok(lead.fields.every((field) => !field.createable && !field.updateable));
    });

    test('layouts, compact layouts, picklists and list views leave it out', async () => {
      const masterId = '012000000000000AAA';
      const told = async (client: typeof ada, path: string) => JSON.stringify((await client.get(path)).body);
      for (const path of [
        `/sobjects/Account/describe/layouts/${masterId}`,
        `/ui-api/object-info/Account/picklist-values/${masterId}`,
      ]) {
        assert.match(await told(ada, path), /"Rating"/);
        assert.doesNotMatch(await told(agent, path), /"(Rating|AnnualRevenue|ShippingAddress)"/);
      }
      assert.equal(
        JSON.parse(await told(ada, `/sobjects/Account/describe/layouts/${masterId}`)).id,
        JSON.parse(await told(agent, `/sobjects/Account/describe/layouts/${masterId}`)).id,
      );
      await org.setPermissions(mei, { fields: { 'Contact.AccountId': { readable: false } } });
      const { listviews } = (await agent.get('/sobjects/Contact/listviews')).body;
      const { body } = await restClient(org, mei).get(`${listviews[0].url}/results`);
      const columns = body.columns.map(({ fieldNameOrPath }: { fieldNameOrPath: string }) => fieldNameOrPath);
      assert.ok(columns.includes('Title') && !columns.includes('Account.Name'));
      assert.match(await told(agent, `${listviews[0].url}/results`), /Account\.Name/);
    });
  });

  describe('in what is read', () => {
    test('a record has no field that is hidden', async () => {
      const { body } = await agent.get(`/sobjects/Account/${accountId}`);
      assert.equal(body.Name, 'Seen Ltd');
      for (const name of hidden) assert.ok(!(name in body), name);
      const { body: whole } = await ada.get(`/sobjects/Account/${accountId}`);
      assert.equal(whole.AnnualRevenue, 5_000_000);
      for (const path of [
        `/sobjects/Account/${accountId}?fields=Rating`,
        `/composite/sobjects/Account?ids=${accountId}&fields=Rating`,
      ]) {
        const { status, errorCode, message } = await agent.refusal('GET', path);
        assert.deepEqual([status, errorCode], [400, 'INVALID_FIELD']);
        assert.match(message, /^No such column 'Rating' on entity 'Account'/);
      }
    });

    test('queries know neither object nor field, wherever they name them', async () => {
      for (const [soql, errorCode, message] of [
        ['SELECT Id FROM Opportunity', 'INVALID_TYPE', /sObject type 'Opportunity' is not supported\./],
        ['SELECT COUNT() FROM Opportunity', 'INVALID_TYPE', /sObject type 'Opportunity' is not supported\./],
        ['SELECT Rating FROM Account', 'INVALID_FIELD', /No such column 'Rating' on entity 'Account'/],
        ["SELECT Id FROM Account WHERE Rating = 'Hot'", 'INVALID_FIELD', /No such column 'Rating'/],
        ['SELECT Id FROM Account ORDER BY AnnualRevenue', 'INVALID_FIELD', /No such column 'AnnualRevenue'/],
        ['SELECT SUM(AnnualRevenue) FROM Account', 'INVALID_FIELD', /No such column 'AnnualRevenue'/],
        ['SELECT Rating, COUNT(Id) FROM Account GROUP BY Rating', 'INVALID_FIELD', /No such column 'Rating'/],
        [
          'SELECT Account.Rating FROM Contact',
          'INVALID_FIELD',
          /No such column 'Rating' on entity 'Account'/,
        ],
        ['SELECT ReportsTo.Name FROM Contact', 'INVALID_FIELD', /Didn't understand relationship 'ReportsTo'/],
        [
          'SELECT (SELECT Id FROM Opportunities) FROM Account',
          'INVALID_TYPE',
          /relationship 'Opportunities'/,
        ],
        [
          'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)',
          'INVALID_TYPE',
          /sObject type 'Opportunity' is not supported\./,
        ],
      ] as const) {
        const refusal = await agent.refusal('GET', `/query?q=${encodeURIComponent(soql)}`);
        assert.deepEqual([refusal.status, refusal.errorCode], [400, errorCode], soql);
        assert.match(refusal.message, message);
        assert.ok((await ada.query(soql)).done, soql);
      }
    });

    test('FIELDS(ALL) selects what there is to see', async () => {
      const { records } = await agent.query('SELECT FIELDS(ALL) FROM Account LIMIT 1');
      for (const name of hidden) assert.ok(!(name in records[0]), name);
    });

    test('a record of a hidden object behind a lookup of several kinds is not told of', async () => {
      const select = 'SELECT WhatId, What.Name, What.Type FROM Task WHERE WhatId != null ORDER BY Id';
      const [all, seen] = [await ada.query(select), await agent.query(select)];
      assert.equal(seen.totalSize, all.totalSize);
      const told = seen.records.map(({ What }: SObjectRecord) => What);
      const expected = all.records.map(({ What }: { What: SObjectRecord }) =>
        What.Type === 'Opportunity' ? null : What,
      );
      assert.ok(expected.includes(null));
      assert.deepEqual(told, expected);
    });

    test('searches, recent records and changes neither', async () => {
      const opportunityId = await ada.create('Opportunity', {
        Name: 'Quartzite quarry',
        StageName: 'Prospecting',
        CloseDate: '2030-01-01',
      });
      const find = (client: typeof ada) => client.get(`/search?q=${encodeURIComponent('FIND {Quartzite}')}`);
      assert.deepEqual(
        (await find(ada)).body.searchRecords.map(({ Id }: SObjectRecord) => Id),
        [opportunityId],
      );
      assert.deepEqual((await find(agent)).body.searchRecords, []);
      assert.equal((await agent.refusal('GET', `/sobjects/Opportunity/${opportunityId}`)).status, 404);
      const span = 'start=2026-01-01T00:00:00Z&end=2026-01-02T00:00:00Z';
      assert.equal((await agent.get(`/sobjects/Opportunity/updated?${span}`)).status, 404);

      const lead = restClient(org, mei);
      await lead.get(`/sobjects/Opportunity/${opportunityId}`);
      assert.equal((await lead.get('/recent')).body[0].Id, opportunityId);
      await org.setPermissions(mei, { objects: { Opportunity: { allowRead: false } } });
      assert.deepEqual((await lead.get('/recent')).body, []);
    });

    test('parts of composite requests are asked by the same person', async () => {
      const url = `${dataPath}/query?q=${encodeURIComponent('SELECT Id FROM Opportunity')}`;
      const compositeRequest = [
        { method: 'GET', url, referenceId: 'deals' },
        { method: 'GET', url: `${dataPath}/sobjects/Account/${accountId}`, referenceId: 'account' },
      ];
      const { body } = await agent.call('POST', '/composite', { compositeRequest });
      const [deals, account] = body.compositeResponse;
      assert.deepEqual([deals.httpStatusCode, deals.body[0].errorCode], [400, 'INVALID_TYPE']);
      assert.ok(!('Rating' in account.body) && account.body.Name === 'Seen Ltd');

      const batchRequests = [{ method: 'GET', url: 'v66.0/sobjects/Opportunity/describe' }];
      const batch = await agent.call('POST', '/composite/batch', { batchRequests });
      assert.equal(batch.body.results[0].statusCode, 404);
    });

    test('nor do bulk queries tell more', async () => {
      const job = (query: string) => agent.refusal('POST', '/jobs/query', { operation: 'query', query });
      assert.match((await job('SELECT Id FROM Opportunity')).message, /sObject type 'Opportunity'/);
      assert.match((await job('SELECT Rating FROM Account')).message, /No such column 'Rating'/);
    });
  });
});
