import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

interface Tree {
  soql: string;
  holds: (row: StoredRow) => boolean;
}

const fold = (value: unknown) => String(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const comparisons: Record<string, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '=': (order) => order === 0,
};

const number = fc
  .tuple(
    fc.constantFrom('NumberOfEmployees', 'AnnualRevenue'),
    fc.constantFrom(...Object.keys(comparisons)),
    fc.nat(20),
  )
  .map(
    ([field, operator, value]): Tree => ({
      soql: `${field} ${operator} ${value}`,
      holds: (row) => row[field] !== null && comparisons[operator]?.(Number(row[field]) - value) === true,
    }),
  );

const text = fc
  .tuple(fc.constantFrom('Name', 'Type', 'BillingCity'), fc.constantFrom('acme', 'Partner', 'Berlin', 'none'))
  .chain(([field, value]) =>
    fc.constantFrom<Tree>(
      {
        soql: `${field} = '${value}'`,
        holds: (row) => row[field] !== null && fold(row[field]) === fold(value),
      },
      {
        soql: `${field} != '${value}'`,
        holds: (row) => row[field] === null || fold(row[field]) !== fold(value),
      },
      {
        soql: `${field} LIKE '%${value.slice(1, 3)}%'`,
        holds: (row) => row[field] !== null && fold(row[field]).includes(fold(value.slice(1, 3))),
      },
      { soql: `${field} = null`, holds: (row) => row[field] === null },
      {
        soql: `${field} NOT IN ('${value}', 'Customer')`,
        holds: (row) => row[field] === null || ![fold(value), 'customer'].includes(fold(row[field])),
      },
    ),
  );

const parent = fc.constantFrom<Tree>(
  {
    soql: 'Parent.Active__c = true',
    holds: (row) => org.byId('Account', row.ParentId)?.Active__c === 1,
  },
  {
    soql: "Parent.Type != 'Partner'",
    holds: (row) => org.byId('Account', row.ParentId)?.Type !== 'Partner',
  },
);

const { tree } = fc.letrec<{ tree: Tree; join: Tree; not: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'medium' }, number, text, parent, tie('join'), tie('not')),
  join: fc
    .tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('tree'), { minLength: 2, maxLength: 4 }))
    .map(([operator, items]) => ({
      soql: `(${items.map((item) => item.soql).join(` ${operator} `)})`,
      holds: (row) =>
        operator === 'AND' ? items.every((item) => item.holds(row)) : items.some((item) => item.holds(row)),
    })),
  not: tie('tree').map((item) => ({ soql: `(NOT ${item.soql})`, holds: (row) => !item.holds(row) })),
}));

describe('WHERE against a plain evaluation of the same tree', () => {
  test('finds the same rows', () => {
    fc.assert(
      fc.property(tree, ({ soql, holds }) => {
        const expected = org.live('Account').filter(holds);
        const ids = org.ids(`SELECT Id FROM Account WHERE ${soql}`);
        assert.deepEqual(ids.sort(), expected.map((row) => String(row.Id)).sort());
      }),
      { numRuns: 150, seed: 20_260_513 },
    );
  });
});
