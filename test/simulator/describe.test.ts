import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, FieldType, SObjectDescribe } from '../../src/api/types.ts';
import { idChecksum, makeId, normalizeId } from '../../src/simulator/store/ids.ts';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const objects = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Task', 'User', 'Showcase__c'];

const requiredNames = (fields: readonly FieldDescribe[]): string[] =>
  fields
    .filter((field) => field.createable && !field.nillable && !field.defaultedOnCreate)
    .map((field) => field.name)
    .sort();

describe('describe of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  const describes = new Map<string, SObjectDescribe>();
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    for (const name of objects) {
      describes.set(name, (await client.get(`/sobjects/${name}/describe`)).body);
    }
  });
  after(() => org.close());

  const described = (name: string): SObjectDescribe => {
    const found = describes.get(name);
    assert.ok(found, name);
    return found;
  };

  test('the global describe lists them, each with its URLs', async () => {
    const { body } = await client.get('/sobjects');
    const names = body.sobjects.map((summary: { name: string }) => summary.name);
    for (const name of objects) assert.ok(names.includes(name), name);
    assert.equal(Object.keys(body.sobjects[0]).length, 28);
    assert.equal(body.sobjects[0].urls.describe, `${dataPath}/sobjects/${body.sobjects[0].name}/describe`);
  });

  test('whatever a describe names can be asked for', async () => {
    for (const name of ['Account', 'Showcase__c']) {
      const { urls } = (await client.get(`/sobjects/${name}/describe`)).body as SObjectDescribe;
      const id = (await client.query(`SELECT Id FROM ${name} LIMIT 1`)).records[0].Id;
      for (const [what, url] of Object.entries(urls).filter(([, given]) => given.startsWith(dataPath))) {
        assert.equal((await client.get(url.replace('{ID}', id))).status, 200, `${name} ${what}`);
      }
    }
  });

  test('names do not care for case; unknown ones are not found', async () => {
    assert.equal((await client.get('/sobjects/contact/describe')).body.name, 'Contact');
    const unknown = await client.refusal('GET', '/sobjects/Nothing/describe');
    assert.deepEqual(unknown, {
      status: 404,
      errorCode: 'NOT_FOUND',
      message: 'The requested resource does not exist',
    });
  });

  test('what a create needs is what the org needs', () => {
    const required = Object.fromEntries(objects.map((name) => [name, requiredNames(described(name).fields)]));
    assert.deepEqual(required, {
      Account: ['Name'],
      Contact: ['LastName'],
      Lead: ['Company', 'LastName'],
      Opportunity: ['CloseDate', 'Name', 'StageName'],
      Case: [],
      Task: [],
      User: [
        'Alias',
        'Email',
        'EmailEncodingKey',
        'LanguageLocaleKey',
        'LastName',
        'LocaleSidKey',
        'TimeZoneSidKey',
        'Username',
      ],
      Showcase__c: ['Code__c'],
    });
  });

  test('one object has every type that standard and custom fields have', () => {
    const types = new Set<FieldType>(described('Showcase__c').fields.map(({ type }) => type));
    assert.deepEqual(
      [...types].sort(),
      (
        [
          'address',
          'boolean',
          'combobox',
          'currency',
          'date',
          'datetime',
          'double',
          'email',
          'encryptedstring',
          'id',
          'int',
          'location',
          'multipicklist',
          'percent',
          'phone',
          'picklist',
          'reference',
          'string',
          'textarea',
          'time',
          'url',
        ] satisfies FieldType[]
      ).sort(),
    );
  });

  test('texts weigh three bytes a character, field names are unique', () => {
    for (const name of objects) {
      const { fields } = described(name);
      assert.equal(new Set(fields.map((field) => field.name)).size, fields.length);
      for (const field of fields.filter(({ type, name }) => type === 'string' && name !== 'Fiscal')) {
        assert.equal(field.byteLength, field.length * 3, field.name);
      }
    }
  });

  test('dependent picklists: bits say which controlling values allow a choice', () => {
    const { fields } = described('Showcase__c');
    const field = (name: string) => fields.find((candidate) => candidate.name === name);
    const controls = field('Region__c')?.picklistValues.map(({ value }) => value) ?? [];
    const turkey = field('Country__c')?.picklistValues.find(({ value }) => value === 'Turkey');
    const bits = Buffer.from(turkey?.validFor ?? '', 'base64');
    const allowed = controls.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
    assert.deepEqual(allowed, ['Europe', 'Asia']);
    assert.equal(field('Country__c')?.controllerName, 'Region__c');
    const air = field('Courier__c')?.picklistValues.find(({ value }) => value === 'Air');
    assert.equal(air?.validFor, 'QAAA');
  });

  test('child relationships follow from the lookups', () => {
    const contacts = described('Account').childRelationships.find(({ field }) => field === 'AccountId');
    assert.ok(contacts);
    const children = described('Account').childRelationships.map(({ relationshipName }) => relationshipName);
    for (const name of ['ChildAccounts', 'Contacts', 'Opportunities', 'Cases', 'Tasks', 'Showcases__r']) {
      assert.ok(children.includes(name), name);
    }
  });

  describe('beside genuine payloads', { skip: fixturesMissing }, () => {
    const genuine = (name: string) => fixture<SObjectDescribe>(`describe/${name}.json`);

    test('the key sets are those of a genuine describe', () => {
      const real = genuine('Contact');
      const ours = described('Contact');
      assert.deepEqual(Object.keys(ours).sort(), Object.keys(real).sort());
      assert.equal(Object.keys(ours).length, 45);
      const keys = Object.keys(real.fields[0] ?? {}).sort();
      assert.equal(keys.length, 57);
      for (const name of objects) {
        for (const field of described(name).fields)
          assert.deepEqual(Object.keys(field).sort(), keys, field.name);
      }
    });

    /**
     * StageName is restricted here so that a wrong stage is refused; the genuine org left it open.
     * Account.DandbCompanyId and the like are absent: their objects are.
     */
    const compared = ['type', 'createable', 'nillable', 'defaultedOnCreate', 'updateable'] as const;
    const alsoCompared = [
      'label',
      'length',
      'byteLength',
      'precision',
      'scale',
      'digits',
      'soapType',
    ] as const;
    const flags = ['filterable', 'sortable', 'groupable', 'compoundFieldName', 'extraTypeInfo'] as const;
    const more = [
      'nameField',
      'idLookup',
      'relationshipName',
      'polymorphicForeignKey',
      'permissionable',
    ] as const;

    for (const name of ['Account', 'Contact', 'Case', 'Opportunity']) {
      test(`${name}: shared fields behave alike`, () => {
        let shared = 0;
        for (const real of genuine(name).fields) {
          const ours = described(name).fields.find((field) => field.name === real.name);
          if (!ours) continue;
          shared += 1;
          for (const key of [...compared, ...alsoCompared, ...flags, ...more]) {
            assert.deepEqual(ours[key], real[key], `${name}.${real.name} ${key}`);
          }
        }
        assert.ok(shared > 30, `only ${shared} shared fields`);
      });
    }
  });
});

test('ids: 18 characters, checksum as in genuine records', () => {
  assert.equal(idChecksum('0035500001H9cak'), 'AAB');
  assert.equal(idChecksum('00155000 01QdQWa'.replace(' ', '')), 'AAN');
  const id = makeId('003', 12_345);
  assert.equal(id.length, 18);
  assert.equal(normalizeId(id.slice(0, 15)), id);
  assert.equal(normalizeId(`${id.slice(0, 15)}AAA`), id.endsWith('AAA') ? id : undefined);
  assert.equal(normalizeId('003'), undefined);
});
