import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { SoqlError } from '../../../src/simulator/soql/soql-error.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

/** Answers, or refuses as an org does; anything else thrown fails the test. */
function answersOrRefuses(soql: string): void {
  try {
    assert.ok(org.run(soql).totalSize >= 0);
  } catch (error) {
    if (!(error instanceof SoqlError)) throw error;
    assert.match(error.errorCode, /^[A-Z_]+$/);
    if (error.message.startsWith('\n')) assert.match(error.message, /\n *\^\nERROR at Row:\d+:Column:\d+\n./);
  }
}

const queries = [
  "SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'a%' AND (NOT Type = null) ORDER BY Name DESC NULLS LAST LIMIT 5 OFFSET 2",
  'SELECT Id, (SELECT Id FROM Contacts WHERE Email != null LIMIT 2) FROM Account WHERE CreatedDate > LAST_N_DAYS:30 FOR VIEW',
  'SELECT Type, COUNT(Id) n, CALENDAR_YEAR(CreatedDate) FROM Account GROUP BY Type, CALENDAR_YEAR(CreatedDate) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)',
  "SELECT TYPEOF What WHEN Account THEN Name ELSE Name END FROM Task WHERE Id IN ('00T000000000001', null) FOR VIEW",
  "SELECT toLabel(Type), FORMAT(AnnualRevenue) f FROM Account WHERE Regions__c INCLUDES ('North;South') AND Opens__c > 01:00:00Z",
];
const words = [...new Set(queries.join(' ').match(/\w+|[^\w\s]/g))];

describe('whatever is typed', () => {
  test('words in any order', () => {
    const soql = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((some) => some.join(' '));
    fc.assert(fc.property(soql, answersOrRefuses), { numRuns: 200, seed: 1 });
  });

  test('a query with a piece cut out or put in', () => {
    const edit = fc.tuple(
      fc.constantFrom(...queries),
      fc.nat(),
      fc.nat(6),
      fc.constantFrom('', ' ', ...words),
    );
    fc.assert(
      fc.property(edit, ([soql, at, length, word]) => {
        const start = at % soql.length;
        answersOrRefuses(soql.slice(0, start) + word + soql.slice(start + length));
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), answersOrRefuses), { numRuns: 100, seed: 3 });
  });

  test('too complicated for SQLite is too complicated for the org', () => {
    const soql = `SELECT Id FROM Account WHERE ${'(NOT '.repeat(900)}Name = null${')'.repeat(900)}`;
    assert.throws(() => org.run(soql), { errorCode: 'QUERY_TOO_COMPLICATED' });
  });

  test('nested deeper than SQLite can follow', () => {
    for (const depth of [10, 100, 400, 900]) {
      answersOrRefuses(
        `SELECT Id FROM Account WHERE ${'(NOT '.repeat(depth)}Name = null${')'.repeat(depth)}`,
      );
      answersOrRefuses(`SELECT Id FROM Account WHERE ${'('.repeat(depth)}Name = null${')'.repeat(depth)}`);
    }
  });
});
