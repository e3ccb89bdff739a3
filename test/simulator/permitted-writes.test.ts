import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SObjectDescribe } from '../../src/api/types.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

const claire = 'claire@northwind.example';
const mei = 'mei@northwind.example';

describe('who writes what', () => {
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

  const unchanged = async (work: () => Promise<void>) => {
    const read = async () => (await ada.get(`/sobjects/Account/${accountId}`)).body;
    const before = await read();
    await work();
    assert.deepEqual(await read(), before);
  };

  test('nothing is created without the right to', async () => {
    const { totalSize } = await ada.query('SELECT Id FROM Account');
    const refusal = await agent.refusal('POST', '/sobjects/Account', { Name: 'Not hers' });
    assert.deepEqual(refusal, {
      status: 403,
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      message: 'entity type cannot be inserted: Compte',
      fields: [],
    });
    const records = [{ attributes: { type: 'Account' }, Name: 'Not hers' }];
    const { body } = await agent.call('POST', '/composite/sobjects', { records });
    assert.deepEqual(body[0].errors[0].statusCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    const upsert = await agent.refusal('PATCH', '/sobjects/Account/External_Id__c/none', {
      Name: 'Not hers',
    });
    assert.equal(upsert.errorCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    assert.equal((await ada.query('SELECT Id FROM Account')).totalSize, totalSize);
  });

  test('nothing is changed or deleted without the right to', async () => {
    const id = (await agent.query('SELECT Id FROM Lead LIMIT 1')).records[0].Id;
    const expected = {
      errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
      message: 'insufficient access rights on object id',
      fields: [],
      status: 403,
    };
    assert.deepEqual(await agent.refusal('PATCH', `/sobjects/Lead/${id}`, { Company: 'x' }), expected);
    await unchanged(async () => {
      assert.deepEqual(await agent.refusal('DELETE', `/sobjects/Account/${accountId}`), expected);
      const { body } = await agent.call('DELETE', `/composite/sobjects?ids=${accountId}`);
      assert.equal(body[0].errors[0].statusCode, expected.errorCode);
    });
    const dealId = (await ada.query('SELECT Id FROM Opportunity LIMIT 1')).records[0].Id;
    const { body } = await agent.call('DELETE', `/composite/sobjects?ids=${dealId}`);
    assert.equal(body[0].errors[0].statusCode, expected.errorCode);
    assert.equal((await ada.get(`/sobjects/Opportunity/${dealId}`)).status, 200);
  });

  test('a field that may only be read is refused by name, one that is hidden is unknown', async () => {
    await unchanged(async () => {
      const values = { AccountNumber: 'x', BillingCity: 'y', Phone: '1' };
      const refusal = await agent.refusal('PATCH', `/sobjects/Account/${accountId}`, values);
      assert.deepEqual(refusal, {
        status: 400,
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message:
          'Unable to create/update fields: AccountNumber, BillingCity. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
        fields: ['AccountNumber', 'BillingCity'],
      });
      const unknown = await agent.refusal('PATCH', `/sobjects/Account/${accountId}`, { Rating: 'Cold' });
      assert.deepEqual([unknown.status, unknown.errorCode], [400, 'INVALID_FIELD']);
      assert.match(unknown.message, /^No such column 'Rating'/);
    });
  });

  test('what is allowed goes through, and leaves what is hidden as it was', async () => {
    const { status } = await agent.call('PATCH', `/sobjects/Account/${accountId}`, { Phone: '555' });
    assert.equal(status, 204);
    const { body } = await ada.get(`/sobjects/Account/${accountId}`);
    assert.deepEqual([body.Phone, body.Rating, body.AnnualRevenue], ['555', 'Hot', 5_000_000]);
    const caseId = await agent.create('Case', { Subject: 'Hers' });
    assert.equal((await agent.get(`/sobjects/Case/${caseId}`)).body.Subject, 'Hers');
  });

  test('defaults of hidden fields hold, and what the org keeps itself is kept', async () => {
    await org.setPermissions(mei, {
      fields: {
        'Showcase__c.Active__c': { readable: false },
        'Showcase__c.Pieces__c': { readable: false },
      },
    });
    const id = await restClient(org, mei).create('Showcase__c', { Code__c: 'HIDE' });
    const { body } = await ada.get(`/sobjects/Showcase__c/${id}`);
    assert.deepEqual([body.Active__c, body.Pieces__c], [true, 1]);
  });

  test('a lookup cannot point at what is not to be seen', async () => {
    const dealId = (await ada.query('SELECT Id FROM Opportunity LIMIT 1')).records[0].Id;
    const refusal = await agent.refusal('POST', '/sobjects/Task', { Subject: 'x', WhatId: dealId });
    assert.equal(refusal.errorCode, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
    await ada.create('Task', { Subject: 'x', WhatId: dealId });
  });

  test('deleting a record takes children along that its deleter does not see', async () => {
    await org.setPermissions(mei, { objects: { Opportunity: { allowRead: false } } });
    const id = await ada.create('Account', { Name: 'Whole' });
    const deal = { Name: 'Part', AccountId: id, StageName: 'Prospecting', CloseDate: '2030-01-01' };
    const dealId = await ada.create('Opportunity', deal);
    const deletion = await restClient(org, mei).call('DELETE', `/sobjects/Account/${id}`);
    assert.equal(deletion.status, 204);
    assert.equal(
      (await ada.refusal('GET', `/sobjects/Opportunity/${dealId}`)).errorCode,
      'ENTITY_IS_DELETED',
    );
  });

  test('bulk uploads fail row by row, and know no hidden column', async () => {
    const open = await agent.call('POST', '/jobs/ingest', { object: 'Opportunity', operation: 'insert' });
    assert.deepEqual([open.status, open.body[0].errorCode], [400, 'INVALIDJOB']);
    assert.match(
      await ingested('Account', 'insert', 'Name\nNot hers\n'),
      /CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY/,
    );
    const rows = `Id,AccountNumber\n${accountId},x\n`;
    assert.match(await ingested('Account', 'update', rows), /INVALID_FIELD_FOR_INSERT_UPDATE/);
    const job = await ended('Account', 'update', `Id,Rating\n${accountId},Hot\n`);
    assert.equal(job.state, 'Failed');
    assert.match(job.errorMessage, /Field name not found : Rating/);
  });

  test('a bulk upload knows the rights of the moment its rows are saved', async () => {
    await org.setPermissions(mei, {});
    const lead = restClient(org, mei);
    const started = async (content: string) => {
      const { body } = await lead.call('POST', '/jobs/ingest', { object: 'Lead', operation: 'insert' });
      const path = `/jobs/ingest/${body.id}`;
      await lead.call('PUT', `${path}/batches`, content, { 'content-type': 'text/csv' });
      await lead.call('PATCH', path, { state: 'UploadComplete' });
      assert.equal((await lead.get(path)).body.state, 'InProgress');
      return path;
    };
    const [created, named] = [
      await started('LastName,Company\nLate,Late Ltd\n'),
      await started('LastName,Company,Title\nLate,Late Ltd,x\n'),
    ];
    await org.setPermissions(mei, {
      objects: { Lead: { allowCreate: false } },
      fields: { 'Lead.Title': { readable: false } },
    });
    assert.equal((await lead.get(created)).body.numberRecordsFailed, 1);
    assert.match(
      (await lead.get(`${created}/failedResults`)).body,
      /"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:.*","Late","Late Ltd"/,
    );
    const { state, errorMessage } = (await lead.get(named)).body;
    assert.deepEqual([state, errorMessage], ['Failed', 'InvalidBatch : Field name not found : Title']);
    assert.equal(
      (await lead.get(`${named}/unprocessedrecords`)).body.split('\n')[1],
      '"Late","Late Ltd","x"',
    );
    assert.equal((await ada.query("SELECT COUNT() FROM Lead WHERE LastName = 'Late'")).totalSize, 0);
  });

  async function ended(object: string, operation: string, content: string) {
    const { body } = await agent.call('POST', '/jobs/ingest', { object, operation });
    const path = `/jobs/ingest/${body.id}`;
    await agent.call('PUT', `${path}/batches`, content, { 'content-type': 'text/csv' });
    await agent.call('PATCH', path, { state: 'UploadComplete' });
    for (;;) {
      const { body: job } = await agent.get(path);
      if (job.state === 'JobComplete' || job.state === 'Failed') return job;
    }
  }

  async function ingested(object: string, operation: string, content: string): Promise<string> {
    const { id } = await ended(object, operation, content);
    return (await agent.get(`/jobs/ingest/${id}/failedResults`)).body;
  }

  describe('setPermissions', () => {
    test('holds from the next request on, also for who has seen a describe before', async () => {
      const lead = restClient(org, mei);
      const { headers, body } = await lead.get('/sobjects/Contact/describe');
      const fieldNames = ({ fields }: SObjectDescribe) => fields.map(({ name }) => name);
      assert.ok(fieldNames(body).includes('Birthdate'));
      const known = { 'if-modified-since': headers.get('last-modified') ?? '' };
      assert.equal((await lead.get('/sobjects/Contact/describe', known)).status, 304);
      await org.setPermissions(mei, { fields: { 'Contact.Birthdate': { readable: false } } });
      const changed = await lead.get('/sobjects/Contact/describe', known);
      assert.equal(changed.status, 200);
      assert.ok(!fieldNames(changed.body).includes('Birthdate'));
    });

    test('refuses what it cannot mean', async () => {
      const set = async (profile: Parameters<RestOrg['setPermissions']>[1], username = mei) =>
        await org.setPermissions(username, profile);
      await assert.rejects(() => set({}, 'nobody@northwind.example'), /no user "nobody@northwind.example"/);
      await assert.rejects(() => set({ objects: { Oportunity: {} } }), /no object "Oportunity"/);
      await assert.rejects(() => set({ fields: { 'Account.Nmae': {} } }), /no field "Account.Nmae"/);
      for (const path of ['Account.Name', 'Account.BillingCity', 'Contact.LastName', 'Lead.OwnerId']) {
        await assert.rejects(() => set({ fields: { [path]: {} } }), /does not apply/, path);
      }
    });
  });
});
