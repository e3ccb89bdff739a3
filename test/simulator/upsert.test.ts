import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

describe('records by external id', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const count = async (): Promise<number> => (await client.query('SELECT COUNT() FROM Contact')).totalSize;

  test('an upsert creates first and updates then', async () => {
    const path = '/sobjects/Contact/external_id__c/erp-1';
    const created = await client.call('PATCH', path, { LastName: 'Byron' });
    const { id } = created.body;
    assert.equal(created.status, 201);
    assert.deepEqual(created.body, { id, success: true, errors: [], created: true });
    assert.equal(created.headers.get('location'), `${dataPath}/sobjects/Contact/${id}`);

    const updated = await client.call('PATCH', path, { FirstName: 'Ada' });
    assert.equal(updated.status, 200);
    assert.deepEqual(updated.body, { id, success: true, errors: [], created: false });
    const { body } = await client.get(path);
    assert.deepEqual([body.Id, body.Name, body.External_Id__c], [id, 'Ada Byron', 'erp-1']);
  });

  test('each of Account, Contact, Lead and Showcase__c has an external id', async () => {
    for (const [objectName, values] of [
      ['Account', { Name: 'x' }],
      ['Contact', { LastName: 'x' }],
      ['Lead', { LastName: 'x', Company: 'x' }],
      ['Showcase__c', { Code__c: 'x' }],
    ] as const) {
      const path = `/sobjects/${objectName}/External_Id__c/everywhere`;
      assert.equal((await client.call('PATCH', path, values)).status, 201, objectName);
    }
  });

  test('what a create or an update refuses, an upsert refuses', async () => {
    const before = await count();
    const path = '/sobjects/Contact/External_Id__c/refused';
    const incomplete = await client.refusal('PATCH', path, { FirstName: 'Ada' });
    assert.deepEqual([incomplete.status, incomplete.errorCode], [400, 'REQUIRED_FIELD_MISSING']);
    const invalid = await client.refusal('PATCH', path, { LastName: 'x', Email: 'broken' });
    assert.deepEqual([invalid.status, invalid.errorCode], [400, 'INVALID_EMAIL_ADDRESS']);
    const twice = await client.refusal('PATCH', path, { LastName: 'x', External_Id__c: 'other' });
    assert.equal(twice.message, 'The External_Id__c field should not be specified in the sobject data.');
    assert.equal(await count(), before);
  });

  test('a value with a slash, a space and a quote is one segment of the path', async () => {
    const value = "a/b c'd";
    const path = `/sobjects/Contact/External_Id__c/${encodeURIComponent(value)}`;
    assert.equal((await client.call('PATCH', path, { LastName: 'x' })).status, 201);
    assert.equal((await client.get(path)).body.External_Id__c, value);
  });

  test('updateOnly keeps it from creating', async () => {
    const path = '/sobjects/Account/External_Id__c/only';
    const refusal = await client.refusal('PATCH', `${path}?updateOnly=true`, { Name: 'New' });
    assert.deepEqual([refusal.status, refusal.errorCode], [404, 'NOT_FOUND']);
    assert.equal((await client.get(path)).status, 404);
    assert.equal((await client.call('PATCH', `${path}?updateOnly=false`, { Name: 'New' })).status, 201);
    assert.equal((await client.call('PATCH', `${path}?updateOnly=true`, { Name: 'Old' })).status, 200);
    assert.equal((await client.get(path)).body.Name, 'Old');
  });

  test('several matches are answered with their URLs, and nothing is written', async () => {
    const shared = { LastName: 'Twin', Email: 'twins@example.com' };
    const ids = [await client.create('Contact', shared), await client.create('Contact', shared)];
    const urls = ids.map((id) => `${dataPath}/sobjects/Contact/${id}`);
    for (const [method, body] of [['PATCH', { LastName: 'Changed' }], ['GET'], ['DELETE']] as const) {
      const answer = await client.call(method, '/sobjects/Contact/Email/twins@example.com', body);
      assert.deepEqual([answer.status, answer.body], [300, urls], method);
    }
    for (const id of ids) {
      assert.equal((await client.get(`/sobjects/Contact/${id}`)).body.LastName, 'Twin');
    }
  });

  test('a record is read and deleted by external id; then it is found no more', async () => {
    const path = '/sobjects/Account/External_Id__c/brief';
    await client.call('PATCH', path, { Name: 'Brief Ltd' });
    const { body } = await client.get(`${path}?fields=Name`);
    assert.equal(body.Name, 'Brief Ltd');
    assert.equal((await client.call('DELETE', path)).status, 204);
    for (const method of ['GET', 'DELETE']) {
      const missing = await client.refusal(method, path);
      assert.deepEqual([missing.status, missing.errorCode], [404, 'NOT_FOUND'], method);
    }
    assert.equal((await client.call('PATCH', path, { Name: 'Back Ltd' })).status, 201);
  });

  describe('a parent in the body by its external id', () => {
    const account = { External_Id__c: 'parent-by-key' };
    let parent: string;
    before(async () => {
      parent = await client.create('Account', { Name: 'Parent', ...account });
    });
    const accountOf = async (id: string) => (await client.get(`/sobjects/Contact/${id}`)).body.AccountId;

    test('fills the lookup, whether the record is created, changed or both', async () => {
      const id = await client.create('Contact', { LastName: 'Child', Account: account });
      assert.equal(await accountOf(id), parent);
      const other = await client.create('Contact', { LastName: 'Child', External_Id__c: 'child-by-key' });
      assert.equal(
        (await client.call('PATCH', `/sobjects/Contact/${other}`, { account: account })).status,
        204,
      );
      assert.equal(await accountOf(other), parent);
      const path = '/sobjects/Contact/External_Id__c/child-by-key';
      await client.call('PATCH', path, { AccountId: null });
      assert.equal((await client.call('PATCH', path, { Account: account })).status, 200);
      assert.equal(await accountOf(other), parent);
    });

    test('may be one of several objects that the body names', async () => {
      const What = { attributes: { type: 'Account' }, ...account };
      const id = await client.create('Task', { Subject: 'x', What });
      assert.equal((await client.get(`/sobjects/Task/${id}`)).body.WhatId, parent);
      assert.equal((await client.refusal('POST', '/sobjects/Task', { What: account })).status, 400);
    });

    test('is refused where there is none, in a collection record by record', async () => {
      const values = { LastName: 'Orphan', Account: { External_Id__c: 'nobody' } };
      const message = 'Foreign key external ID: nobody not found for field External_Id__c in entity Account';
      const refusal = await client.refusal('POST', '/sobjects/Contact', values);
      assert.deepEqual(refusal, { status: 400, errorCode: 'INVALID_FIELD', message, fields: [] });
      const attributes = { type: 'Contact' };
      const records = [
        { attributes, ...values },
        { attributes, LastName: 'Child', Account: account },
      ];
      const { body } = await client.call('POST', '/composite/sobjects', { records });
      assert.equal(body[0].errors[0].message, message);
      assert.equal(await accountOf(body[1].id), parent);
    });

    test('is refused where several records have it', async () => {
      const shared = { LastName: 'Manager', Email: 'managers@example.com' };
      await client.create('Contact', shared);
      await client.create('Contact', shared);
      const body = { LastName: 'x', ReportsTo: { Email: shared.Email } };
      const refusal = await client.refusal('PATCH', '/sobjects/Contact/External_Id__c/reports', body);
      assert.deepEqual([refusal.status, refusal.errorCode], [400, 'DUPLICATE_EXTERNAL_ID']);
    });

    test('is unknown by a field that is no key', async () => {
      for (const Account of [{ Phone: '1' }, {}, { Name: 'x', ...account }, 'x', null]) {
        const refusal = await client.refusal('POST', '/sobjects/Contact', { LastName: 'x', Account });
        assert.deepEqual([refusal.status, refusal.errorCode], [400, 'INVALID_FIELD']);
      }
    });
  });

  test('by Id a POST creates', async () => {
    const { status, body, headers } = await client.call('POST', '/sobjects/Account/Id', { Name: 'By no id' });
    assert.deepEqual([status, body.success], [201, true]);
    assert.equal(headers.get('location'), `${dataPath}/sobjects/Account/${body.id}`);
    assert.equal((await client.get(`/sobjects/Account/${body.id}`)).body.Name, 'By no id');
  });

  test('a POST may say that it is a PATCH', async () => {
    const id = await client.create('Account', { Name: 'Posted' });
    const path = `/sobjects/Account/${id}`;
    assert.equal((await client.call('POST', `${path}?_HttpMethod=PATCH`, { Name: 'Patched' })).status, 204);
    assert.equal((await client.get(`${path}?_HttpMethod=DELETE`)).body.Name, 'Patched');
  });

  test('by Id an upsert updates what there is', async () => {
    const id = await client.create('Account', { Name: 'Before' });
    const updated = await client.call('PATCH', `/sobjects/Account/Id/${id}`, { Name: 'After' });
    assert.deepEqual([updated.status, updated.body.created], [200, false]);
    const missing = await client.refusal('PATCH', '/sobjects/Account/Id/001Sm0zzzzzzzzz', { Name: 'x' });
    assert.deepEqual([missing.status, missing.errorCode], [404, 'NOT_FOUND']);
  });

  test('a field that is no external id finds nothing', async () => {
    for (const field of ['Nothing__c', 'LastName', '__proto__']) {
      for (const [method, body] of [['PATCH', { LastName: 'x' }], ['GET'], ['DELETE']] as const) {
        const { status, ...refusal } = await client.refusal(method, `/sobjects/Contact/${field}/x`, body);
        assert.equal(status, 404);
        assert.deepEqual(refusal, {
          errorCode: 'NOT_FOUND',
          message: `Provided external ID field does not exist or is not accessible: ${field}`,
        });
      }
    }
  });

  test('an external id that is taken is refused', async () => {
    const id = await client.create('Contact', { LastName: 'Holder', External_Id__c: 'taken' });
    const other = await client.create('Contact', { LastName: 'Other' });
    const refused = await client.refusal('PATCH', `/sobjects/Contact/${other}`, { External_Id__c: 'Taken' });
    assert.deepEqual([refused.status, refused.errorCode], [400, 'DUPLICATE_VALUE']);
    assert.equal(
      refused.message,
      `duplicate value found: External_Id__c duplicates value on record with id: ${id.slice(0, 15)}`,
    );
    const same = await client.call('PATCH', `/sobjects/Contact/${id}`, { External_Id__c: 'taken' });
    assert.equal(same.status, 204);
  });
});
