import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';
import { checkPlaced } from './refusal.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

const attributes = (sObject: string, row: StoredRow) => ({
  type: sObject,
  url: `/services/data/v66.0/sobjects/${sObject}/${row.Id}`,
});
const byId = (a: StoredRow, b: StoredRow) => (String(a.Id) < String(b.Id) ? -1 : 1);
const sorted = (sObject: string) => org.live(sObject).sort(byId);

describe('subqueries for children', () => {
  test('nest as query results, null where there are none', () => {
    const records = org.records(
      'SELECT Name, (SELECT LastName, Account.Name FROM Contacts ORDER BY Id) FROM Account ORDER BY Id',
    );
    const expected = sorted('Account').map((row) => {
      const children = sorted('Contact').filter((contact) => contact.AccountId === row.Id);
      const account = { attributes: attributes('Account', row), Name: row.Name };
      const nested = children.map((contact) => ({
        attributes: attributes('Contact', contact),
        LastName: contact.LastName,
        Account: account,
      }));
      const result = { totalSize: nested.length, done: true, records: nested };
      return { ...account, Contacts: nested.length > 0 ? result : null };
    });
    assert.deepEqual(records, expected);
    assert.ok(expected.some((record) => record.Contacts === null));
  });

  test('conditions, order and limits hold for each parent', () => {
    const records = org.records(
      `SELECT Id, (SELECT Id FROM Contacts WHERE Email != null ORDER BY LastName DESC, Id LIMIT 2)
       FROM Account ORDER BY Id`,
    );
    let most = 0;
    sorted('Account').forEach((row, index) => {
      const children = sorted('Contact')
        .filter((contact) => contact.AccountId === row.Id && contact.Email !== null)
        .sort((a, b) =>
          a.LastName === b.LastName ? byId(a, b) : String(a.LastName) < String(b.LastName) ? 1 : -1,
        )
        .slice(0, 2);
      most = Math.max(most, children.length);
      const result = records[index]?.Contacts as { records: { Id: string }[] } | null;
      assert.deepEqual(
        result?.records.map((record) => record.Id) ?? [],
        children.map((child) => child.Id),
      );
    });
    assert.equal(most, 2);
  });

  test('OFFSET, where there is one parent at most', () => {
    const parent = sorted('Account').find(
      (row) => sorted('Contact').filter(({ AccountId }) => AccountId === row.Id).length > 1,
    );
    const children = '(SELECT Id FROM Contacts ORDER BY Id |OFFSET 1)';
    const soql = `SELECT Id, ${children} FROM Account WHERE Id = '${parent?.Id}'`;
    const [record] = org.records(`${soql.replace('|', '')} LIMIT 1`);
    const expected = sorted('Contact').filter(({ AccountId }) => AccountId === parent?.Id);
    const found = record?.Contacts as { records: { Id: string }[] };
    assert.deepEqual(
      found.records.map(({ Id }) => Id),
      expected.slice(1).map(({ Id }) => Id),
    );
    checkPlaced(org, [soql, 'MALFORMED_QUERY', "unexpected token: 'OFFSET'"]);
    checkPlaced(org, [`${soql} LIMIT 2`, 'MALFORMED_QUERY', "unexpected token: 'OFFSET'"]);
  });

  test('several of them, and children of children', () => {
    const records = org.records(
      'SELECT Id, (SELECT Id, (SELECT CaseNumber FROM Cases ORDER BY Id) FROM Contacts ORDER BY Id), (SELECT Id FROM Cases ORDER BY Id) FROM Account ORDER BY Id',
    );
    const result = (rows: object[]) =>
      rows.length > 0 ? { totalSize: rows.length, done: true, records: rows } : null;
    const cases = (field: string, row: StoredRow) => sorted('Case').filter((one) => one[field] === row.Id);
    const expected = sorted('Account').map((row) => ({
      attributes: attributes('Account', row),
      Id: row.Id,
      Contacts: result(
        sorted('Contact')
          .filter((contact) => contact.AccountId === row.Id)
          .map((contact) => ({
            attributes: attributes('Contact', contact),
            Id: contact.Id,
            Cases: result(
              cases('ContactId', contact).map((one) => ({
                attributes: attributes('Case', one),
                CaseNumber: one.CaseNumber,
              })),
            ),
          })),
      ),
      Cases: result(
        cases('AccountId', row).map((one) => ({ attributes: attributes('Case', one), Id: one.Id })),
      ),
    }));
    assert.deepEqual(records, expected);
  });
});
