import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SObjectRecord } from '../../src/api/types.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

/** The rates of the org: EUR 0.92, JPY 149.5 for one USD. */
describe('queries of amounts in several currencies', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  let jonas: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg({ multiCurrency: true });
    client = restClient(org);
    jonas = restClient(org, 'jonas@northwind.example');
    for (const [Name, AnnualRevenue, CurrencyIsoCode] of [
      ['Amount A', 1000, 'EUR'],
      ['Amount B', 1000, 'USD'],
      ['Amount C', 1050, 'JPY'],
      ['Amount D', null, 'EUR'],
    ]) {
      await client.create('Account', { Name, AnnualRevenue, CurrencyIsoCode });
    }
    const { records } = await client.query("SELECT Id FROM Account WHERE Name = 'Amount A'");
    await client.create('Contact', { LastName: 'Amount', AccountId: records[0].Id });
  });
  after(() => org.close());

  const ours = "Name LIKE 'Amount _'";
  const names = async (clauses: string): Promise<string[]> =>
    (await client.query(`SELECT Name FROM Account WHERE ${ours} ${clauses}`)).records.map(
      ({ Name }: SObjectRecord) => String(Name).slice(-1),
    );
  const shown = async (field: string, by = client): Promise<unknown[]> =>
    (await by.query(`SELECT ${field} shown FROM Account WHERE ${ours} ORDER BY Name`)).records.map(
      (record: SObjectRecord) => record.shown,
    );
  const refusal = (soql: string) => client.refusal('GET', `/query?q=${encodeURIComponent(soql)}`);

  test("convertCurrency gives the amount in the user's currency", async () => {
    assert.deepEqual(await shown('convertCurrency(AnnualRevenue)'), [1000 / 0.92, 1000, 1050 / 149.5, null]);
    assert.deepEqual(await shown('convertCurrency(AnnualRevenue)', jonas), [
      1000,
      920,
      (1050 / 149.5) * 0.92,
      null,
    ]);
  });

  test("FORMAT names the record's currency, and what the amount is in the user's", async () => {
    assert.deepEqual(await shown('FORMAT(AnnualRevenue)'), [
      'EUR 1,000.00 (USD 1,086.96)',
      'USD 1,000.00',
      'JPY 1,050 (USD 7.02)',
      null,
    ]);
    assert.deepEqual(await shown('FORMAT(AnnualRevenue)', jonas), [
      'EUR 1.000,00',
      'USD 1.000,00 (EUR 920,00)',
      'JPY 1.050 (EUR 6,46)',
      null,
    ]);
    assert.deepEqual(await shown('FORMAT(convertCurrency(AnnualRevenue))'), [
      'USD 1,086.96',
      'USD 1,000.00',
      'USD 7.02',
      null,
    ]);
  });

  test('the amount of a parent is in the currency of that parent', async () => {
    const { records } = await client.query(
      "SELECT convertCurrency(Account.AnnualRevenue), FORMAT(Account.AnnualRevenue) text FROM Contact WHERE LastName = 'Amount'",
    );
    assert.equal(records[0].Account.AnnualRevenue, 1000 / 0.92);
    assert.equal(records[0].text, 'EUR 1,000.00 (USD 1,086.96)');
  });

  for (const [condition, found] of [
    ['AnnualRevenue > USD1040', ['A']],
    ['AnnualRevenue > 1040', ['C']],
    ['AnnualRevenue = eur1000', ['A']],
    ['AnnualRevenue = 1000', ['A', 'B']],
    ['AnnualRevenue < JPY150000', ['B', 'C']],
    ['AnnualRevenue IN (USD1000, JPY1050)', ['B', 'C']],
    ['AnnualRevenue NOT IN (USD1000, JPY1050)', ['A', 'D']],
    ['AnnualRevenue != EUR1000.00', ['B', 'C', 'D']],
  ] as const) {
    test(`WHERE ${condition}`, async () => {
      assert.deepEqual(await names(`AND ${condition} ORDER BY Name`), found);
    });
  }

  test('amounts sort by what they are worth', async () => {
    assert.deepEqual(await names('ORDER BY AnnualRevenue'), ['D', 'C', 'B', 'A']);
    assert.deepEqual(await names('ORDER BY AnnualRevenue DESC NULLS FIRST'), ['D', 'A', 'B', 'C']);
  });

  test('what is counted up is in the corporate currency', async () => {
    const { records } = await jonas.query(
      `SELECT SUM(AnnualRevenue) sum, MAX(AnnualRevenue) most, COUNT(AnnualRevenue) many FROM Account WHERE ${ours}`,
    );
    const [{ sum, most, many }] = records;
    assert.equal(Math.round(sum * 1e6), Math.round((1000 / 0.92 + 1000 + 1050 / 149.5) * 1e6));
    assert.deepEqual([most, many], [1000 / 0.92, 3]);
    const grouped = await client.query(
      `SELECT Name FROM Account WHERE ${ours} GROUP BY Name HAVING MAX(AnnualRevenue) > 1040`,
    );
    assert.deepEqual(
      grouped.records.map(({ Name }: SObjectRecord) => Name),
      ['Amount A'],
    );
    const formatted = await client.query(`SELECT FORMAT(MAX(AnnualRevenue)) most FROM Account WHERE ${ours}`);
    assert.equal(formatted.records[0].most, 'USD 1,086.96');
  });

  test('a changed rate counts at once', async () => {
    const { records } = await client.query("SELECT Id FROM CurrencyType WHERE IsoCode = 'GBP'");
    await client.call('PATCH', `/sobjects/CurrencyType/${records[0].Id}`, { ConversionRate: 0.5 });
    await client.create('Account', { Name: 'Pounds', AnnualRevenue: 10, CurrencyIsoCode: 'GBP' });
    const soql =
      "SELECT convertCurrency(AnnualRevenue) FROM Account WHERE Name = 'Pounds' AND AnnualRevenue > USD19";
    assert.equal((await client.query(soql)).records[0].AnnualRevenue, 20);
  });

  for (const soql of [
    'SELECT Id FROM Account WHERE AnnualRevenue > XYZ1040',
    'SELECT Id FROM Account WHERE AnnualRevenue > SEK1040',
    'SELECT Id FROM Account WHERE AnnualRevenue IN (USD1, 2)',
    'SELECT Id FROM Account WHERE convertCurrency(AnnualRevenue) > 1',
    'SELECT Id FROM Account ORDER BY convertCurrency(AnnualRevenue)',
    'SELECT convertCurrency(MAX(AnnualRevenue)) FROM Account',
    'SELECT convertCurrency(Name) FROM Account',
    'SELECT Name FROM Account GROUP BY Name HAVING MAX(AnnualRevenue) > USD1',
  ]) {
    test(`refused: ${soql}`, async () => {
      assert.deepEqual((await refusal(soql)).errorCode, 'MALFORMED_QUERY');
    });
  }

  test('the UI API shows amounts so too', async () => {
    const { records } = await client.query("SELECT Id FROM Account WHERE Name = 'Amount A'");
    const { body } = await client.get(`/ui-api/records/${records[0].Id}?fields=Account.AnnualRevenue`);
    assert.deepEqual(body.fields.AnnualRevenue, { displayValue: 'EUR 1,000.00 (USD 1,086.96)', value: 1000 });
  });
});
