import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('metadata that is edited while the org runs', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
  });
  after(() => org.close());

  test('304 for who has seen it, until it changes, even within the second', async () => {
    for (const label of ['Lead', 'Prospect', 'Lead']) {
      const { headers } = await client.get('/sobjects/Lead/describe');
      const seen = { 'if-modified-since': headers.get('last-modified') ?? '' };
      assert.equal((await client.get('/sobjects/Lead/describe', seen)).status, 304);
      org.org.editDescribe('Lead', (lead) => {
        lead.label = label;
      });
      const changed = await client.get('/sobjects/Lead/describe', seen);
      assert.deepEqual([changed.status, changed.body.label], [200, label]);
    }
  });

  test('edited metadata shows, and a new field can be written', async () => {
    org.org.editDescribe('Lead', (lead) => {
      const title = lead.fields.find((field) => field.name === 'Title');
      assert.ok(title);
      lead.fields.push({ ...title, name: 'Shoe_Size__c', label: 'Shoe Size', custom: true });
      lead.fields = lead.fields.filter((field) => field.name !== 'Fax');
    });
    const id = await client.create('Lead', { LastName: 'New', Company: 'New', Shoe_Size__c: '44' });
    const { body } = await client.get(`/sobjects/Lead/${id}`);
    assert.equal(body.Shoe_Size__c, '44');
    assert.equal('Fax' in body, false);
    const refused = await client.refusal('POST', '/sobjects/Lead', { LastName: 'x', Company: 'x', Fax: '1' });
    assert.equal(refused.message, "No such column 'Fax' on sobject of type Lead");
  });

  test('capitals tell external ids apart only where the field says so', async () => {
    const path = (value: string) => `/sobjects/Lead/External_Id__c/${value}`;
    const lead = { LastName: 'x', Company: 'x' };
    await client.call('PATCH', path('key-a'), lead);
    assert.equal((await client.call('PATCH', path('KEY-A'), lead)).body.created, false);

    org.org.editDescribe('Lead', ({ fields }) => {
      const field = fields.find(({ name }) => name === 'External_Id__c');
      assert.ok(field);
      field.caseSensitive = true;
    });
    assert.equal((await client.call('PATCH', path('KEY-A'), lead)).body.created, true);
    assert.equal((await client.get(path('Key-A'))).status, 404);
    assert.notEqual((await client.get(path('key-a'))).body.Id, (await client.get(path('KEY-A'))).body.Id);
  });
});
