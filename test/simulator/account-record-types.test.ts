import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SObjectRecord } from '../../src/api/types.ts';
import type { GivenDescribe } from '../../src/simulator/index.ts';
import type { ServeOptions } from '../../src/simulator/node/serve.ts';
import { orgOnData } from '../support/org-on-data.ts';
import { startOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('record types of accounts', () => {
  const own = { name: 'Household', recordTypeId: '01254000001upcKAAQ', defaultRecordTypeMapping: true };
  const account: GivenDescribe = {
    name: 'Account',
    fields: [{ name: 'RecordTypeId', type: 'reference', referenceTo: ['RecordType'] }],
    recordTypeInfos: [own],
  };
  const cases: [what: string, options: ServeOptions][] = [
    ['of an org with person accounts', { personAccounts: true }],
    ['that are given', { schema: [account] }],
    ['that are given to an org with person accounts', { personAccounts: true, schema: [account] }],
  ];
  for (const [what, options] of cases) {
    test(`all have rows, and their place in the metadata: ${what}`, async () => {
      const org = await startOrg(options);
      try {
        const client = restClient(org);
        const { recordTypeInfos } = (await client.get('/ui-api/object-info/Account')).body;
        const { records: types } = await client.query(
          "SELECT Id, SobjectType FROM RecordType WHERE SobjectType = 'Account'",
        );
        const ids = new Set(types.map(({ Id }: SObjectRecord) => Id));
        const { records } = await client.query('SELECT RecordTypeId FROM Account GROUP BY RecordTypeId');
        assert.ok(records.length > 0);
        for (const { RecordTypeId } of records) {
          assert.ok(ids.has(RecordTypeId), RecordTypeId);
          assert.ok(RecordTypeId in recordTypeInfos, RecordTypeId);
        }
      } finally {
        await org.close();
      }
    });
  }
});

describe('person accounts in data that has had none', () => {
  test('can be added, and the accounts that are there are businesses', async () => {
    const plain = await startOrg();
    const data = plain.org.exportData();
    await plain.close();
    const org = await orgOnData(data, { personAccounts: true });
    try {
      const client = restClient(org);
      const { records: kinds } = await client.query(
        "SELECT Id, IsPersonType FROM RecordType WHERE SobjectType = 'Account' ORDER BY DeveloperName",
      );
      assert.deepEqual(
        kinds.map(({ IsPersonType }: SObjectRecord) => IsPersonType),
        [false, true],
      );
      const { records } = await client.query(
        'SELECT RecordType.DeveloperName name FROM Account GROUP BY RecordType.DeveloperName',
      );
      assert.deepEqual(
        records.map(({ name }: SObjectRecord) => name),
        ['Business_Account'],
      );
      const id = await client.create('Account', {
        FirstName: 'Mira',
        LastName: 'Holm',
        RecordTypeId: kinds[1].Id,
      });
      const { body } = await client.get(`/sobjects/Account/${id}`);
      assert.deepEqual([body.IsPersonAccount, body.Name], [true, 'Mira Holm']);
    } finally {
      await org.close();
    }
  });
});
