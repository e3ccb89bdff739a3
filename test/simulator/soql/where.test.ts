import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

/** As SQLite compares text: without regard to the case of A to Z. */
const fold = (value: unknown) => String(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const same = (a: unknown, b: string) => a !== null && fold(a) === fold(b);
const regions = (row: StoredRow) => String(row.Regions__c ?? '').split(';');
const created = (row: StoredRow) => String(row.CreatedDate);

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

const cases: [name: string, condition: string, predicate: Predicate][] = [
  ['text equals, whatever its case', "Name = 'ACME'", (row) => same(row.Name, 'acme')],
  ['text differs: rows without one too', "Type != 'partner'", (row) => !same(row.Type, 'partner')],
  ['<> is !=', "Type <> 'Partner'", (row) => !same(row.Type, 'Partner')],
  ['text in order', "Name < 'b'", (row) => fold(row.Name) < 'b'],
  ['an empty text is no value', "BillingCity = ''", (row) => row.BillingCity === null],
  ['is null', 'Type = null', (row) => row.Type === null],
  ['is not null', 'Type != NULL', (row) => row.Type !== null],
  [
    'integers',
    'NumberOfEmployees >= 10',
    (row) => row.NumberOfEmployees !== null && Number(row.NumberOfEmployees) >= 10,
  ],
  [
    'zero is not null',
    'NumberOfEmployees < +5',
    (row) => row.NumberOfEmployees !== null && Number(row.NumberOfEmployees) < 5,
  ],
  ['decimals', 'AnnualRevenue > 5000.5', (row) => Number(row.AnnualRevenue) > 5000.5],
  [
    'amounts with a currency',
    'AnnualRevenue <= USD5000',
    (row) => row.AnnualRevenue !== null && Number(row.AnnualRevenue) <= 5000,
  ],
  ['checkboxes', 'Active__c = true', (row) => row.Active__c === 1],
  ['checkboxes that differ', 'Active__c != TRUE', (row) => row.Active__c === 0],
  ['LIKE with %', "Name LIKE 'acme%'", (row) => fold(row.Name).startsWith('acme')],
  ['LIKE with _', "Name LIKE 'blue_sky'", (row) => /^blue.sky$/.test(fold(row.Name))],
  ['LIKE with an escaped _', "Name LIKE 'Blue\\_Sky%'", (row) => fold(row.Name).startsWith('blue_sky')],
  ['LIKE with an escaped %', "Name LIKE '%100\\%%'", (row) => String(row.Name).includes('100%')],
  ['LIKE with a backslash', "Name LIKE 'Delta\\\\E%'", (row) => String(row.Name).startsWith('Delta\\E')],
  ['NOT LIKE holds for no value', "NOT Type LIKE 'P%'", (row) => !fold(row.Type ?? '').startsWith('p')],
  ['escaped quote', "Name = 'O\\'Hara'", (row) => row.Name === "O'Hara"],
  ['Unicode escape', "Name LIKE '\\u00c9clair%'", (row) => String(row.Name).startsWith('Éclair')],
  ['IN', "Type IN ('partner', 'Customer')", (row) => same(row.Type, 'Partner') || same(row.Type, 'Customer')],
  ['IN with null', "Type IN ('Partner', null)", (row) => row.Type === null || same(row.Type, 'Partner')],
  ['NOT IN holds for no value', "Type NOT IN ('Partner')", (row) => !same(row.Type, 'Partner')],
  [
    'NOT IN with null',
    "Type NOT IN ('Partner', null)",
    (row) => row.Type !== null && !same(row.Type, 'Partner'),
  ],
  [
    'IN numbers',
    'NumberOfEmployees IN (1, 2, 3)',
    (row) => [1, 2, 3].includes(row.NumberOfEmployees as number),
  ],
  ['INCLUDES', "Regions__c INCLUDES ('north')", (row) => regions(row).includes('North')],
  [
    'INCLUDES all of one or another',
    "Regions__c INCLUDES ('North;South', 'West')",
    (row) =>
      (regions(row).includes('North') && regions(row).includes('South')) || regions(row).includes('West'),
  ],
  [
    'EXCLUDES',
    "Regions__c EXCLUDES ('North', 'West')",
    (row) => !regions(row).includes('North') && !regions(row).includes('West'),
  ],
  ['a multi-select as a whole', "Regions__c = 'East;West'", (row) => row.Regions__c === 'East;West'],
  [
    'dates',
    'Founded__c >= 2026-01-01',
    (row) => row.Founded__c !== null && String(row.Founded__c) >= '2026-01-01',
  ],
  ['datetimes', 'CreatedDate < 2026-01-01T00:00:00Z', (row) => created(row) < '2026-01-01'],
  ['times', 'Opens__c > 05:00:00.000Z', (row) => row.Opens__c !== null && String(row.Opens__c) > '05'],
  [
    'TODAY and before',
    'Founded__c <= TODAY',
    (row) => row.Founded__c !== null && String(row.Founded__c) < '2026-05-14',
  ],
  ['after a range', 'CreatedDate > LAST_YEAR', (row) => created(row) >= '2026-01-01'],
  ['from a range on', 'CreatedDate >= LAST_YEAR', (row) => created(row) >= '2025-01-01'],
  ['before a range', 'CreatedDate < this_quarter', (row) => created(row) < '2026-04-01'],
  [
    'within a range',
    'CreatedDate = LAST_N_DAYS:365',
    (row) => created(row) >= '2025-05-13' && created(row) < '2026-05-14',
  ],
  [
    'out of a range, or no date',
    'Founded__c != LAST_N_MONTHS:12',
    (row) => !(String(row.Founded__c ?? '') >= '2025-05-01' && String(row.Founded__c ?? '') < '2026-05-01'),
  ],
  [
    'IN ranges and days',
    'Founded__c IN (LAST_YEAR, null)',
    (row) => row.Founded__c === null || String(row.Founded__c).startsWith('2025'),
  ],
  ['CALENDAR_YEAR', 'CALENDAR_YEAR(CreatedDate) = 2025', (row) => created(row).startsWith('2025')],
  [
    'CALENDAR_MONTH',
    'CALENDAR_MONTH(CreatedDate) IN (1, 12)',
    (row) => ['01', '12'].includes(created(row).slice(5, 7)),
  ],
  ['FISCAL_QUARTER', 'FISCAL_QUARTER(CreatedDate) = 4', (row) => created(row).slice(5, 7) >= '10'],
  ['DAY_ONLY', 'DAY_ONLY(CreatedDate) >= 2026-01-01', (row) => created(row) >= '2026'],
  ['DAY_IN_WEEK', 'DAY_IN_WEEK(CreatedDate) = 1', (row) => new Date(created(row)).getUTCDay() === 0],
  ['WEEK_IN_MONTH', 'WEEK_IN_MONTH(CreatedDate) > 3', (row) => Number(created(row).slice(8, 10)) > 21],
  ['toLabel', "toLabel(Type) = 'paying customer'", (row) => row.Type === 'Customer'],
  [
    'toLabel of a multi-select',
    "toLabel(Regions__c) INCLUDES ('far east;South', 'West')",
    (row) =>
      (regions(row).includes('East') && regions(row).includes('South')) || regions(row).includes('West'),
  ],
  [
    'toLabel of all that is selected',
    "toLabel(Regions__c) = 'Far East;West'",
    (row) => row.Regions__c === 'East;West',
  ],
  [
    'toLabel of a multi-select knows labels only',
    "toLabel(Regions__c) EXCLUDES ('East', 'North')",
    (row) => !regions(row).includes('North'),
  ],
  ['parents', "Parent.Type = 'Partner'", (row) => org.byId('Account', row.ParentId)?.Type === 'Partner'],
  [
    'parents that are missing differ',
    "Parent.Type != 'Partner'",
    (row) => org.byId('Account', row.ParentId)?.Type !== 'Partner',
  ],
  [
    'a missing parent has no box ticked',
    'Parent.Active__c = false',
    (row) => org.byId('Account', row.ParentId)?.Active__c !== 1,
  ],
  [
    'grandparents',
    "Parent.Owner.Name = 'User 1'",
    (row) => {
      const parent = org.byId('Account', row.ParentId);
      return parent !== undefined && org.byId('User', parent.OwnerId)?.Name === 'User 1';
    },
  ],
  ['the object by its own name', "Account.Name = 'Acme'", (row) => same(row.Name, 'Acme')],
  [
    'NOT of an AND',
    "NOT (Active__c = true AND Type = 'Partner')",
    (row) => !(row.Active__c === 1 && row.Type === 'Partner'),
  ],
  ['NOT NOT', "NOT (NOT Type = 'Partner')", (row) => row.Type === 'Partner'],
  [
    'NOT binds to its neighbour',
    "NOT Type = 'Partner' AND Active__c = true",
    (row) => row.Type !== 'Partner' && row.Active__c === 1,
  ],
  [
    'parentheses',
    "(Type = 'Partner' OR Type = null) AND (NOT (Active__c = true OR NumberOfEmployees > 10))",
    (row) =>
      (row.Type === 'Partner' || row.Type === null) &&
      row.Active__c === 0 &&
      !(Number(row.NumberOfEmployees) > 10),
  ],
];

describe('WHERE', () => {
  for (const [name, condition, predicate] of cases) {
    test(name, () => check(condition, predicate));
  }

  test('an alias before the fields', () => {
    const ids = org.ids("SELECT a.Id FROM Account a WHERE a.Parent.Name LIKE 'a%' AND a.Active__c = true");
    assert.deepEqual(ids, org.ids("SELECT Id FROM Account WHERE Parent.Name LIKE 'a%' AND Active__c = true"));
    assert.ok(ids.length > 0);
  });

  test('datetimes with offsets name the same moment', () => {
    const at = created(org.live('Account')[0] ?? {});
    const shifted = new Date(Date.parse(at) + 2 * 3_600_000).toISOString().slice(0, -1);
    const expected = found('Account', `CreatedDate = ${at}`);
    assert.ok(expected.length > 0);
    assert.deepEqual(found('Account', `CreatedDate = ${shifted}+02:00`), expected);
    assert.deepEqual(found('Account', `CreatedDate = ${shifted}+0200`), expected);
  });

  test('ids of 15 characters', () => {
    const id = String(org.live('Account')[3]?.Id);
    assert.deepEqual(found('Account', `Id = '${id.slice(0, 15)}'`), [id]);
    assert.deepEqual(found('Account', `Id IN ('${id.slice(0, 15)}')`), [id]);
  });

  test('ids in order', () => {
    const middle = String(org.live('Account').at(20)?.Id);
    check(`Id > '${middle}'`, (row) => String(row.Id) > middle);
    check(`Id <= '${middle.slice(0, 15)}'`, (row) => String(row.Id) <= middle);
    const owner = String(org.rows.User?.[1]?.Id);
    check(`OwnerId >= '${owner}'`, (row) => String(row.OwnerId) >= owner);
  });

  test('ids keep their case', () => {
    const [lower, upper] = ['001Sm0AAAAAAAAb', '001Sm0AAAAAAAAB'].map((id) =>
      found('Account', `Id = '${id}'`),
    );
    assert.equal(upper?.length, 1);
    assert.equal(lower?.length, 1);
    assert.notDeepEqual(lower, upper);
  });

  test('names of polymorphic parents', () => {
    const owner = (row: StoredRow) => org.byId('Group', row.OwnerId) ?? org.byId('User', row.OwnerId);
    check("Owner.Name = 'support queue'", (row) => owner(row)?.Name === 'Support Queue', 'Case');
    check("Owner.Type = 'User'", (row) => org.byId('User', row.OwnerId) !== undefined, 'Case');
    check("Owner.Name LIKE 'User%'", (row) => String(owner(row)?.Name).startsWith('User'), 'Case');
    check('Owner.Alias = null', (row) => org.byId('User', row.OwnerId) === undefined, 'Case');
  });

  test('USING SCOPE mine', () => {
    const mine = org.live('Account').filter((row) => row.OwnerId === org.rows.User?.[0]?.Id);
    assert.equal(org.run('SELECT Id FROM Account USING SCOPE mine').totalSize, mine.length);
  });

  test('nothing is more or less than no value', () => {
    const near = "DISTANCE(Place__c, GEOLOCATION(52.5, 6.25), 'km')";
    const accounts = org.ids('SELECT Id FROM Account').sort();
    for (const left of ['Name', 'toLabel(Type)', near]) {
      assert.deepEqual(found('Account', `${left} < null`), []);
      assert.deepEqual(found('Account', `Name != null AND ${left} > null`), []);
      assert.deepEqual(found('Account', `NOT ${left} > null`), accounts);
    }
    assert.deepEqual(found('Account', "toLabel(Type) >= ''"), []);
  });

  test('a thousand alternatives', () => {
    const many = Array.from({ length: 1500 }, (_, n) => `NumberOfEmployees = ${n}`).join(' OR ');
    const expected = org.live('Account').filter((row) => row.NumberOfEmployees !== null);
    assert.equal(found('Account', many).length, expected.length);
  });
});

describe('values are bound, never spliced', () => {
  test('a text that looks like SQL finds nothing', () => {
    assert.deepEqual(found('Account', `Name = 'x\\' OR 1=1 --'`), []);
    assert.deepEqual(found('Account', `Name LIKE '"; DROP TABLE Account; --'`), []);
    assert.ok(org.ids('SELECT Id FROM Account').length > 0);
  });
});
