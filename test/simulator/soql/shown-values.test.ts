import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { restClient } from '../rest-client.ts';

let org: RestOrg;
let client: ReturnType<typeof restClient>;
before(async () => {
  org = await openOrg();
  client = restClient(org);
});
after(() => org.close());

test('FORMAT shows no more of an encrypted field than the field itself', async () => {
  const id = await client.create('Showcase__c', {
    Name: 'Masked',
    Code__c: 'masked',
    Door_Code__c: '12345678',
  });
  const { records } = await client.query(
    `SELECT Door_Code__c, FORMAT(Door_Code__c) shown FROM Showcase__c WHERE Id = '${id}'`,
  );
  assert.deepEqual([records[0].Door_Code__c, records[0].shown], ['****5678', '****5678']);
});

describe('totals of decimal fields', () => {
  before(async () => {
    for (const [index, Price__c] of [0.1, 0.2, 1.13, null].entries()) {
      const Name = index < 2 ? 'Decimal' : 'Decimal too';
      await client.create('Showcase__c', { Name, Code__c: `decimal-${index}`, Price__c });
    }
  });
  const totals = async (rest: string) => {
    const { records } = await client.query(
      `SELECT SUM(Price__c) s, AVG(Price__c) a FROM Showcase__c WHERE Name LIKE 'Decimal%' ${rest}`,
    );
    return records.map(({ s, a }: { s: number; a: number }) => [s, a]);
  };

  test('have decimal fractions', async () => {
    assert.deepEqual(await totals("AND Name = 'Decimal'"), [[0.3, 0.15]]);
    assert.deepEqual(await totals(''), [[1.43, 1.43 / 3]]);
  });

  test('are compared so', async () => {
    assert.deepEqual(await totals('GROUP BY Name HAVING SUM(Price__c) = 0.3'), [[0.3, 0.15]]);
  });

  test('are null where there is nothing to add', async () => {
    assert.deepEqual(await totals('AND Price__c = null'), [[null, null]]);
  });
});
