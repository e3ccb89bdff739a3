import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SObjectRecord } from '../../../src/api/types.ts';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

const attributes = { type: 'AggregateResult' };
const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

type Key = (row: StoredRow) => string | null;

interface Group {
  /** Null in fields that are rolled up. */
  values: (string | null)[];
  /** 1 for each field that is rolled up. */
  rolled: number[];
  rows: StoredRow[];
}

/** The groups of live rows for each of the groupings, which say what is rolled up. */
function groups(
  sObject: string,
  keys: Key[],
  groupings: number[][],
  where = (_: StoredRow) => true,
): Group[] {
  const found = new Map<string, Group>();
  for (const row of org.live(sObject).filter(where)) {
    for (const rolled of groupings) {
      const values = keys.map((key, index) => (rolled[index] ? null : key(row)));
      const name = JSON.stringify([rolled, values]);
      const group = found.get(name) ?? { values, rolled, rows: [] };
      group.rows.push(row);
      found.set(name, group);
    }
  }
  return [...found.values()];
}

const text =
  (name: string): Key =>
  (row) =>
    row[name] as string | null;
const rollup2 = [
  [0, 0],
  [0, 1],
  [1, 1],
];
const cube2 = [...rollup2, [1, 0]];

function check(soql: string, expected: SObjectRecord[]): void {
  assert.ok(expected.length > 1);
  assert.deepEqual(org.records(soql).sort(byText), expected.sort(byText));
}

describe('GROUP BY ROLLUP', () => {
  test('one field: its groups and their total', () => {
    const expected = groups('Account', [text('Type')], [[0], [1]]).map(({ values: [Type = null], rows }) => ({
      attributes,
      Type,
      n: rows.length,
    }));
    check('SELECT Type, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type)', expected);
  });

  test('two fields: groups, subtotals and the total, told apart by GROUPING', () => {
    const expected = groups('Account', [text('Type'), text('BillingCity')], rollup2).map(
      ({ values: [Type = null, BillingCity = null], rolled: [g1 = 0, g2 = 0], rows }) => ({
        attributes,
        Type,
        BillingCity,
        g1,
        g2,
        most: Math.max(...rows.map((row) => Number(row.NumberOfEmployees ?? -1))),
        n: rows.length,
      }),
    );
    const soql = `SELECT Type, BillingCity, GROUPING(Type) g1, GROUPING(BillingCity) g2,
      MAX(NumberOfEmployees) most, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type, BillingCity)`;
    check(
      soql,
      expected.map((record) => ({ ...record, most: record.most < 0 ? null : record.most })),
    );
  });

  test('conditions hold before the rows are rolled up', () => {
    const expected = groups(
      'Account',
      [text('Type')],
      [[0], [1]],
      (row) => row.Type === 'Partner' || row.Type === 'Prospect',
    ).map(({ values: [Type = null], rows }) => ({ attributes, Type, expr0: rows.length }));
    check(
      "SELECT Type, COUNT(Id) FROM Account WHERE Type IN ('Partner', 'Prospect') GROUP BY ROLLUP(Type)",
      expected,
    );
  });

  test('parents', () => {
    const accountType: Key = (row) => (org.byId('Account', row.AccountId)?.Type ?? null) as string | null;
    const expected = groups('Contact', [accountType], [[0], [1]]).map(
      ({ values: [kind = null], rolled: [total = 0], rows }) => ({ attributes, kind, total, n: rows.length }),
    );
    check(
      `SELECT Account.Type kind, GROUPING(Account.Type) total, COUNT(Id) n
       FROM Contact GROUP BY ROLLUP(Account.Type)`,
      expected,
    );
  });

  test('HAVING and ORDER BY know subtotals', () => {
    const subtotals = groups('Account', [text('Type'), text('BillingCity')], rollup2)
      .filter(({ rolled, rows }) => rolled[1] === 1 && rows.length > 10)
      .map(({ values: [Type = null], rolled: [total = 0], rows }) => ({
        attributes,
        Type,
        total,
        n: rows.length,
      }));
    assert.ok(subtotals.length > 2);
    const records = org.records(
      `SELECT Type, GROUPING(Type) total, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type, BillingCity)
       HAVING GROUPING(BillingCity) = 1 AND COUNT(Id) > 10 ORDER BY GROUPING(Type), COUNT(Id) DESC`,
    );
    subtotals.sort((a, b) => a.total - b.total || b.n - a.n);
    assert.deepEqual(
      records.map((record) => [record.total, record.n]),
      subtotals.map((record) => [record.total, record.n]),
    );
    assert.deepEqual(records.sort(byText), subtotals.sort(byText));
  });

  test('the total first', () => {
    const soql = 'SELECT Type, GROUPING(Type) g FROM Account GROUP BY ROLLUP(Type)';
    const records = org.records(`${soql} ORDER BY GROUPING(Type) DESC, Type DESC NULLS LAST`);
    assert.deepEqual(
      records.map(({ Type, g }) => [Type, g]),
      [
        [null, 1],
        ['Partner', 0],
        ['Customer', 0],
        ['Prospect', 0],
        [null, 0],
      ],
    );
  });

  test('without ORDER BY each subtotal follows its groups, the total comes last', () => {
    const records = org.records(
      'SELECT Type, GROUPING(Type) a, GROUPING(BillingCity) b FROM Account GROUP BY ROLLUP(Type, BillingCity)',
    );
    const rank = records.map(({ Type, a, b }) => `${a}${String(Type ?? '').toLowerCase()} ${b}`);
    assert.deepEqual(rank, [...rank].sort());
    assert.equal(records.at(-1)?.a, 1);
  });

  test('labels of groups; a total has none', () => {
    const labels = org
      .records('SELECT toLabel(Type), COUNT(Id) FROM Account WHERE Type != null GROUP BY ROLLUP(Type)')
      .map((record) => record.Type);
    assert.deepEqual(labels, ['Paying customer', 'Partner', 'Prospect', null]);
  });
});

describe('GROUP BY CUBE', () => {
  test('subtotals for every combination', () => {
    const expected = groups('Account', [text('Type'), text('BillingCity')], cube2).map(
      ({ values: [Type = null, BillingCity = null], rolled: [g1 = 0, g2 = 0], rows }) => ({
        attributes,
        Type,
        BillingCity,
        g1,
        g2,
        n: rows.length,
      }),
    );
    assert.ok(expected.some(({ g1, g2 }) => g1 === 1 && g2 === 0));
    check(
      `SELECT Type, BillingCity, GROUPING(Type) g1, GROUPING(BillingCity) g2, COUNT(Id) n
       FROM Account GROUP BY CUBE(Type, BillingCity)`,
      expected,
    );
  });
});
