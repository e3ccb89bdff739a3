import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Picklist {
  controllerValues: Record<string, number>;
  defaultValue: { value: string } | null;
  eTag: string;
  url: string;
  values: { attributes: null; label: string; validFor: number[]; value: string }[];
}

const master = '012000000000000AAA';

describe('picklist values of the simulated org', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const all = async (objectName: string, recordTypeId = master): Promise<Record<string, Picklist>> => {
    const { body } = await client.get(`/ui-api/object-info/${objectName}/picklist-values/${recordTypeId}`);
    return body.picklistFieldValues;
  };
  const one = async (field: string, recordTypeId = master): Promise<Picklist> =>
    (await client.get(`/ui-api/object-info/Showcase__c/picklist-values/${recordTypeId}/${field}`)).body;
  const recordTypeId = async (name: string): Promise<string> => {
    const soql = `SELECT Id FROM RecordType WHERE SobjectType = 'Showcase__c' AND DeveloperName = '${name}'`;
    return (await client.query(soql)).records[0].Id;
  };
  const offered = ({ values }: Picklist): string[] => values.map(({ value }) => value);

  test('each field alone is as it is among all', async () => {
    const picklists = await all('Showcase__c');
    const names = [
      'Status__c',
      'Colour__c',
      'Region__c',
      'Country__c',
      'Office__c',
      'Courier__c',
      'Channels__c',
    ];
    for (const name of names) {
      assert.deepEqual(await one(name), picklists[name]);
      assert.equal(
        picklists[name]?.url,
        `${dataPath}/ui-api/object-info/Showcase__c/picklist-values/${master}/${name}`,
      );
    }
    assert.equal('Occasion__c' in picklists, false);
  });

  test('values have labels and a default, inactive ones are left out', async () => {
    const status = await one('status__c');
    assert.deepEqual(offered(status), ['Draft', 'In_Review', 'Approved']);
    assert.equal(status.values[1]?.label, 'In Review');
    assert.deepEqual(status.defaultValue, status.values[0]);
    assert.deepEqual(status.controllerValues, {});
    assert.equal((await one('Colour__c')).defaultValue, null);
  });

  describe('of a record type', () => {
    const saved = async (values: object) => {
      const { status, body } = await client.call('POST', '/sobjects/Showcase__c', {
        Code__c: 'x',
        ...values,
      });
      if (status !== 201) return [status, body[0].errorCode, body[0].message];
      const record = (await client.get(`/sobjects/Showcase__c/${body.id}`)).body;
      return [record.RecordTypeId, record.Status__c, record.Colour__c];
    };
    const refused = (label: string, value: string) => [
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${label}: bad value for restricted picklist field: ${value}`,
    ];

    test('only those can be stored, where the picklist is restricted', async () => {
      const travelling = await recordTypeId('Travelling');
      assert.deepEqual(
        await saved({ RecordTypeId: travelling.slice(0, 15), Status__c: 'Draft' }),
        refused('Status', 'Draft'),
      );
      assert.deepEqual(await saved({ RecordTypeId: travelling, Status__c: 'approved' }), [
        travelling,
        'Approved',
        null,
      ]);
      assert.deepEqual(await saved({ Region__c: 'Asia' }), refused('Region', 'Asia'));
      assert.deepEqual((await saved({ Colour__c: 'blue' }))[2], 'Blue');
    });

    test('what a record gets by itself is among them', async () => {
      const travelling = await recordTypeId('Travelling');
      assert.deepEqual(await saved({ RecordTypeId: travelling }), [travelling, null, null]);
      assert.deepEqual(await saved({}), [await recordTypeId('Permanent'), 'Draft', null]);
      const path = `/ui-api/record-defaults/create/Showcase__c?recordTypeId=${travelling}`;
      assert.equal((await client.get(path)).body.record.fields.Status__c.value, null);
    });

    test('a change is held against the type that the record will have', async () => {
      const travelling = await recordTypeId('Travelling');
      const id = await client.create('Showcase__c', { Code__c: 'x', RecordTypeId: travelling });
      const path = `/sobjects/Showcase__c/${id}`;
      assert.equal((await client.refusal('PATCH', path, { Status__c: 'Draft' })).status, 400);
      const both = { Status__c: 'Draft', RecordTypeId: await recordTypeId('Permanent') };
      assert.equal((await client.call('PATCH', path, both)).status, 204);
    });

    test('the master is no record type, and narrows nothing', async () => {
      assert.deepEqual(await saved({ RecordTypeId: master, Region__c: 'Asia' }), [null, 'Draft', null]);
    });
  });

  test('what a choice depends on is told by positions', async () => {
    const country = await one('Country__c');
    assert.deepEqual(country.controllerValues, { Americas: 0, Europe: 1, Asia: 2 });
    assert.deepEqual(country.values.find(({ value }) => value === 'Turkey')?.validFor, [1, 2]);
    const courier = await one('Courier__c');
    assert.deepEqual(courier.controllerValues, { false: 0, true: 1 });
    assert.deepEqual(
      courier.values.map(({ value, validFor }) => [value, validFor]),
      [
        ['Road freight', [0]],
        ['Sea freight', [0]],
        ['Air', [1]],
        ['Messenger', [0, 1]],
      ],
    );
  });

  test('a record type narrows the choices, and what depends on them', async () => {
    const permanent = await recordTypeId('Permanent');
    assert.deepEqual(offered(await one('Colour__c', permanent)), ['Red', 'Green']);
    const country = await one('Country__c', permanent);
    assert.deepEqual(country.controllerValues, { Americas: 0, Europe: 1 });
    assert.deepEqual(country.values.find(({ value }) => value === 'Turkey')?.validFor, [1]);
    const travelling = await one('Status__c', await recordTypeId('Travelling'));
    assert.deepEqual([offered(travelling), travelling.defaultValue], [['In_Review', 'Approved'], null]);
  });

  test('an entity tag changes with the values', async () => {
    const before = (await one('Colour__c')).eTag;
    assert.equal((await one('Colour__c')).eTag, before);
    org.org.editDescribe('Showcase__c', ({ fields }) => {
      const values = fields.find(({ name }) => name === 'Colour__c')?.picklistValues ?? [];
      values.push({ active: true, defaultValue: false, label: 'Grey', validFor: null, value: 'Grey' });
    });
    assert.notEqual((await one('Colour__c')).eTag, before);
  });

  test('objects, record types and fields that there are none of', async () => {
    for (const [path, errorCode] of [
      [`Nothing/picklist-values/${master}`, 'INVALID_TYPE'],
      [`Group/picklist-values/${master}`, 'INVALID_TYPE'],
      ['Contact/picklist-values/012000000000001AAA', 'INVALID_PARAMETER_VALUE'],
      [`Contact/picklist-values/${master}/Nothing`, 'INVALID_FIELD'],
      [`Contact/picklist-values/${master}/LastName`, 'INVALID_FIELD'],
    ]) {
      const refusal = await client.refusal('GET', `/ui-api/object-info/${path}`);
      assert.deepEqual([refusal.status, refusal.errorCode], [400, errorCode], path);
    }
  });

  describe('beside genuine payloads', { skip: fixturesMissing }, () => {
    const keys = (value: unknown): string[] => Object.keys(value as object).sort();

    test('the shape is that of a genuine answer', async () => {
      const real = fixture<{ picklistFieldValues: Record<string, Picklist> }>(
        'ui-api/picklist-values-Account.json',
      ).picklistFieldValues;
      const ours = await all('Account');
      for (const [name, picklist] of Object.entries(real)) {
        assert.deepEqual(keys(ours[name]), keys(picklist), name);
        assert.deepEqual(keys(ours[name]?.values[0]), keys(picklist.values[0]), name);
      }
    });

    test('choices that depend on others have the genuine form', async () => {
      const real = fixture<Record<string, Record<string, Record<string, Picklist>>>>(
        'ui-api/picklist-values-dependent.json',
      ).Bad_Guy__c?.[master]?.Weakness__c;
      const ours = await one('Courier__c');
      assert.deepEqual(ours.controllerValues, real?.controllerValues);
      assert.deepEqual(keys(ours.values[0]), keys(real?.values[0]));
    });
  });
});
