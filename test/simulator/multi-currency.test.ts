import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, GlobalDescribe, SObjectRecord } from '../../src/api/types.ts';
import { orgOnData } from '../support/org-on-data.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { startOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('several currencies', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg({ multiCurrency: true });
    client = restClient(org);
  });
  after(() => org.close());

  const currencyField = async (name: string): Promise<FieldDescribe | undefined> => {
    const { body } = await client.get(`/sobjects/${name}/describe`);
    return body.fields.find((field: FieldDescribe) => field.name === 'CurrencyIsoCode');
  };
  const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2030-01-01', Amount: 10 };
  const currencyOf = async (id: string) =>
    (await client.get(`/sobjects/Opportunity/${id}`)).body.CurrencyIsoCode;

  test('each object that holds amounts has one to choose, of the active ones', async () => {
    for (const name of ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Task', 'User', 'Showcase__c']) {
      const field = await currencyField(name);
      assert.ok(field, name);
      assert.deepEqual([field.type, field.restrictedPicklist, field.custom], ['picklist', true, false]);
      assert.equal(field.createable && !field.nillable && !field.defaultedOnCreate, false);
      const active = field.picklistValues.filter((choice) => choice.active).map(({ value }) => value);
      assert.deepEqual(active, ['USD', 'CAD', 'EUR', 'GBP', 'JPY']);
    }
    for (const name of ['Group', 'RecordType', 'CurrencyType']) {
      assert.equal(await currencyField(name), undefined, name);
    }
  });

  test('CurrencyType holds the rates, against one corporate currency', async () => {
    const { sobjects }: GlobalDescribe = (await client.get('/sobjects')).body;
    const names = sobjects.map(({ name }) => name);
    assert.ok(names.includes('CurrencyType'));
    assert.deepEqual(names, [...names].sort());
    const { records } = await client.query(
      'SELECT IsoCode, ConversionRate, DecimalPlaces, IsActive, IsCorporate FROM CurrencyType',
    );
    const corporate = records.filter(({ IsCorporate }: SObjectRecord) => IsCorporate);
    assert.deepEqual(
      corporate.map(({ IsoCode, ConversionRate }: SObjectRecord) => [IsoCode, ConversionRate]),
      [['USD', 1]],
    );
    const byCode = new Map<string, SObjectRecord>(
      records.map((record: SObjectRecord) => [record.IsoCode, record]),
    );
    assert.equal(byCode.get('JPY')?.DecimalPlaces, 0);
    assert.equal(byCode.get('SEK')?.IsActive, false);
  });

  test('a rate can be changed, the currencies not', async () => {
    const { records } = await client.query("SELECT Id FROM CurrencyType WHERE IsoCode = 'EUR'");
    const path = `/sobjects/CurrencyType/${records[0].Id}`;
    assert.equal((await client.call('PATCH', path, { ConversionRate: 0.95 })).status, 204);
    assert.equal((await client.get(path)).body.ConversionRate, 0.95);
    assert.equal(
      (await client.refusal('PATCH', path, { IsoCode: 'CHF' })).errorCode,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
    assert.equal((await client.call('DELETE', path)).status, 403);
    assert.equal((await client.call('POST', '/sobjects/CurrencyType', { IsoCode: 'CHF' })).status, 404);
  });

  test("a new record is in its maker's currency, or in the one that is given", async () => {
    assert.equal(await currencyOf(await client.create('Opportunity', deal)), 'USD');
    const jonas = restClient(org, 'jonas@northwind.example');
    assert.equal(await currencyOf(await jonas.create('Opportunity', deal)), 'EUR');
    const given = await jonas.create('Opportunity', { ...deal, CurrencyIsoCode: 'GBP' });
    assert.equal(await currencyOf(given), 'GBP');
    const { records } = await client.query("SELECT Id FROM User WHERE Username = 'jonas@northwind.example'");
    await client.call('PATCH', `/sobjects/User/${records[0].Id}`, { DefaultCurrencyIsoCode: 'CAD' });
    assert.equal(await currencyOf(await jonas.create('Opportunity', deal)), 'CAD');
  });

  test('another than the active ones is refused, and so is none', async () => {
    const id = await client.create('Opportunity', deal);
    for (const [CurrencyIsoCode, errorCode] of [
      ['SEK', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
      ['XXX', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
      [null, 'REQUIRED_FIELD_MISSING'],
    ]) {
      const refusal = await client.refusal('PATCH', `/sobjects/Opportunity/${id}`, { CurrencyIsoCode });
      assert.deepEqual([refusal.status, refusal.errorCode], [400, errorCode]);
    }
    assert.equal(await currencyOf(id), 'USD');
  });

  test('the records of the seed are in the currency of their country, or of their account', async () => {
    const { records } = await client.query('SELECT BillingCountry, CurrencyIsoCode FROM Account');
    const found = new Set(
      records.map(
        ({ BillingCountry, CurrencyIsoCode }: SObjectRecord) => `${BillingCountry} ${CurrencyIsoCode}`,
      ),
    );
    assert.ok(found.has('Germany EUR') && found.has('United States USD'));
    const deals = (
      await client.query(
        'SELECT CurrencyIsoCode, Account.CurrencyIsoCode FROM Opportunity WHERE AccountId != null AND CreatedDate < LAST_N_DAYS:0',
      )
    ).records;
    assert.ok(deals.length > 10);
    for (const { CurrencyIsoCode, Account } of deals) assert.equal(CurrencyIsoCode, Account.CurrencyIsoCode);
  });

  test('without the option there is no trace of them', async () => {
    const plain = await openOrg();
    try {
      const other = restClient(plain);
      const { sobjects }: GlobalDescribe = (await other.get('/sobjects')).body;
      assert.ok(!sobjects.some(({ name }) => name === 'CurrencyType'));
      const soql = encodeURIComponent('SELECT CurrencyIsoCode FROM Account');
      assert.equal((await other.refusal('GET', `/query?q=${soql}`)).errorCode, 'INVALID_FIELD');
    } finally {
      await plain.close();
    }
  });
});

describe('several currencies over data that has had one', () => {
  test('everything is in the corporate currency, and there are rates to change', async () => {
    const plain = await startOrg();
    const data = plain.org.exportData();
    await plain.close();
    const org = await orgOnData(data, { multiCurrency: true });
    try {
      const client = restClient(org);
      const { records } = await client.query('SELECT IsoCode FROM CurrencyType ORDER BY Id');
      assert.deepEqual(
        records.map(({ IsoCode }: SObjectRecord) => IsoCode),
        ['USD', 'CAD', 'EUR', 'GBP', 'JPY', 'SEK'],
      );
      for (const name of ['Account', 'Contact', 'Opportunity', 'User', 'Showcase__c']) {
        const grouped = await client.query(`SELECT CurrencyIsoCode FROM ${name} GROUP BY CurrencyIsoCode`);
        assert.deepEqual(
          grouped.records.map(({ CurrencyIsoCode }: SObjectRecord) => CurrencyIsoCode),
          ['USD'],
          name,
        );
      }
      const id = await client.create('Account', { Name: 'New' });
      const { body } = await client.get(`/sobjects/Account/${id}?fields=CurrencyIsoCode`);
      assert.equal(body.CurrencyIsoCode, 'USD');
    } finally {
      await org.close();
    }
  });
});
