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
const sum = (rows: StoredRow[], field: string) => {
  const numbers = rows.flatMap((row) => (row[field] === null ? [] : [Number(row[field])]));
  return numbers.length > 0 ? numbers.reduce((total, value) => total + value, 0) : null;
};

/** Groups of live rows by a key; a null key is a group too. */
function groups(sObject: string, key: (row: StoredRow) => unknown): Map<unknown, StoredRow[]> {
  const found = new Map<unknown, StoredRow[]>();
  for (const row of org.live(sObject)) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return found;
}

/** Sums differ in their last digits with the order of the rows. */
const rounded = (records: SObjectRecord[]) =>
  records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([key, value]) => [
        key,
        typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
      ]),
    ),
  );
const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function check(soql: string, expected: SObjectRecord[]): void {
  assert.ok(expected.length > 0);
  assert.deepEqual(rounded(org.records(soql)).sort(byText), rounded(expected).sort(byText));
}

describe('aggregates', () => {
  test('COUNT() is the size alone', () => {
    const partners = org.live('Account').filter((row) => row.Type === 'Partner').length;
    const counted = (soql: string) => {
      const { totalSize, records } = org.run(soql);
      return { totalSize, records };
    };
    const all = org.live('Account').length;
    assert.deepEqual(counted('SELECT COUNT() FROM Account'), { totalSize: all, records: [] });
    const query = "select count() from Account where Type = 'Partner'";
    assert.deepEqual(counted(query), { totalSize: partners, records: [] });
    assert.equal(org.run('SELECT COUNT() FROM Account LIMIT 5').totalSize, 5);
  });

  test('every function over all rows', () => {
    const rows = org.live('Account');
    const revenues = rows.flatMap((row) => (row.AnnualRevenue === null ? [] : [Number(row.AnnualRevenue)]));
    const days = rows.map((row) => String(row.CreatedDate)).sort();
    check(
      `SELECT COUNT(Id), COUNT(AnnualRevenue) known, COUNT_DISTINCT(Type), SUM(AnnualRevenue) total,
         AVG(AnnualRevenue), MIN(AnnualRevenue), MAX(AnnualRevenue), MIN(CreatedDate) earliest, MAX(Name) greatest
       FROM Account`,
      [
        {
          attributes,
          expr0: rows.length,
          known: revenues.length,
          expr1: 3,
          total: sum(rows, 'AnnualRevenue'),
          expr2: Number(sum(rows, 'AnnualRevenue')) / revenues.length,
          expr3: Math.min(...revenues),
          expr4: Math.max(...revenues),
          earliest: days[0]?.replace('Z', '+0000'),
          greatest: rows
            .map((row) => String(row.Name))
            .sort()
            .at(-1),
        },
      ],
    );
  });

  test('no rows: counts are zero, the rest null', () => {
    check("SELECT COUNT(Id) n, SUM(AnnualRevenue) s, MAX(Name) m FROM Account WHERE Name = 'nobody'", [
      { attributes, n: 0, s: null, m: null },
    ]);
  });

  test('keys come in the order selected, without a URL', () => {
    const [record] = org.records('SELECT COUNT(Id), Type, SUM(AnnualRevenue) s FROM Account GROUP BY Type');
    assert.deepEqual(Object.keys(record ?? {}), ['attributes', 'expr0', 'Type', 's']);
    assert.deepEqual(record?.attributes, attributes);
  });
});

describe('GROUP BY', () => {
  test('a field, null being a group', () => {
    const expected = [...groups('Account', (row) => row.Type)].map(([Type, rows]) => ({
      attributes,
      Type: Type as string | null,
      n: rows.length,
      expr0: sum(rows, 'AnnualRevenue'),
    }));
    assert.ok(expected.some((record) => record.Type === null));
    check('SELECT Type, COUNT(Id) n, SUM(AnnualRevenue) FROM Account GROUP BY Type', expected);
  });

  test('parents and aliases', () => {
    const expected = [...groups('Contact', (row) => org.byId('Account', row.AccountId)?.Type ?? null)].map(
      ([kind, rows]) => ({ attributes, kind: kind as string | null, expr0: rows.length }),
    );
    check('SELECT Account.Type kind, COUNT(Id) FROM Contact GROUP BY Account.Type', expected);
  });

  test('an unnamed parent field is called after the field', () => {
    const [record] = org.records('SELECT account.owner.name FROM Contact GROUP BY Account.Owner.Name');
    assert.deepEqual(Object.keys(record ?? {}), ['attributes', 'Name']);
  });

  test('labels of the group', () => {
    const labels = org
      .records('SELECT toLabel(Type), COUNT(Id) FROM Account GROUP BY Type')
      .map((record) => record.Type);
    assert.deepEqual(labels.sort(), ['Partner', 'Paying customer', 'Prospect', null]);
  });

  test('date functions', () => {
    const expected = [...groups('Account', (row) => String(row.CreatedDate).slice(0, 7))].map(
      ([month, rows]) => ({
        attributes,
        expr0: Number(String(month).slice(0, 4)),
        month: Number(String(month).slice(5)),
        n: rows.length,
      }),
    );
    check(
      `SELECT CALENDAR_YEAR(CreatedDate), CALENDAR_MONTH(CreatedDate) month, COUNT(Id) n
       FROM Account GROUP BY CALENDAR_YEAR(CreatedDate), CALENDAR_MONTH(CreatedDate)`,
      expected,
    );
  });

  test('DAY_ONLY is a date', () => {
    const expected = [...groups('Account', (row) => String(row.CreatedDate).slice(0, 10))].map(
      ([day, rows]) => ({
        attributes,
        d: String(day),
        n: rows.length,
      }),
    );
    check(
      `SELECT DAY_ONLY(convertTimezone(CreatedDate)) d, COUNT(Id) n
       FROM Account GROUP BY DAY_ONLY(convertTimezone(CreatedDate))`,
      expected,
    );
  });

  const parts: [name: string, part: (at: Date) => number][] = [
    ['CALENDAR_QUARTER', (at) => Math.floor(at.getUTCMonth() / 3) + 1],
    ['DAY_IN_MONTH', (at) => at.getUTCDate()],
    ['DAY_IN_WEEK', (at) => at.getUTCDay() + 1],
    [
      'DAY_IN_YEAR',
      (at) => Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
    ],
    ['FISCAL_MONTH', (at) => at.getUTCMonth() + 1],
    ['FISCAL_YEAR', (at) => at.getUTCFullYear()],
    ['HOUR_IN_DAY', (at) => at.getUTCHours()],
    ['WEEK_IN_MONTH', (at) => Math.ceil(at.getUTCDate() / 7)],
    [
      'WEEK_IN_YEAR',
      (at) => Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / (7 * 86_400_000)) + 1,
    ],
  ];
  for (const [name, part] of parts) {
    test(name, () => {
      const expected = [...groups('Account', (row) => part(new Date(String(row.CreatedDate))))].map(
        ([value, rows]) => ({ attributes, expr0: Number(value), n: rows.length }),
      );
      check(`SELECT ${name}(CreatedDate), COUNT(Id) n FROM Account GROUP BY ${name}(CreatedDate)`, expected);
    });
  }

  test('without aggregates', () => {
    const cities = org.records('SELECT BillingCity FROM Account GROUP BY BillingCity');
    assert.deepEqual(cities.map((record) => record.BillingCity).sort(), ['Berlin', 'Paris', null]);
  });
});

describe('HAVING', () => {
  const byEmployees = () =>
    [...groups('Account', (row) => row.NumberOfEmployees)].map(([NumberOfEmployees, rows]) => ({
      attributes,
      NumberOfEmployees: NumberOfEmployees as number | null,
      n: rows.length,
    }));

  test('aggregates and grouped fields', () => {
    check(
      `SELECT NumberOfEmployees, COUNT(Id) n FROM Account GROUP BY NumberOfEmployees
       HAVING COUNT(Id) > 2 AND NumberOfEmployees != null`,
      byEmployees().filter(({ n, NumberOfEmployees }) => n > 2 && NumberOfEmployees !== null),
    );
  });

  test('NOT and parentheses', () => {
    check(
      `SELECT NumberOfEmployees, COUNT(Id) n FROM Account GROUP BY NumberOfEmployees
       HAVING (COUNT(Id) > 1 AND (NOT COUNT(Id) > 3)) OR NumberOfEmployees = null`,
      byEmployees().filter(({ n, NumberOfEmployees }) => n === 2 || n === 3 || NumberOfEmployees === null),
    );
  });
});

describe('ORDER BY of groups', () => {
  test('aggregates, then fields', () => {
    const records = org.records(
      `SELECT NumberOfEmployees, COUNT(Id) n FROM Account GROUP BY NumberOfEmployees
       ORDER BY COUNT(Id) DESC, NumberOfEmployees DESC LIMIT 8 OFFSET 1`,
    );
    const expected = [...groups('Account', (row) => row.NumberOfEmployees)]
      .map(([size, rows]) => ({ size: size as number | null, n: rows.length }))
      .sort((a, b) => b.n - a.n || (b.size ?? -1) - (a.size ?? -1))
      .slice(1, 9);
    assert.deepEqual(
      records.map((record) => ({ size: record.NumberOfEmployees, n: record.n })),
      expected,
    );
  });
});
