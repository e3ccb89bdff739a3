import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixture, fixturesMissing } from '../../support/fixtures.ts';
import { compareShape } from '../../support/payload-shape.ts';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { restClient } from '../rest-client.ts';
import {
  accountInfo,
  createDefaults,
  createdRecord,
  type Differences,
  dependentPicklist,
  listUi,
  recordUi,
} from './differences.ts';

const master = '012000000000000AAA';

/** An account of which every field is filled that the genuine record has a value of. */
const acme = {
  AnnualRevenue: 100_000_000,
  BillingCity: 'New York',
  BillingCountry: 'USA',
  BillingPostalCode: '31349',
  BillingState: 'NY',
  BillingStreet: '10 Main Rd.',
  Fax: '(212) 555-5555',
  Industry: 'Manufacturing',
  Name: 'Acme',
  NumberOfEmployees: 680,
  Phone: '(212) 555-5555',
  ShippingCity: 'New York',
  ShippingCountry: 'USA',
  ShippingPostalCode: '31349',
  ShippingState: 'NY',
  ShippingStreet: '10 Main Rd.',
  Type: 'Prospect',
};

function matches(place: string, difference: string): boolean {
  const [before = '', rest] = place.split('*');
  if (rest === undefined) return place === difference;
  const between = difference.slice(before.length, difference.length - rest.length);
  return difference === before + between + rest && /^\w+$/.test(between);
}

/** Fails for a difference that the table does not have, and for one of the table that there is no longer. */
function assertShape(genuine: unknown, simulated: unknown, table: readonly Differences[]): void {
  const found = compareShape(genuine, simulated);
  const places = table.flatMap((row) => row.places);
  const unlisted = found.filter((difference) => !places.some((place) => matches(place, difference)));
  assert.deepEqual(unlisted, [], 'differences that the table does not list');
  const gone = places.filter((place) => !found.some((difference) => matches(place, difference)));
  assert.deepEqual(gone, [], 'differences that are listed and no longer there');
}

describe('the UI API beside genuine payloads', { skip: fixturesMissing }, () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const get = async (path: string) => {
    const { status, body } = await client.get(`/ui-api${path}`);
    assert.equal(status, 200, path);
    return body;
  };
  const create = async (fields: object) => {
    const { status, body } = await client.call('POST', '/ui-api/records', { apiName: 'Account', fields });
    assert.equal(status, 201);
    return body;
  };

  test('a record that was created', async () => {
    const body = await create({ Name: 'Universal Containers' });
    assertShape(fixture('ui-api/create-record.json'), body, createdRecord);
  });

  test('a list view and its records', async () => {
    const body = await get('/list-ui/Contact/AllContacts?pageSize=10');
    assertShape(fixture('ui-api/list-ui-Contact.json'), body, listUi);
  });

  test('metadata of an object', async () => {
    const body = await get('/object-info/Account');
    assertShape(fixture('ui-api/object-info-Account.json'), body, accountInfo);
  });

  test('what a new record starts with', async () => {
    const body = await get('/record-defaults/create/Account');
    assertShape(fixture('ui-api/record-defaults-create-Account.json'), body, createDefaults);
  });

  test('all that a page of a record needs', async () => {
    const { id } = await create(acme);
    assertShape(fixture('ui-api/record-ui-Account.json'), await get(`/record-ui/${id}`), recordUi);
  });

  test('all picklists of an object', async () => {
    const body = await get(`/object-info/Account/picklist-values/${master}`);
    assertShape(fixture('ui-api/picklist-values-Account.json'), body, []);
  });

  test('picklists that depend on others', async () => {
    interface Picklist {
      controllerValues: Record<string, number>;
      values: unknown[];
    }
    /** The controlling values are data, so only what they stand for is compared. */
    const withoutNames = ({ controllerValues, ...rest }: Picklist) => ({
      ...rest,
      controllerValues: Object.values(controllerValues),
    });
    const genuine = fixture<Record<string, Record<string, Record<string, Picklist>>>>(
      'ui-api/picklist-values-dependent.json',
    );
    const real = Object.values(genuine)
      .flatMap((byRecordType) => Object.values(byRecordType).flatMap((fields) => Object.values(fields)))
      .filter(({ controllerValues }) => Object.keys(controllerValues).length > 0);
    assert.ok(real.length > 0);
    for (const name of ['Country__c', 'Courier__c']) {
      const ours = await get(`/object-info/Showcase__c/picklist-values/${master}/${name}`);
      for (const picklist of real) {
        assertShape(withoutNames(picklist), withoutNames(ours), dependentPicklist);
      }
    }
  });

  test('what the metadata says of an object and of fields that both have is the same', async () => {
    type Info = Record<string, unknown> & { fields: Record<string, Record<string, unknown>> };
    const { objectInfos } = fixture<{ objectInfos: { User: Info } }>('ui-api/record-ui-Account.json');
    const differing: string[] = [];
    for (const genuine of [fixture<Info>('ui-api/object-info-Account.json'), objectInfos.User]) {
      const ours: Info = await get(`/object-info/${genuine.apiName}`);
      const compare = (path: string, theirs: Record<string, unknown>, own: Record<string, unknown>) => {
        for (const [key, value] of Object.entries(theirs)) {
          if (JSON.stringify(own[key]) !== JSON.stringify(value)) differing.push(`${path}.${key}`);
        }
      };
      const { childRelationships: _, fields, themeInfo: __, ...rest } = genuine;
      compare(String(genuine.apiName), rest, ours);
      for (const [name, field] of Object.entries(fields)) {
        if (ours.fields[name]) compare(`${genuine.apiName}.${name}`, field, ours.fields[name]);
      }
    }
    // Administrators can rename an object, as they did there: users are called people.
    assert.deepEqual(differing, ['User.labelPlural']);
  });
});
