import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SObjectRecord } from '../../src/api/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('capitals, which do not count in any alphabet', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
    for (const [Name, Site] of [
      ['MÜLLER & Söhne', 'Ärzte'],
      ['Müller & söhne', 'ärzte'],
      ['Muller & Sohne', 'Arzte'],
      ['ОАО «Пример»', 'Ärzte'],
    ]) {
      await client.create('Account', { Name, Site });
    }
  });
  after(() => org.close());

  const names = async (condition: string): Promise<unknown[]> =>
    (await client.query(`SELECT Name FROM Account WHERE ${condition}`)).records.map(
      ({ Name }: SObjectRecord) => Name,
    );
  const both = ['MÜLLER & Söhne', 'Müller & söhne'];

  for (const [condition, found] of [
    ["Name = 'MÜLLER & SÖHNE'", both],
    ["Name = 'müller & söhne'", both],
    ["Name = 'muller & sohne'", ['Muller & Sohne']],
    ["Name = 'оао «пример»'", ['ОАО «Пример»']],
    ["Name LIKE 'MÜ%'", both],
    ["Name LIKE '%SÖHNE'", both],
    ["Name LIKE 'm_ller%'", [...both, 'Muller & Sohne']],
    ["Name LIKE 'ОАО%ПРИМЕР_'", ['ОАО «Пример»']],
    ["Name IN ('MÜLLER & SÖHNE', 'MULLER & SOHNE')", [...both, 'Muller & Sohne']],
    ["Name != 'müller & SÖHNE' AND Site LIKE '_RZTE'", ['Muller & Sohne', 'ОАО «Пример»']],
    ["Name NOT IN ('müller & SÖHNE', null) AND Site = 'ÄRZTE'", ['ОАО «Пример»']],
    ["(NOT Name LIKE 'mü%') AND Site = 'ärzte'", ['ОАО «Пример»']],
  ] as const) {
    test(`WHERE ${condition}`, async () => {
      assert.deepEqual((await names(condition)).sort(), [...found].sort());
    });
  }

  test('groups and distinct values', async () => {
    const { records } = await client.query(
      "SELECT COUNT(Id) many, COUNT_DISTINCT(Name) names FROM Account WHERE Site LIKE '_rzte' GROUP BY Site ORDER BY COUNT(Id)",
    );
    assert.deepEqual(
      records.map(({ many, names: different }: SObjectRecord) => [many, different]),
      [
        [1, 1],
        [3, 2],
      ],
    );
    const subtotals = await client.query(
      "SELECT COUNT(Id) many FROM Account WHERE Site LIKE '_rzte' GROUP BY ROLLUP(Site) ORDER BY COUNT(Id)",
    );
    assert.deepEqual(
      subtotals.records.map(({ many }: SObjectRecord) => many),
      [1, 3, 4],
    );
  });

  test('external ids and unique values', async () => {
    const id = await client.create('Showcase__c', {
      Name: 'Capitals',
      Code__c: 'C1',
      External_Id__c: 'ÜBER-1',
    });
    const refused = await client.refusal('POST', '/sobjects/Showcase__c', {
      Name: 'Again',
      Code__c: 'C2',
      External_Id__c: 'über-1',
    });
    assert.equal(refused.errorCode, 'DUPLICATE_VALUE');
    const { status, body } = await client.get(
      `/sobjects/Showcase__c/External_Id__c/${encodeURIComponent('Über-1')}`,
    );
    assert.deepEqual([status, body.Id], [200, id]);
  });

  test('after an export as before', async () => {
    org.org.exportData();
    assert.equal((await names("Name LIKE 'MÜ%'")).length, 2);
  });
});
