import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../../support/start-org.ts';
import { dataPath, restClient } from '../rest-client.ts';

describe('child records of the UI API', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  let accountId: string;
  const contactIds: string[] = [];
  before(async () => {
    org = await startOrg();
    client = restClient(org);
    accountId = await client.create('Account', { Name: 'Parent' });
    for (let count = 1; count <= 7; count++) {
      contactIds.push(await client.create('Contact', { LastName: `Child ${count}`, AccountId: accountId }));
    }
  });
  after(() => org.close());

  const get = async (path: string) => {
    const { status, body } = await client.get(path.startsWith('/services') ? path : `/ui-api${path}`);
    assert.equal(status, 200, path);
    return body;
  };
  const idsOf = ({ records }: { records: { id: string }[] }) => records.map(({ id }) => id);
  const path = () => `${dataPath}/ui-api/records/${accountId}/child-relationships/Contacts`;

  test('come with the record that is asked for them, five at first', async () => {
    const { eTag: _, ...alone } = await get(`/records/${accountId}/child-relationships/contacts`);
    assert.deepEqual([alone.count, idsOf(alone)], [5, contactIds.slice(0, 5)]);
    assert.deepEqual(alone.records[0].fields, {
      AccountId: { displayValue: null, value: accountId },
      Id: { displayValue: null, value: contactIds[0] },
      Name: { displayValue: null, value: 'Child 1' },
    });
    assert.equal(alone.currentPageUrl, `${path()}?page=1&pageSize=5`);
    const asked = 'childRelationships=Account.Contacts,Lead.Tasks';
    const record = await get(`/records/${accountId}?layoutTypes=Compact&${asked}`);
    assert.deepEqual(record.childRelationships, { Contacts: alone });
    const ui = await get(`/record-ui/${accountId}?${asked},Account.Cases`);
    assert.deepEqual(ui.records[accountId].childRelationships.Contacts, alone);
    assert.equal(ui.records[accountId].childRelationships.Cases.count, 0);
    const batch = await get(`/records/batch/${accountId}?fields=Account.Name&${asked}`);
    assert.deepEqual(idsOf(batch.results[0].result.childRelationships.Contacts), idsOf(alone));
  });

  test('are paged, with the fields that are asked for', async () => {
    const fields = 'fields=Contact.Owner.Alias&optionalFields=Contact.Shoe';
    const first = await get(
      `/record-ui/${accountId}?childRelationships=Account.Contacts&pageSize=4&optionalFields=Contact.Email`,
    );
    const { nextPageUrl, records } = first.records[accountId].childRelationships.Contacts;
    assert.equal('Email' in records[0].fields, true);
    const second = await get(nextPageUrl);
    assert.deepEqual([second.count, second.nextPageUrl, idsOf(second)], [3, null, contactIds.slice(4)]);
    assert.equal('Email' in second.records[0].fields, true);
    assert.deepEqual(idsOf(await get(second.previousPageUrl)), contactIds.slice(0, 4));
    const whole = await get(`/records/${accountId}/child-relationships/Contacts?pageSize=50&${fields}`);
    assert.deepEqual([whole.count, whole.nextPageToken], [7, null]);
    assert.equal(whole.records[6].fields.Owner.value.fields.Alias.value.length > 0, true);
  });

  test('that make no sense are refused', async () => {
    const record = `/records/${accountId}`;
    for (const [wrong, status, errorCode] of [
      [`${record}/child-relationships/Shoes`, 400, 'INVALID_FIELD'],
      [`${record}/child-relationships/Contacts?pageSize=0`, 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      [`${record}/child-relationships/Contacts?fields=Contact.Shoe`, 400, 'INVALID_FIELD'],
      [`${record}?fields=Account.Name&childRelationships=Account.Shoes`, 400, 'INVALID_FIELD'],
      [`${record}?fields=Account.Name&childRelationships=Account.Contacts.Name`, 400, 'INVALID_FIELD'],
      ['/records/001000000000000AAA/child-relationships/Contacts', 404, 'NOT_FOUND'],
    ] as const) {
      const refusal = await client.refusal('GET', `/ui-api${wrong}`);
      assert.deepEqual([refusal.status, refusal.errorCode], [status, errorCode], wrong);
    }
  });
});
