import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { dataPath, restClient } from '../rest-client.ts';

const master = '012000000000000AAA';

describe('records of the UI API', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  let accountId: string;
  let contactId: string;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    accountId = await client.create('Account', { Name: 'Engines Ltd', AnnualRevenue: 1234567 });
    contactId = await client.create('Contact', {
      FirstName: 'Ada',
      LastName: 'Byron',
      Birthdate: '1815-12-10',
      AccountId: accountId,
    });
  });
  after(() => org.close());

  const read = (id: string, query: string) => client.get(`/ui-api/records/${id}?${query}`);
  const post = (apiName: string, fields: object, more: object = {}) =>
    client.call('POST', '/ui-api/records', { apiName, fields, ...more });
  const patch = (id: string, fields: object, headers?: Record<string, string>) =>
    client.call('PATCH', `/ui-api/records/${id}`, { fields }, headers);
  const stored = async (id: string, field: string) =>
    (await client.get(`/sobjects/${id.startsWith('001') ? 'Account' : 'Contact'}/${id}?fields=${field}`))
      .body[field];

  test('fields come with what people see of them, and parents as records', async () => {
    const names = ['Name', 'Birthdate', 'IsEmailBounced', 'Account.AnnualRevenue', 'Account.Owner.Alias'];
    const query = `fields=${names.map((name) => `Contact.${name}`).join(',')}`;
    const { status, body } = await read(contactId.slice(0, 15), query);
    assert.equal(status, 200);
    const { fields, eTag, weakEtag, lastModifiedDate, systemModstamp, lastModifiedById, ...rest } = body;
    assert.deepEqual(rest, {
      apiName: 'Contact',
      childRelationships: {},
      id: contactId,
      recordTypeId: master,
      recordTypeInfo: null,
    });
    assert.match(eTag, /^[0-9a-f]+$/);
    assert.match(lastModifiedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    assert.equal(weakEtag, Date.parse(systemModstamp));
    assert.match(lastModifiedById, /^005/);
    assert.deepEqual(Object.keys(fields), ['Account', 'AccountId', 'Birthdate', 'IsEmailBounced', 'Name']);
    assert.deepEqual(fields.Name, { displayValue: null, value: 'Ada Byron' });
    assert.deepEqual(fields.Birthdate, { displayValue: '12/10/1815', value: '1815-12-10' });
    assert.deepEqual(fields.IsEmailBounced, { displayValue: null, value: false });
    const { displayValue, value: account } = fields.Account;
    assert.deepEqual([displayValue, account.apiName, account.id], ['Engines Ltd', 'Account', accountId]);
    assert.deepEqual(account.fields.AnnualRevenue, { displayValue: '$1,234,567', value: 1234567 });
    assert.equal(account.fields.Owner.value.fields.Alias.value.length > 0, true);
  });

  test('a layout names the fields too, and its lookups come as records', async () => {
    const { body } = await read(contactId, 'layoutTypes=Full&modes=View');
    assert.deepEqual(body.fields.LastName, { displayValue: null, value: 'Byron' });
    assert.deepEqual(body.fields.AccountId, { displayValue: null, value: accountId });
    assert.equal(body.fields.Account.value.fields.Name.value, 'Engines Ltd');
    assert.deepEqual(body.fields.ReportsTo, { displayValue: null, value: null });
    assert.equal(body.fields.MailingCity.value, null);
    const compact = (await read(contactId, 'layoutTypes=Compact')).body;
    assert.equal(Object.keys(compact.fields).length < Object.keys(body.fields).length, true);
  });

  test('a record type is told where it is not the master', async () => {
    const { body } = await post('Showcase__c', { Code__c: 'T-1' });
    assert.equal(body.recordTypeInfo.name, 'Permanent');
    assert.equal(body.recordTypeInfo.recordTypeId, body.recordTypeId);
    assert.deepEqual(body.fields.Status__c, { displayValue: 'Draft', value: 'Draft' });
  });

  test('fields that there are none of are refused, unless they are optional or of another object', async () => {
    for (const name of ['Contact.Shoe', 'Contact.Account.Shoe', 'Contact.Name.First', 'Contact.Account']) {
      const { status, body } = await read(contactId, `fields=${name}`);
      assert.deepEqual([status, body[0].errorCode], [400, 'INVALID_FIELD'], name);
      const optional = await read(contactId, `fields=Contact.Name&optionalFields=${name}`);
      assert.deepEqual([optional.status, Object.keys(optional.body.fields)], [200, ['Name']], name);
    }
    const other = await read(contactId, 'fields=Contact.Name,Lead.Shoe');
    assert.deepEqual(Object.keys(other.body.fields), ['Name']);
  });

  test('several records at once, each with its own status', async () => {
    const ids = [contactId, accountId, 'nonsense', '003000000000000AAA'].join(',');
    const { status, body } = await client.get(
      `/ui-api/records/batch/${ids}?fields=Contact.Name,Account.Name`,
    );
    assert.deepEqual([status, body.hasErrors], [200, true]);
    const results = body.results as { statusCode: number; result: { fields?: object } & object[] }[];
    assert.deepEqual(
      results.map(({ statusCode }) => statusCode),
      [200, 200, 400, 404],
    );
    assert.deepEqual(results[0]?.result.fields, { Name: { displayValue: null, value: 'Ada Byron' } });
    assert.deepEqual(results[3]?.result, [
      { errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' },
    ]);
    const whole = await client.get(`/ui-api/records/batch/${contactId}?fields=Contact.Name`);
    assert.equal(whole.body.hasErrors, false);
  });

  test('a record that is created is answered as its page shows it', async () => {
    const { status, body, headers } = await post('Contact', { LastName: 'Lovelace', AccountId: accountId });
    assert.equal(status, 201);
    assert.equal(headers.get('location'), `${dataPath}/ui-api/records/${body.id}`);
    assert.deepEqual(body.fields.LastName, { displayValue: null, value: 'Lovelace' });
    assert.equal(body.fields.Account.displayValue, 'Engines Ltd');
    assert.equal(await stored(body.id, 'Name'), 'Lovelace');
    assert.equal((await client.get('/recent')).body[0].Id, body.id);
  });

  test('a record that is changed is answered as it is now', async () => {
    const id = await client.create('Contact', { LastName: 'Babbage' });
    const { status, body } = await patch(id, { FirstName: 'Charles', MailingCity: 'London' });
    assert.equal(status, 200);
    assert.deepEqual([body.fields.Name.value, body.fields.MailingCity.value], ['Charles Babbage', 'London']);
    assert.equal(await stored(id, 'Name'), 'Charles Babbage');
  });

  test('a record that somebody has changed since is not overwritten', async () => {
    const id = await client.create('Contact', { LastName: 'Babbage' });
    for (const header of ['if-modified-since', 'if-unmodified-since']) {
      const { status, body } = await patch(
        id,
        { LastName: 'X' },
        { [header]: 'Thu, 01 Jan 2015 00:00:00 GMT' },
      );
      assert.equal(status, 412, header);
      assert.equal(body.enhancedErrorType, 'RecordError');
      assert.match(body.output.errors[0].message, /^This record was modified by .+ during your edit session/);
      assert.equal(await stored(id, 'LastName'), 'Babbage');
    }
    const { body } = await read(id, 'fields=Contact.LastName');
    const now = { 'if-modified-since': new Date(body.lastModifiedDate).toUTCString() };
    assert.equal((await patch(id, { LastName: 'Y' }, now)).status, 200);
  });

  test('a header whose date cannot be read is named', async () => {
    for (const header of ['If-Modified-Since', 'If-Unmodified-Since']) {
      const { status, body } = await patch(contactId, { LastName: 'X' }, { [header]: 'yesterday' });
      assert.equal(status, 400);
      const [error] = body.output.errors;
      assert.equal(error.message, `Invalid value for the header ${header}: yesterday`);
    }
    assert.equal(await stored(contactId, 'LastName'), 'Byron');
  });

  test('a record that is deleted is gone', async () => {
    const id = await client.create('Contact', { LastName: 'Gone' });
    assert.deepEqual((await client.call('DELETE', `/ui-api/records/${id}`)).status, 204);
    assert.equal((await read(id, 'fields=Contact.Name')).status, 404);
    assert.equal((await client.call('DELETE', `/ui-api/records/${id}`)).status, 404);
  });

  test('who has seen a record as it is gets 304', async () => {
    const first = await read(contactId, 'fields=Contact.Name');
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' };
    const path = `/ui-api/records/${contactId}?fields=Contact.Name`;
    assert.equal((await client.get(path, tag)).status, 304);
    assert.equal((await client.get(`${path},Contact.Email`, tag)).status, 200);
  });

  test('reading makes a record one of the latest only where it is meant to', async () => {
    const latest = async () => (await client.get('/recent?limit=1')).body[0].Id;
    const before = await latest();
    await read(accountId, 'fields=Account.Name');
    assert.equal(await latest(), before);
    await read(accountId, 'fields=Account.Name&updateMru=true');
    assert.equal(await latest(), accountId);
  });

  describe('refused', () => {
    const shown = (field: string, fieldLabel: string, constituentField: string | null) => ({
      constituentField,
      duplicateRecordError: null,
      field,
      fieldLabel,
    });
    const count = async () => (await client.query('SELECT COUNT() FROM Contact')).totalSize;
    const refused = (output: object) => ({
      message: 'An error occurred while trying to update the record. Please try again.',
      enhancedErrorType: 'RecordError',
      output,
    });

    test('a required part of a name is told at the whole name', async () => {
      const before = await count();
      const { status, body } = await post('Contact', { FirstName: 'Ada' });
      assert.equal(status, 400);
      const error = {
        ...shown('Name', 'Full Name', 'LastName'),
        errorCode: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [LastName]',
      };
      assert.deepEqual(body, refused({ errors: [], fieldErrors: { Name: [error] } }));
      assert.equal(await count(), before);
    });

    test('what is wrong with several fields is told at each', async () => {
      const { body } = await patch(contactId, { Email: 'x', MailingCity: 'x'.repeat(41) });
      assert.deepEqual(Object.keys(body.output.fieldErrors), ['Email', 'MailingAddress']);
      assert.deepEqual(body.output.fieldErrors.Email, [
        {
          ...shown('Email', 'Email', null),
          errorCode: 'INVALID_EMAIL_ADDRESS',
          message: 'Email: invalid email address: x',
        },
      ]);
      assert.equal(body.output.fieldErrors.MailingAddress[0].constituentField, 'MailingCity');
      assert.equal(await stored(contactId, 'Email'), null);
    });

    test('rules of the administrator, at a field or at the top of the page', async () => {
      const atField = await patch(contactId, { Email: 'a@example.invalid' });
      assert.equal(atField.body.output.fieldErrors.Email[0].errorCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
      const atTop = await patch(contactId, { FirstName: 'Ada', LastName: 'Ada' });
      assert.deepEqual(atTop.body.output, {
        errors: [
          {
            constituentField: null,
            duplicateRecordError: null,
            errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            field: null,
            fieldLabel: null,
            message: 'First name and last name are the same. Check the spelling.',
          },
        ],
        fieldErrors: {},
      });
      assert.equal(await stored(contactId, 'LastName'), 'Byron');
    });

    test('fields that can only be read', async () => {
      const { status, body } = await patch(contactId, { CreatedDate: '2026-01-01T00:00:00Z' });
      assert.equal(status, 400);
      assert.equal(body.output.fieldErrors.CreatedDate[0].errorCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
    });

    test('duplicates, unless they are meant', async () => {
      await org.setDuplicateRules(true);
      try {
        const original = await post('Contact', { LastName: 'Twin', Email: 'twin@engines.example' });
        const again = { LastName: 'Twin', Email: 'twin@engines.example' };
        const { status, body } = await post('Contact', again);
        assert.equal(status, 400);
        const [error] = body.output.errors;
        assert.equal(error.errorCode, 'DUPLICATES_DETECTED');
        const [match] = error.duplicateRecordError.matchResults;
        assert.deepEqual(
          [match.apiName, match.isAllowSave, match.matchRecordIds, match.objectLabelPlural],
          ['Contact', true, [original.body.id], 'Contacts'],
        );
        assert.equal((await post('Contact', again, { allowSaveOnDuplicate: true })).status, 201);
      } finally {
        await org.setDuplicateRules(false);
      }
    });

    test('deleting what others depend on', async () => {
      await client.create('Case', { Subject: 'Noise', AccountId: accountId });
      const { status, body } = await client.call('DELETE', `/ui-api/records/${accountId}`);
      assert.equal(status, 400);
      assert.equal(body.output.errors[0].errorCode, 'DELETE_FAILED');
      assert.equal(await stored(accountId, 'Name'), 'Engines Ltd');
    });
  });
});
