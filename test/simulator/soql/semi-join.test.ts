import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';
import { checkPlaced, type PlacedError } from './refusal.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

function found(sObject: string, condition: string): string[] {
  return org.ids(`SELECT Id FROM ${sObject} WHERE ${condition}`).sort();
}

type Predicate = (row: StoredRow) => boolean;

/** Checks a condition against a predicate that holds for some rows and fails for others. */
function check(condition: string, predicate: Predicate, sObject = 'Account'): void {
  const rows = org.live(sObject);
  const expected = rows.filter(predicate).map((row) => String(row.Id));
  assert.ok(expected.length > 0 && expected.length < rows.length, `${condition} tells no rows apart`);
  assert.deepEqual(found(sObject, condition), expected.sort(), condition);
}

describe('semi-joins', () => {
  const withContacts = (predicate: Predicate) =>
    new Set(
      org
        .live('Contact')
        .filter(predicate)
        .map((row) => row.AccountId),
    );

  test('IN', () => {
    const accounts = withContacts((row) => row.Email !== null);
    check('Id IN (SELECT AccountId FROM Contact WHERE Email != null)', (row) => accounts.has(row.Id ?? ''));
  });

  test('NOT IN, though some of the inner ids are missing', () => {
    const accounts = withContacts(() => true);
    assert.ok(accounts.has(null));
    check('Id NOT IN (SELECT AccountId FROM Contact)', (row) => !accounts.has(row.Id ?? ''));
  });

  test('two of them, with a relationship within', () => {
    const active = withContacts((row) => org.byId('Account', row.AccountId)?.Active__c === 1);
    const cases = new Set(org.live('Case').map((row) => row.AccountId));
    check(
      `Id IN (SELECT AccountId FROM Contact WHERE Account.Active__c = true)
         AND Id IN (SELECT AccountId FROM Case)`,
      (row) => active.has(row.Id ?? '') && cases.has(row.Id ?? ''),
    );
  });

  test('NOT before IN', () => {
    const accounts = withContacts(() => true);
    check('NOT Id IN (SELECT AccountId FROM Contact)', (row) => !accounts.has(row.Id ?? ''));
  });
});

const grouped = 'SELECT OwnerId, COUNT(Id) FROM Account GROUP BY OwnerId HAVING';
const whereOnly = 'Semi-joins are only supported in WHERE clauses';

const misplaced: PlacedError[] = [
  [`${grouped} |OwnerId IN (SELECT Id FROM User)`, 'MALFORMED_QUERY', whereOnly],
  [`${grouped} |OwnerId NOT IN (SELECT Id FROM User) AND COUNT(Id) > 1`, 'MALFORMED_QUERY', whereOnly],
  [`${grouped} |COUNT(Id) IN (SELECT Id FROM User) ORDER BY OwnerId`, 'MALFORMED_QUERY', whereOnly],
  [`${grouped} OwnerId != |(SELECT Id FROM User)`, 'MALFORMED_QUERY', "unexpected token: '('"],
  [`${grouped} COUNT(Id) > |(SELECT Id FROM User)`, 'MALFORMED_QUERY', "unexpected token: '('"],
  [
    'SELECT Id FROM Account WHERE Id = |(SELECT AccountId FROM Case)',
    'MALFORMED_QUERY',
    "unexpected token: '('",
  ],
  [
    'SELECT Id FROM Account WHERE Id != |(SELECT AccountId FROM Case)',
    'MALFORMED_QUERY',
    "unexpected token: '('",
  ],
  [
    "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Case) |Type = 'a'",
    'MALFORMED_QUERY',
    "unexpected token: 'Type'",
  ],
  ...['GROUP BY AccountId', 'OFFSET 1', 'FOR VIEW', 'FOR UPDATE'].map((clause): PlacedError => {
    const inner = `SELECT AccountId FROM Case WHERE Subject != null |${clause}`;
    const problem = `missing value at '${clause.split(' ')[0]}'`;
    return [`SELECT Id FROM Account WHERE Id IN (${inner})`, 'MALFORMED_QUERY', problem];
  }),
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT |Account.Id FROM Contact)',
    'MALFORMED_QUERY',
    "Semi join sub-selects can only query id fields, cannot use: 'Account.Id'",
  ],
];

describe('semi-joins where none can stand, or of what none can be made', () => {
  for (const error of misplaced) test(error[0], () => checkPlaced(org, error));
});
