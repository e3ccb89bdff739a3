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
function answersOrRefuses(soql: string): boolean {
  try {
    assert.ok(org.run(soql).totalSize >= 0);
    return true;
  } catch (error) {
    if (!(error instanceof SoqlError)) throw error;
    assert.match(error.errorCode, /^[A-Z_]+$/);
    if (error.message.startsWith('\n')) assert.match(error.message, /\n *\^\nERROR at Row:\d+:Column:\d+\n./);
    return false;
  }
}

const queries = [
  "SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'a%' AND (NOT Type = null) ORDER BY Name DESC NULLS LAST LIMIT 5 OFFSET 2",
  'SELECT Id, (SELECT Id FROM Contacts WHERE Email != null LIMIT 2) FROM Account WHERE CreatedDate > LAST_N_DAYS:30 FOR VIEW',
  'SELECT Type, COUNT(Id) n, CALENDAR_YEAR(CreatedDate) FROM Account GROUP BY Type, CALENDAR_YEAR(CreatedDate) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)',
  "SELECT TYPEOF What WHEN Account THEN Name ELSE Name END FROM Task WHERE Id IN ('00T000000000001', null) FOR VIEW",
  'SELECT Type, BillingCity, GROUPING(Type) g, SUM(AnnualRevenue) FROM Account WHERE DAY_ONLY(convertTimezone(CreatedDate)) < 2026-05-01 GROUP BY CUBE(Type, BillingCity) HAVING GROUPING(Type) = 1 ORDER BY Type',
  "SELECT c.Name, a.Name FROM Contact c, c.Account a WHERE a.Id NOT IN (SELECT AccountId FROM Case WHERE Owner.Type = 'User') AND c.Id IN (SELECT ContactId FROM Case) OFFSET 3",
  "SELECT Id, DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi') d FROM Account USING SCOPE mine WHERE DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi') < 5000 ORDER BY DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi') DESC LIMIT 5",
  "SELECT FIELDS(ALL) FROM Account WHERE ((((Name = 'a' OR Name = 'b')) AND Founded__c = 2026-01-01)) LIMIT 200",
  "SELECT toLabel(Type), FORMAT(AnnualRevenue) f FROM Account WHERE Regions__c INCLUDES ('North;South') AND Opens__c > 01:00:00Z",
];
const words = [...new Set(queries.join(' ').match(/\w+|[^\w\s]/g))];

describe('whatever is typed', () => {
  test('words in any order', () => {
    const soql = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((some) => some.join(' '));
    fc.assert(
      fc.property(soql, (text) => void answersOrRefuses(text)),
      { numRuns: 200, seed: 1 },
    );
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

  test('words of a query changed, moved, doubled or left out', () => {
    const names = [
      'Name',
      'Type',
      'Foo',
      'AnnualRevenue',
      'CreatedDate',
      'Place__c',
      'Account',
      'Owner.Name',
    ];
    const values = [
      "'x'",
      '5',
      '-1.5',
      'TODAY',
      'null',
      'true',
      '2026-01-01',
      '2026-02-30T00:00:00Z',
      "'a\\q'",
    ];
    const mutation = fc.record({
      kind: fc.constantFrom('name', 'value', 'operator', 'swap', 'double', 'drop', 'insert'),
      at: fc.nat(200),
      to: fc.nat(200),
      name: fc.constantFrom(...names),
      value: fc.constantFrom(...values),
      operator: fc.constantFrom('=', '!=', '<', '>=', 'LIKE', 'IN', 'INCLUDES'),
      word: fc.constantFrom(...words, "'", '1e9', ':x', '\\'),
    });
    const fits = {
      name: /^[A-Z][\w.]*[a-z]\w*$/,
      value: /^('.*'|-?\d.*|null)$/,
      operator: /^([<>=!]+|LIKE|IN)$/,
    };
    const query = fc.tuple(fc.constantFrom(...queries), fc.array(mutation, { minLength: 1, maxLength: 3 }));
    let answered = 0;
    fc.assert(
      fc.property(query, ([soql, mutations]) => {
        const tokens = soql.match(/'[^']*'|\d{4}-\d\d-\d\d|-?[\w.:]+|[<>!]=|[^\w\s]/g) ?? [];
        for (const { kind, at, to, word, ...others } of mutations) {
          const place = at % tokens.length;
          const token = tokens[place] ?? '';
          if (kind === 'swap') tokens.splice(place, 1, ...tokens.splice(to % tokens.length, 1, token));
          else if (kind === 'drop') tokens.splice(place, 1);
          else if (kind === 'double') tokens.splice(place, 0, token);
          else if (kind === 'insert') tokens.splice(place, 0, word);
          else {
            const alike = tokens.flatMap((text, index) => (fits[kind].test(text) ? [index] : []));
            const chosen = alike[at % alike.length];
            if (chosen !== undefined) tokens[chosen] = others[kind];
          }
        }
        if (answersOrRefuses(tokens.join(' '))) answered += 1;
      }),
      { numRuns: 500, seed: 4 },
    );
    assert.ok(answered > 15 && answered < 400, `${answered} of 500 were answered`);
  });

  test('any text', () => {
    const property = fc.property(fc.string({ maxLength: 40 }), (text) => void answersOrRefuses(text));
    fc.assert(property, { numRuns: 100, seed: 3 });
  });

  test('too complicated for SQLite is too complicated for the org', () => {
    const soql = `SELECT Id FROM Account WHERE ${'(NOT '.repeat(900)}Name = null${')'.repeat(900)}`;
    assert.throws(() => org.run(soql), { errorCode: 'QUERY_TOO_COMPLICATED' });
  });

  const size = 90_000;
  const filled = (piece: string) => piece.repeat(Math.floor(size / piece.length));
  const around = (open: string, middle: string, close: string) => {
    const depth = Math.floor(size / (open.length + close.length));
    return open.repeat(depth) + middle + close.repeat(depth);
  };
  const where = (condition: string) => `SELECT Id FROM Account WHERE ${condition}`;
  const long: Record<string, string> = {
    'a million characters': 'x'.repeat(1_000_000),
    'a million characters in quotes': where(`Name = '${'x'.repeat(1_000_000)}'`),
    parentheses: where(around('(', 'Name = null', ')')),
    'parentheses that stay open': where(filled('(')),
    negations: where(`${filled('NOT ')}Name = null`),
    'negations in parentheses': where(around('(NOT ', 'Name = null', ')')),
    'conditions in parentheses': where(around("(Name = 'a' AND ", 'Name = null', ')')),
    'a mistake behind many conditions': where(`${filled("Name = 'a' OR ")}Name == null`),
    'a mistake behind many values': where(`Name IN (${filled("'a',")})`),
    commas: `SELECT ${filled(',')} FROM Account`,
    'the same field': `SELECT ${filled('Name,')}Id FROM Account`,
    quotes: where(`Name = ${filled("'")}'`),
    backslashes: where(`Name = '${filled('\\')}`),
    subqueries: `SELECT ${around('(SELECT ', 'Id', ' FROM Contacts)')} FROM Account`,
    'semi-joins': where(around('Id IN (SELECT AccountId FROM Contact WHERE ', 'Name = null', ')')),
    functions: `SELECT ${around('FORMAT(', 'Name', ')')} FROM Account`,
    relationships: `SELECT ${filled('Parent.')}Name FROM Account`,
    wildcards: where(`Name LIKE '${filled('%a')}'`),
    'sort fields': `SELECT Id FROM Account ORDER BY ${filled('Name, ')}Id`,
    groups: `SELECT COUNT(Id) FROM Account GROUP BY ${filled('Name, ')}Type`,
    'values of a multi-select': where(`Regions__c INCLUDES ('${filled('a;')}')`),
    digits: `SELECT Id FROM Account LIMIT ${filled('9')}`,
  };
  for (const [what, soql] of Object.entries(long)) {
    test(`too much of it is refused: ${what}`, () => {
      assert.equal(answersOrRefuses(soql), false);
    });
  }

  test('many conditions and many values are not too much', () => {
    assert.equal(org.run(where(`${filled("Name = 'a' OR ")}Name = null`)).totalSize, 0);
    assert.equal(org.run(where(`Name IN (${filled("'a',")}'b')`)).totalSize, 0);
    assert.equal(org.run(`SELECT Id${'\n'.repeat(size)}FROM Group`).totalSize, 1);
    const deep = `${'('.repeat(40)}Name = null${')'.repeat(40)}`;
    assert.equal(org.run(where(`${deep} AND (NOT ${deep})`)).totalSize, 0);
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
