import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

describe('records of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  test('create, read, update, delete', async () => {
    const created = await client.call('POST', '/sobjects/Contact', {
      attributes: { type: 'Contact' },
      FirstName: ' Ada ',
      lastname: 'Byron',
      Email: 'ada@byron.example',
      MailingCity: 'London',
    });
    assert.equal(created.status, 201);
    const { id, success, errors } = created.body;
    assert.deepEqual([success, errors], [true, []]);
    assert.match(id, /^003[a-zA-Z0-9]{15}$/);
    assert.equal(created.headers.get('location'), `${dataPath}/sobjects/Contact/${id}`);

    const { body } = await client.get(`/sobjects/Contact/${id}`);
    assert.deepEqual(body.attributes, { type: 'Contact', url: `${dataPath}/sobjects/Contact/${id}` });
    assert.equal(body.Name, 'Ada Byron');
    assert.equal(body.OwnerId, body.CreatedById);
    assert.match(body.CreatedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    assert.deepEqual(Object.keys(body.MailingAddress), [
      'city',
      'country',
      'geocodeAccuracy',
      'latitude',
      'longitude',
      'postalCode',
      'state',
      'street',
    ]);
    assert.equal(body.MailingAddress.city, 'London');
    assert.equal(body.OtherAddress, null);

    const updated = await client.call('PATCH', `/sobjects/Contact/${id.slice(0, 15)}`, { FirstName: null });
    assert.deepEqual([updated.status, updated.body], [204, '']);
    assert.equal((await client.get(`/sobjects/Contact/${id}?fields=Name`)).body.Name, 'Byron');

    assert.equal((await client.call('DELETE', `/sobjects/Contact/${id}`)).status, 204);
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const gone = await client.refusal(
        method,
        `/sobjects/Contact/${id}`,
        method === 'PATCH' ? {} : undefined,
      );
      assert.deepEqual(
        [gone.status, gone.errorCode, gone.message],
        [404, 'ENTITY_IS_DELETED', 'entity is deleted'],
      );
    }
  });

  test('a refused update leaves the record as it was', async () => {
    const id = await client.create('Contact', { LastName: 'Kept', Email: 'kept@example.com' });
    const { body: before } = await client.get(`/sobjects/Contact/${id}`);
    for (const values of [
      { LastName: 'Other', Email: 'broken' },
      { LastName: '' },
      { LastName: 'Other', Email: 'a@example.invalid' },
    ]) {
      const { status } = await client.call('PATCH', `/sobjects/Contact/${id}`, values);
      assert.equal(status, 400);
    }
    assert.deepEqual((await client.get(`/sobjects/Contact/${id}`)).body, before);
  });

  test('every type of value comes back as it is sent on the wire', async () => {
    const parent = await client.create('Showcase__c', { Code__c: 'parent' });
    const sent = {
      Code__c: 'all',
      Active__c: false,
      Story__c: 'ü'.repeat(32_768),
      Presentation__c: '<p>Hello <b>you</b></p>',
      Weight__c: 12.345,
      Pieces__c: 3,
      Price__c: 100.5,
      Discount__c: 50,
      Launch_Date__c: '2026-05-01',
      Visitors__c: 1200,
      Occasion__c: 'Summer party',
      Daily_Start__c: '09:30:00.000Z',
      Contact_Email__c: 'a.b+c@sub.example.co',
      Status__c: 'In_Review',
      Colour__c: 'Mauve',
      Channels__c: 'Email;Web_Chat',
      Parent__c: parent,
    };
    const id = await client.create('Showcase__c', {
      ...sent,
      Opens_At__c: '2026-05-01T09:25:37+02:00',
      Door_Code__c: '12345678',
      Position__Latitude__s: 48.137,
      Position__Longitude__s: 11.575,
      Venue__City__s: 'München',
      Venue__CountryCode__s: 'DE',
    });
    const { body } = await client.get(`/sobjects/Showcase__c/${id}`);
    for (const [name, value] of Object.entries(sent)) assert.equal(body[name], value, name);
    assert.equal(body.Opens_At__c, '2026-05-01T07:25:37.000+0000');
    assert.equal(body.Door_Code__c, '****5678');
    assert.deepEqual(body.Position__c, { latitude: 48.137, longitude: 11.575 });
    const { city, countryCode, street } = body.Venue__c;
    assert.deepEqual({ city, countryCode, street }, { city: 'München', countryCode: 'DE', street: null });
    assert.equal(body.Net_Price__c, 150.75);
    assert.match(body.Serial__c, /^SC-\d{5}$/);
    const { body: parentNow } = await client.get(`/sobjects/Showcase__c/${parent}?fields=Child_Count__c`);
    assert.equal(parentNow.Child_Count__c, 1);
  });

  test('values are kept as the org spells them', async () => {
    const spellings: [field: string, sent: unknown, kept: unknown][] = [
      ['Price__c', 1.005, 1.01],
      ['Price__c', -1.005, -1.01],
      ['Price__c', '1e3', 1_000],
      ['Price__c', 9_999_999_999.99, 9_999_999_999.99],
      ['Weight__c', ' 12.3456 ', 12.346],
      ['Channels__c', 'phone; Email;;Phone;', 'Phone;Email'],
      ['Channels__c', ';', null],
      ['Opens_At__c', '2026-05-01T10:00:00.123+0200', '2026-05-01T08:00:00.000+0000'],
      ['Launch_Date__c', '2026-05-01T23:59:59Z', '2026-05-01'],
      ['Launch_Date__c', '2026-05-01T00:00:00.000+0200', '2026-05-01'],
      ['Launch_Date__c', null, null],
      ['Weight__c', '', null],
      ['Status__c', 'in_review', 'In_Review'],
    ];
    for (const [name, sent, kept] of spellings) {
      const id = await client.create('Showcase__c', { Code__c: 'x', [name]: sent });
      assert.equal((await client.get(`/sobjects/Showcase__c/${id}`)).body[name], kept, `${name} ${sent}`);
    }
  });

  test('the org keeps dependent fields in step', async () => {
    const id = await client.create('Opportunity', {
      Name: 'Steps',
      StageName: 'prospecting',
      CloseDate: '2026-05-01',
      Amount: 1_000,
    });
    const { body: open } = await client.get(`/sobjects/Opportunity/${id}`);
    assert.deepEqual(
      [open.StageName, open.Probability, open.ExpectedRevenue, open.IsClosed, open.Fiscal],
      ['Prospecting', 10, 100, false, '2026 2'],
    );
    await client.call('PATCH', `/sobjects/Opportunity/${id}`, { StageName: 'Closed Won' });
    const { body: won } = await client.get(`/sobjects/Opportunity/${id}`);
    assert.deepEqual(
      [won.Probability, won.ExpectedRevenue, won.IsClosed, won.IsWon, won.ForecastCategory],
      [100, 1_000, true, true, 'Closed'],
    );
  });

  test('parents can be read along; unknown names cannot', async () => {
    const account = await client.create('Account', { Name: 'Parents Ltd' });
    const id = await client.create('Contact', { LastName: 'Child', AccountId: account });
    const { body } = await client.get(
      `/sobjects/Contact/${id}?fields=Account.Name,Account.Owner.Name,ReportsTo.Name`,
    );
    assert.equal(body.Account.Name, 'Parents Ltd');
    assert.equal(body.Account.Owner.Name, 'Ada Lindqvist');
    assert.equal(body.ReportsTo, null);
    for (const fields of ['Nothing', 'Account.Nothing', 'Nothing.Name', 'JigsawContact.Name']) {
      const refused = await client.refusal('GET', `/sobjects/Contact/${id}?fields=${fields}`);
      assert.deepEqual([refused.status, refused.errorCode], [400, 'INVALID_FIELD'], fields);
    }
  });

  test('no record stands above itself', async () => {
    const top = await client.create('Account', { Name: 'Top' });
    const middle = await client.create('Account', { Name: 'Middle', ParentId: top });
    const bottom = await client.create('Account', { Name: 'Bottom', ParentId: middle });
    for (const ParentId of [top, middle, bottom]) {
      assert.deepEqual(await client.refusal('PATCH', `/sobjects/Account/${top}`, { ParentId }), {
        status: 400,
        errorCode: 'CIRCULAR_DEPENDENCY',
        message: 'attempt to violate hierarchy constraints',
        fields: ['ParentId'],
      });
    }
    assert.equal((await client.call('PATCH', `/sobjects/Account/${bottom}`, { ParentId: top })).status, 204);
    assert.equal((await client.get(`/sobjects/Account/${top}`)).body.ParentId, null);
  });

  test('deleting takes dependants along, or is refused where they forbid it', async () => {
    const account = await client.create('Account', { Name: 'Doomed Ltd' });
    const contact = await client.create('Contact', { LastName: 'Doomed', AccountId: account });
    const blocking = await client.create('Case', { AccountId: account });
    const refused = await client.refusal('DELETE', `/sobjects/Account/${account}`);
    assert.equal(refused.errorCode, 'DELETE_FAILED');
    assert.match(
      refused.message,
      /^Your attempt to delete Doomed Ltd could not be completed because it is associated/,
    );
    assert.equal((await client.get(`/sobjects/Contact/${contact}`)).status, 200);
    await client.call('DELETE', `/sobjects/Case/${blocking}`);
    assert.equal((await client.call('DELETE', `/sobjects/Account/${account}`)).status, 204);
    assert.equal((await client.get(`/sobjects/Contact/${contact}`)).status, 404);
  });

  test('ids that lead nowhere', async () => {
    const missing = await client.refusal('GET', '/sobjects/Contact/003Sm0zzzzzzzzz');
    assert.deepEqual([missing.status, missing.errorCode], [404, 'NOT_FOUND']);
    const malformed = await client.refusal('GET', '/sobjects/Contact/abc');
    assert.equal(malformed.message, 'Provided external ID field does not exist or is not accessible: abc');
    const patched = await client.refusal('PATCH', '/sobjects/Contact/abc', {});
    assert.deepEqual([patched.status, patched.errorCode], [400, 'MALFORMED_ID']);
    const method = await client.refusal('PUT', '/sobjects/Contact', {});
    assert.deepEqual([method.status, method.errorCode], [405, 'METHOD_NOT_ALLOWED']);
    const list = await client.refusal('POST', '/services/data', {});
    assert.deepEqual([list.status, list.errorCode], [405, 'METHOD_NOT_ALLOWED']);
    const version = await client.refusal('GET', '/services/data/v65.0/sobjects');
    assert.deepEqual([version.status, version.errorCode], [404, 'NOT_FOUND']);
  });

  test('email addresses are kept in small letters', async () => {
    const id = await client.create('Contact', { LastName: 'Myers', Email: 'Chloe.Myers@Example.com' });
    assert.equal((await client.get(`/sobjects/Contact/${id}`)).body.Email, 'chloe.myers@example.com');
  });

  test('what is no record has no page in the org', async () => {
    const missing = await org.fetch(`${org.url}/nowhere`);
    assert.equal(missing.status, 404);
    assert.match(missing.headers.get('content-type') ?? '', /^text\/html/);
  });
});
