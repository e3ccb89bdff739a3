import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FieldDescribe, SObjectDescribe } from '../../src/api/types.ts';
import type { GivenDescribe } from '../../src/simulator/index.ts';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

const genuine = [
  'Account',
  'Case',
  'Contact',
  'Custom__c',
  'Event',
  'Opportunity',
  'OpportunityContactRole',
  'Whizbang__c',
];

const masterId = '012000000000000AAA';

describe('genuine describes', { skip: fixturesMissing }, () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;

  before(async () => {
    org = await startOrg({ schema: genuine.map((name) => fixture<GivenDescribe>(`describe/${name}.json`)) });
    client = restClient(org);
  });
  after(() => org.close());

  /** A value that the field takes, for those fields that must be given, and one text besides. */
  async function valueFor({ type, referenceTo, picklistValues }: FieldDescribe): Promise<unknown> {
    switch (type) {
      case 'boolean':
        return true;
      case 'date':
        return '2026-04-01';
      case 'datetime':
        return '2026-04-01T10:00:00.000+0000';
      case 'picklist':
        return picklistValues.find(({ active }) => active)?.value;
      case 'reference': {
        const { records } = await client.query(`SELECT Id FROM ${referenceTo[0]} LIMIT 1`);
        return records[0].Id;
      }
      default:
        return type === 'string' || type === 'textarea' ? 'given' : 7;
    }
  }

  for (const fileName of genuine) {
    it(`${fileName}: gives the same fields back`, async () => {
      const given = fixture<SObjectDescribe>(`describe/${fileName}.json`);
      const { status, body } = await client.get(`/sobjects/${given.name}/describe`);
      assert.equal(status, 200);
      assert.equal(body.fields.length, given.fields.length);
      for (const [index, field] of given.fields.entries()) {
        // What an old version gives as null, or not at all, has a value of its type.
        const told = Object.entries(field).filter(
          ([key, value]) => value !== null && key !== 'picklistValues',
        );
        for (const [key, value] of told)
          assert.deepEqual(body.fields[index][key], value, `${field.name}.${key}`);
        assert.equal(Object.keys(body.fields[index]).length >= 57, true);
        assert.deepEqual(
          body.fields[index].picklistValues.map(({ value }: { value: string }) => value),
          field.picklistValues.map(({ value }) => value),
        );
      }
    });

    it(`${fileName}: takes a record, and gives, updates and deletes it`, async () => {
      const { name, fields } = fixture<SObjectDescribe>(`describe/${fileName}.json`);
      const needed = fields.filter(
        ({ createable, nillable, defaultedOnCreate, type }) =>
          createable && !nillable && !defaultedOnCreate && type !== 'boolean',
      );
      const values: Record<string, unknown> = {};
      for (const field of needed) values[field.name] = await valueFor(field);
      const id = await client.create(name, values);
      const names = fields.filter(({ type }) => type !== 'id').map((field) => field.name);
      const answer = await client.query(`SELECT Id, ${names.join(', ')} FROM ${name} WHERE Id = '${id}'`);
      assert.equal(answer.totalSize, 1, JSON.stringify(answer));
      for (const [key, value] of Object.entries(values)) assert.equal(answer.records[0][key], value, key);
      const { body: read } = await client.get(`/sobjects/${name}/${id}`);
      assert.equal(Object.keys(read).length, fields.length + 1);
      const changeable = fields.filter(
        ({ updateable, type, compoundFieldName }) =>
          updateable && ['string', 'textarea', 'boolean'].includes(type) && !compoundFieldName,
      );
      const [changed = fields[0]] = changeable;
      if (changed?.updateable) {
        const value = await valueFor(changed);
        const update = await client.call('PATCH', `/sobjects/${name}/${id}`, { [changed.name]: value });
        assert.equal(update.status, 204, JSON.stringify(update.body));
        assert.equal((await client.get(`/sobjects/${name}/${id}`)).body[changed.name], value);
      }
      const etagged = await client.get(`/sobjects/${name}/${id}?fields=Id`);
      assert.equal(etagged.status, 200);
      assert.equal((await client.call('DELETE', `/sobjects/${name}/${id}`)).status, 204);
    });

    it(`${fileName}: has layouts and picklists where it is laid out`, async () => {
      const { name, fields, recordTypeInfos, layoutable } = fixture<SObjectDescribe>(
        `describe/${fileName}.json`,
      );
      const { status, body } = await client.get(`/sobjects/${name}/describe/layouts`);
      assert.equal(status, layoutable ? 200 : 404);
      // An old version may not tell of the master, which every object has.
      if (layoutable) assert.equal(body.recordTypeMappings.length, Math.max(1, recordTypeInfos.length));
      if (!layoutable) return;
      const picklists = fields.filter(({ type }) => type === 'picklist').length;
      const values = await client.get(`/ui-api/object-info/${name}/picklist-values/${masterId}`);
      assert.equal(values.status, 200);
      assert.ok(Object.keys(values.body.picklistFieldValues).length >= picklists);
    });
  }

  it('have record types that records can be of', async () => {
    const { recordTypeInfos } = fixture<SObjectDescribe>('describe/Account.json');
    const own = recordTypeInfos.filter(({ name }) => name !== 'Master');
    assert.ok(own.length > 0);
    for (const { recordTypeId, name } of own) {
      const id = await client.create('Account', { Name: name, RecordTypeId: recordTypeId });
      const soql = `SELECT RecordType.Name FROM Account WHERE Id = '${id}'`;
      assert.equal((await client.query(soql)).records[0].RecordType.Name, name);
    }
  });

  it('take a record over the UI API where they tell of no record type', async () => {
    const name = 'Custom__c';
    const { status, body } = await client.call('POST', '/ui-api/records', {
      apiName: name,
      fields: { Name: 'first' },
    });
    assert.deepEqual([status, body.recordTypeId], [201, masterId], JSON.stringify(body));
    const changed = await client.call('PATCH', `/ui-api/records/${body.id}`, { fields: { Name: 'second' } });
    assert.deepEqual([changed.status, changed.body.fields.Name.value], [200, 'second']);
    for (const path of [
      `/layout/${name}`,
      `/record-defaults/create/${name}`,
      `/record-ui/${body.id}`,
      `/records/${body.id}?layoutTypes=Full`,
    ]) {
      assert.equal((await client.get(`/ui-api${path}`)).status, 200, path);
    }
  });

  it('relate parents and children of the same org', async () => {
    const soql = 'SELECT Id, (SELECT Role FROM OpportunityContactRoles) FROM Opportunity LIMIT 1';
    assert.equal((await client.query(soql)).totalSize, 1);
  });

  it('leave lists and deletions of seeded records working', async () => {
    const { body } = await client.get('/sobjects/Account/listviews');
    const all = body.listviews.find(
      ({ developerName }: { developerName: string }) => developerName === 'AllAccounts',
    );
    assert.equal((await client.get(`/sobjects/Account/listviews/${all.id}/results`)).status, 200);
    const { records } = await client.query(
      'SELECT Id FROM Contact WHERE Id NOT IN (SELECT ContactId FROM Case) LIMIT 1',
    );
    assert.equal((await client.call('DELETE', `/sobjects/Contact/${records[0].Id}`)).status, 204);
  });
});
