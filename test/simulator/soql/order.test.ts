import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StoredRow, StoredValue } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

type Key = (row: StoredRow) => StoredValue;

const fold = (value: StoredValue) =>
  typeof value === 'string' ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value;

interface Order {
  key: Key;
  descending?: boolean;
  nullsLast?: boolean;
}

/** The ids that the orders give, rows alike in the order of their ids. */
function expected(...orders: Order[]): string[] {
  return expectedOf('Account', orders);
}

function expectedOf(sObject: string, orders: Order[]): string[] {
  const compare = (a: StoredRow, b: StoredRow): number => {
    for (const { key, descending = false, nullsLast = descending } of orders) {
      const [x, y] = [fold(key(a)), fold(key(b))];
      if (x === y) continue;
      if (x === null || y === null) return (x === null) === nullsLast ? 1 : -1;
      return x < y === descending ? 1 : -1;
    }
    return String(a.Id) < String(b.Id) ? -1 : 1;
  };
  return org
    .live(sObject)
    .sort(compare)
    .map((row) => String(row.Id));
}

const sorted = (by: string) => org.ids(`SELECT Id FROM Account ORDER BY ${by}`);
const field =
  (name: string): Key =>
  (row) =>
    row[name] ?? null;

describe('ORDER BY', () => {
  test('text without regard to case', () => {
    assert.deepEqual(sorted('Name'), expected({ key: field('Name') }));
    assert.deepEqual(sorted('Name DESC'), expected({ key: field('Name'), descending: true }));
  });

  test('nulls come first ascending and last descending', () => {
    const key = field('AnnualRevenue');
    assert.deepEqual(sorted('AnnualRevenue ASC'), expected({ key }));
    assert.deepEqual(sorted('AnnualRevenue DESC'), expected({ key, descending: true }));
  });

  test('NULLS FIRST and NULLS LAST', () => {
    const key = field('NumberOfEmployees');
    assert.deepEqual(sorted('NumberOfEmployees NULLS LAST'), expected({ key, nullsLast: true }));
    assert.deepEqual(
      sorted('NumberOfEmployees DESC NULLS FIRST'),
      expected({ key, descending: true, nullsLast: false }),
    );
  });

  test('several fields', () => {
    assert.deepEqual(
      sorted('BillingCity DESC, Active__c, Founded__c DESC NULLS FIRST'),
      expected(
        { key: field('BillingCity'), descending: true },
        { key: field('Active__c') },
        { key: field('Founded__c'), descending: true, nullsLast: false },
      ),
    );
  });

  test('picklists as their values are listed', () => {
    const place: Key = (row) =>
      row.Type === null || row.Type === undefined
        ? null
        : ['Prospect', 'Customer', 'Partner'].indexOf(String(row.Type));
    assert.deepEqual(sorted('Type'), expected({ key: place }));
    assert.deepEqual(sorted('Type DESC'), expected({ key: place, descending: true }));
  });

  test('comboboxes by their text', () => {
    const ids = org.ids('SELECT Id FROM Case ORDER BY Subject');
    assert.deepEqual(ids, expectedOf('Case', [{ key: field('Subject') }]));
  });

  test('parents', () => {
    const parentName: Key = (row) => org.byId('Account', row.ParentId)?.Name ?? null;
    assert.deepEqual(sorted('Parent.Name NULLS LAST'), expected({ key: parentName, nullsLast: true }));
  });

  test('date functions', () => {
    const month: Key = (row) => Number(String(row.CreatedDate).slice(5, 7));
    assert.deepEqual(sorted('CALENDAR_MONTH(CreatedDate) DESC'), expected({ key: month, descending: true }));
  });

  test('without it, and among rows alike, ids decide', () => {
    assert.deepEqual(org.ids('SELECT Id FROM Account'), expected());
    assert.deepEqual(sorted('Active__c'), expected({ key: field('Active__c') }));
  });
});

describe('LIMIT and OFFSET', () => {
  test('cut the same order', () => {
    const all = sorted('Name');
    assert.deepEqual(sorted('Name LIMIT 7'), all.slice(0, 7));
    assert.deepEqual(sorted('Name LIMIT 7 OFFSET 5'), all.slice(5, 12));
    assert.deepEqual(sorted('Name OFFSET 50'), all.slice(50));
    assert.deepEqual(sorted('Name LIMIT 0'), []);
    assert.deepEqual(sorted('Name OFFSET 2000'), []);
  });
});
