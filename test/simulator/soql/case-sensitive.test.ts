import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FieldDescribe, SObjectRecord } from '../../../src/api/types.ts';
import { startOrg, type TestOrg } from '../../support/start-org.ts';
import { restClient } from '../rest-client.ts';

const text = (name: string, traits: Partial<FieldDescribe> = {}) =>
  ({ name, type: 'string', length: 20, ...traits }) as const;

let org: TestOrg;
let client: ReturnType<typeof restClient>;
before(async () => {
  const fields = [text('Code__c', { unique: true, externalId: true, caseSensitive: true }), text('Word__c')];
  org = await startOrg({ schema: [{ name: 'Account', fields }] });
  client = restClient(org);
  for (const code of ['abc', 'ABC', 'def', 'äöü', 'ÄÖÜ']) {
    await client.create('Account', { Name: code, Code__c: code, Word__c: code });
  }
});
after(() => org.close());

async function codes(condition: string): Promise<unknown[]> {
  const { records } = await client.query(
    `SELECT Code__c FROM Account WHERE Word__c != null AND ${condition} ORDER BY CreatedDate, Id`,
  );
  return records.map((record: SObjectRecord) => record.Code__c).sort();
}

describe('comparisons with a unique field whose capitals count', () => {
  const cases: [condition: string, expected: string[]][] = [
    ["Code__c = 'abc'", ['abc']],
    ["Code__c != 'abc'", ['ABC', 'def', 'ÄÖÜ', 'äöü']],
    ["Code__c = 'äöü'", ['äöü']],
    ["Code__c IN ('ABC', 'DEF')", ['ABC']],
    ["Code__c NOT IN ('ABC', 'DEF', 'ÄÖÜ')", ['abc', 'def', 'äöü']],
    ["Code__c < 'a'", ['ABC']],
    ["Code__c LIKE 'AB%'", ['ABC', 'abc']],
    ["Word__c = 'abc'", ['ABC', 'abc']],
    ["Word__c = 'Äöü'", ['ÄÖÜ', 'äöü']],
  ];
  for (const [condition, expected] of cases) {
    test(condition, async () => assert.deepEqual(await codes(condition), expected));
  }

  test('over a relationship', async () => {
    const found = await client.query("SELECT Id FROM Account WHERE Code__c = 'ABC'");
    await client.create('Contact', { LastName: 'Capital', AccountId: found.records[0].Id });
    const count = async (code: string) =>
      (await client.query(`SELECT COUNT() FROM Contact WHERE Account.Code__c = '${code}'`)).totalSize;
    assert.deepEqual([await count('ABC'), await count('abc')], [1, 0]);
  });
});
