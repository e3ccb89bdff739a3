import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, PicklistValue, SObjectRecord } from '../../src/api/types.ts';
import { createSimulatedOrg } from '../../src/simulator/simulated-org.ts';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { orgOnData } from '../support/org-on-data.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { startOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('picklists of states and countries', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg({ stateAndCountryPicklists: true });
    client = restClient(org);
  });
  after(() => org.close());

  const fieldsOf = async (name: string): Promise<FieldDescribe[]> =>
    (await client.get(`/sobjects/${name}/describe`)).body.fields;
  const named = (fields: readonly FieldDescribe[], name: string) =>
    fields.find((field) => field.name === name) as FieldDescribe;

  /** The labels that a describe offers for a controlling value, as a client reads them. */
  function offered(dependent: FieldDescribe, controller: FieldDescribe, value: string): string[] {
    const index = controller.picklistValues.findIndex((choice) => choice.value === value);
    const isSet = ({ validFor }: PicklistValue) =>
      ((Buffer.from(validFor ?? '', 'base64')[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
    return dependent.picklistValues.filter(isSet).map(({ label }) => label);
  }

  const address = async (id: string): Promise<(string | null)[]> => {
    const { body } = await client.get(`/sobjects/Account/${id}`);
    return [body.BillingCountryCode, body.BillingCountry, body.BillingStateCode, body.BillingState];
  };
  const create = (values: object) => client.create('Account', { Name: 'Placed', ...values });
  const change = (id: string, values: object) => client.call('PATCH', `/sobjects/Account/${id}`, values);

  describe('in metadata', () => {
    test('each address has a state to choose that depends on its country', async () => {
      for (const [objectName, prefix] of [
        ['Account', 'Billing'],
        ['Account', 'Shipping'],
        ['Contact', 'Mailing'],
        ['Lead', ''],
        ['User', ''],
      ]) {
        const fields = await fieldsOf(String(objectName));
        const [state, country] = [named(fields, `${prefix}StateCode`), named(fields, `${prefix}CountryCode`)];
        for (const field of [state, country]) {
          assert.deepEqual([field.type, field.restrictedPicklist], ['picklist', true]);
          assert.equal(field.compoundFieldName, `${prefix}Address`);
        }
        assert.deepEqual([state.dependentPicklist, state.controllerName], [true, country.name]);
        assert.deepEqual([country.dependentPicklist, country.controllerName], [false, null]);
        assert.equal(named(fields, `${prefix}State`).type, 'string');
        assert.equal(offered(state, country, 'US').length, 51);
        assert.equal(offered(state, country, 'CA').length, 13);
        assert.ok(offered(state, country, 'AU').includes('Western Australia'));
        assert.ok(!offered(state, country, 'AU').includes('Washington'));
        assert.deepEqual(offered(state, country, 'DE'), []);
      }
    });

    test('custom addresses too', async () => {
      const fields = await fieldsOf('Showcase__c');
      const [state, country] = [named(fields, 'Venue__StateCode__s'), named(fields, 'Venue__CountryCode__s')];
      assert.equal(state.controllerName, country.name);
      assert.ok(offered(state, country, 'BR').includes('Amapá'));
    });

    test('the UI API tells the same by positions', async () => {
      const path = '/ui-api/object-info/Lead/picklist-values/012000000000000AAA/StateCode';
      const { body } = await client.get(path);
      const index = body.controllerValues.US;
      const states = body.values.filter(({ validFor }: { validFor: number[] }) => validFor.includes(index));
      assert.equal(states.length, 51);
    });

    test('in the form of a genuine answer', { skip: fixturesMissing }, async () => {
      type Picklist = {
        controllerValues: object;
        values: { value: string; label: string; validFor: number[] }[];
      };
      const real = fixture<{ Lead: Record<string, Record<string, Picklist>> }>(
        'ui-api/picklist-values-dependent.json',
      ).Lead['012000000000000AAA'];
      const path = '/ui-api/object-info/Lead/picklist-values/012000000000000AAA';
      const ours: Record<string, Picklist> = (await client.get(path)).body.picklistFieldValues;
      const pairs = ({ controllerValues, values }: Picklist) => {
        const codes = Object.keys(controllerValues);
        return values.map(({ value, label, validFor }) => `${codes[validFor[0] ?? -1]}-${value} ${label}`);
      };
      const genuine = new Set(real?.StateCode ? pairs(real.StateCode) : []);
      const own = ours.StateCode ? pairs(ours.StateCode) : [];
      assert.ok(own.length > 90);
      // Spelled as in orgs of today; the payload is of an older one.
      const spelled = (pair: string) => pair.normalize('NFD').replace(/\p{M}/gu, '');
      const known = new Set([...genuine].map(spelled));
      assert.deepEqual(
        own.map(spelled).filter((pair) => !known.has(pair)),
        [],
      );
    });

    test('a layout has people choose, not type', async () => {
      const { body } = await client.get('/sobjects/Account/describe/layouts/012000000000000AAA');
      const text = JSON.stringify(body.editLayoutSections);
      assert.match(text, /"value":"BillingStateCode"/);
      assert.doesNotMatch(text, /"value":"BillingState"/);
    });
  });

  describe('in records', () => {
    test('those of the seed have both', async () => {
      const { records } = await client.query(
        "SELECT BillingStateCode, BillingState, BillingCountryCode, BillingCountry FROM Account WHERE BillingCountryCode = 'US'",
      );
      assert.ok(records.length > 5);
      for (const { BillingStateCode, BillingState, BillingCountry } of records) {
        assert.match(BillingStateCode, /^[A-Z]{2}$/);
        assert.ok(BillingState.length > 2);
        assert.equal(BillingCountry, 'United States');
      }
      const all = await client.query('SELECT COUNT() FROM Account WHERE BillingCountryCode = null');
      assert.equal(all.totalSize, 0);
    });

    test('a code brings its name, a name its code', async () => {
      const byCode = await create({ BillingCountryCode: 'US', BillingStateCode: 'IL' });
      assert.deepEqual(await address(byCode), ['US', 'United States', 'IL', 'Illinois']);
      const byName = await create({ BillingCountry: 'canada', BillingState: 'Ontario' });
      assert.deepEqual(await address(byName), ['CA', 'Canada', 'ON', 'Ontario']);
      await change(byName, { BillingStateCode: 'QC' });
      assert.deepEqual(await address(byName), ['CA', 'Canada', 'QC', 'Quebec']);
      const { body } = await client.get(`/sobjects/Account/${byName}`);
      const { countryCode, stateCode, country, state } = body.BillingAddress;
      assert.deepEqual([countryCode, stateCode, country, state], ['CA', 'QC', 'Canada', 'Quebec']);
    });

    test('one code stands for states of several countries', async () => {
      const perth = await create({ BillingCountryCode: 'AU', BillingStateCode: 'WA' });
      assert.deepEqual(await address(perth), ['AU', 'Australia', 'WA', 'Western Australia']);
      await change(perth, { BillingCountryCode: 'US', BillingStateCode: 'WA' });
      assert.deepEqual(await address(perth), ['US', 'United States', 'WA', 'Washington']);
    });

    test('without its country a state goes too', async () => {
      const id = await create({ BillingCountryCode: 'US', BillingStateCode: 'IL' });
      await change(id, { BillingCountryCode: null });
      assert.deepEqual(await address(id), [null, null, null, null]);
    });

    test('a new record takes a code over a name that contradicts it; a change is refused', async () => {
      const id = await create({ BillingCountryCode: 'US', BillingCountry: 'Canada' });
      assert.deepEqual((await address(id)).slice(0, 2), ['US', 'United States']);
      const { status, body } = await change(id, { BillingCountryCode: 'CA', BillingCountry: 'Germany' });
      assert.deepEqual([status, body[0].errorCode], [400, 'FIELD_INTEGRITY_EXCEPTION']);
      assert.deepEqual((await address(id)).slice(0, 2), ['US', 'United States']);
    });

    test('what is not on the list, or not there, is refused and changes nothing', async () => {
      const id = await create({ BillingCountryCode: 'US', BillingStateCode: 'IL' });
      const before = await address(id);
      for (const [values, field, message] of [
        [{ BillingCountry: 'Untied States' }, 'BillingCountry', /^There's a problem with this country/],
        [{ BillingState: 'Ontario' }, 'BillingState', /^There's a problem with this state/],
        [{ BillingStateCode: 'ON' }, 'BillingStateCode', /^There's a problem with this state/],
        [{ BillingCountryCode: 'CA' }, 'BillingStateCode', /^There's a problem with this state/],
        [{ BillingCountryCode: 'XX' }, 'BillingCountryCode', /contains XX, which isn't an available country/],
        [{ BillingStateCode: 'XX' }, 'BillingStateCode', /contains XX, which isn't an available state\./],
        [{ ShippingState: 'Illinois' }, 'ShippingState', /^A country\/territory must be specified before/],
      ] as const) {
        const { status, body } = await change(id, values);
        assert.deepEqual(
          [status, body[0].errorCode],
          [400, 'FIELD_INTEGRITY_EXCEPTION'],
          JSON.stringify(values),
        );
        assert.deepEqual(body[0].fields, [field]);
        assert.match(body[0].message, message);
      }
      assert.deepEqual(await address(id), before);
    });
  });

  test('the addresses of person accounts have them too', async () => {
    const both = await openOrg({ personAccounts: true, stateAndCountryPicklists: true });
    try {
      const other = restClient(both);
      const values = { LastName: 'Placed', PersonMailingCountryCode: 'US', PersonMailingState: 'Ohio' };
      const id = await other.create('Account', values);
      const { records } = await other.query(
        `SELECT PersonMailingStateCode, PersonContact.MailingStateCode, PersonContact.MailingCountry FROM Account WHERE Id = '${id}'`,
      );
      const [{ PersonMailingStateCode, PersonContact }] = records;
      assert.deepEqual(
        [PersonMailingStateCode, PersonContact.MailingStateCode, PersonContact.MailingCountry],
        ['OH', 'OH', 'United States'],
      );
    } finally {
      await both.close();
    }
  });

  test('without the option there are only the names', async () => {
    const plain = await openOrg();
    try {
      const other = restClient(plain);
      const { body } = await other.get('/sobjects/Account/describe');
      const names = body.fields.map(({ name }: FieldDescribe) => name);
      assert.ok(names.includes('BillingState') && !names.includes('BillingStateCode'));
      const { records } = await other.query('SELECT BillingState FROM Account WHERE BillingState != null');
      assert.ok(records.some(({ BillingState }: SObjectRecord) => BillingState === 'IL'));
    } finally {
      await plain.close();
    }
  });
});

describe('picklists of states and countries over data that has had only texts', () => {
  test('the codes of its addresses are found, once and for all', async () => {
    const query = `SELECT BillingCountry, BillingCountryCode, BillingState, BillingStateCode, ShippingStateCode
      FROM Account ORDER BY Id`;
    const feature = { stateAndCountryPicklists: true };
    const [plain, expected] = [await startOrg(), await startOrg(feature)];
    const { records } = await restClient(expected).query(query);
    await restClient(plain).create('Account', {
      Name: 'Lost',
      BillingState: 'NY',
      BillingCountry: 'Atlantis',
    });
    const data = plain.org.exportData();
    await Promise.all([plain.close(), expected.close()]);
    const once = await createSimulatedOrg({ ...feature, data });
    const again = once.exportData();
    once.close();
    for (const given of [data, again]) {
      const org = await orgOnData(given, feature);
      try {
        const found = (await restClient(org).query(query)).records;
        assert.deepEqual(found.slice(0, -1), records);
        const { BillingCountry, BillingCountryCode, BillingState, BillingStateCode } = found.at(-1);
        assert.deepEqual(
          [BillingCountry, BillingCountryCode, BillingState, BillingStateCode],
          ['Atlantis', null, 'NY', null],
        );
      } finally {
        await org.close();
      }
    }
  });
});
