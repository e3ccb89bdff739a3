import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dateLiteral } from '../../../src/api/soql/date-literal.ts';
import { identifier } from '../../../src/api/soql/identifier.ts';
import { like } from '../../../src/api/soql/like.ts';
import { type SoqlValue, soqlLiteral } from '../../../src/api/soql/literal.ts';
import { composeSoql, parseSoql, type Query } from '../../../src/api/soql/parse-soql.ts';
import { soql } from '../../../src/api/soql/soql.ts';
import { isSfError } from '../../../src/errors/sf-error.ts';

const isRefused = (code: string) => (error: unknown) => {
  assert.ok(isSfError(error), String(error));
  assert.equal(error.code, code);
  assert.ok(error.remedy);
  assert.doesNotMatch(error.message, /secret/);
  return true;
};
const bad = (value: unknown) => value as SoqlValue;

describe('soqlLiteral', () => {
  const literals: [SoqlValue, string][] = [
    ["O'Neill \\ Sons", "'O\\'Neill \\\\ Sons'"],
    ['a\n\r\t\b\u0000\u2028', "'a\\n\\r\\t\\u0008\\u0000\\u2028'"],
    [12.5, '12.5'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [-1.5e-7, '-0.00000015'],
    [10n, '10'],
    [true, 'true'],
    [null, 'null'],
    [new Date('2026-05-01T09:25:37+02:00'), '2026-05-01T07:25:37.000Z'],
    [['a', 1, null], "('a',1,null)"],
    [dateLiteral('LAST_N_DAYS', 30), 'LAST_N_DAYS:30'],
  ];
  for (const [value, literal] of literals) {
    it(`writes ${literal}`, () => assert.equal(soqlLiteral(value), literal));
  }

  const cyclic: Record<string, unknown> = { secret: 1 };
  cyclic.self = cyclic;
  const wrong: [what: string, value: unknown][] = [
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['undefined', undefined],
    ['a function', () => 'secret'],
    ['an object', { secret: 1 }],
    ['a cyclic object', cyclic],
    ['a symbol', Symbol('secret')],
    ['half a character', 'secret\ud800'],
    ['2 MB of text', 'secret'.repeat(350_000)],
    ['an invalid Date', new Date(Number.NaN)],
    ['a Date before 1700', new Date('1699-12-31')],
    ['a Date after 4000', new Date('+012026-01-01')],
    ['an empty list', []],
    ['a list in a list', [['secret']]],
    ['a list with a gap', new Array(2)],
    ['a long list', new Array(60_000).fill('secret')],
    ['a pattern', like`secret%`],
  ];
  for (const [what, value] of wrong) {
    it(`refuses ${what}`, () => assert.throws(() => soqlLiteral(bad(value)), isRefused('SOQL_VALUE')));
  }
});

describe('soql`…`', () => {
  const none: string[] = [];
  const written: [query: { toString(): string }, text: string][] = [
    [soql`Name LIKE ${'50%_\\'}`, "Name LIKE '50\\%\\_\\\\'"],
    [soql`Name LIKE ${like`10\%_${"a%b'"}%'`}`, "Name LIKE '10\\%_a\\%b\\'%\\''"],
    [soql`ORDER BY ${identifier('Account.Name')} LIMIT ${5}`, 'ORDER BY Account.Name LIMIT 5'],
    [soql`Name LIKE ${like`\`${'`'}\${%`}`, "Name LIKE '``${%'"],
    [soql`Name = 'a\`b'`, "Name = 'a`b'"],
    [soql`FROM Contact LIMIT${5}`, 'FROM Contact LIMIT 5'],
    [soql`CreatedDate = LAST_N_DAYS:${30}`, 'CreatedDate = LAST_N_DAYS:30'],
    [
      soql`DISTANCE(Place__c, GEOLOCATION(${1.5},${-2}), 'km') < ${20}`,
      "DISTANCE(Place__c, GEOLOCATION(1.5,-2), 'km') < 20",
    ],
    [soql`WHERE Account.OwnerId IN ${none} AND A = 1`, 'WHERE Id = null AND A = 1'],
    [soql`WHERE (NOT Account.${identifier('Name')} not in ${none})`, 'WHERE (NOT Id != null)'],
    [soql`WHERE CALENDAR_YEAR(convertTimezone(A)) IN ${none}`, 'WHERE Id = null'],
    [soql`WHERE A__c INCLUDES ${none} OR A__c EXCLUDES ${none}`, 'WHERE Id = null OR Id != null'],
    [
      soql`WHERE A = 1 GROUP BY B HAVING (B IN ${none} OR COUNT(A) NOT IN ${none})`,
      'WHERE A = 1 GROUP BY B HAVING (COUNT(Id) = 0 OR COUNT(Id) > 0)',
    ],
    [
      soql`HAVING A = 1 AND Id IN (SELECT Id FROM B WHERE C IN ${none}`,
      'HAVING A = 1 AND Id IN (SELECT Id FROM B WHERE Id = null',
    ],
  ];
  for (const [query, text] of written) {
    it(`writes ${text}`, () => assert.equal(String(query), text));
  }

  const secret = 'secret';
  const refused: [what: string, bind: () => unknown, remedy: RegExp][] = [
    ['a placeholder in quotes', () => soql`Name = '${secret}'`, /out/],
    ['a quote without a partner', () => soql`Name = 'a`, /partner/],
    ['a placeholder in a comment', () => soql`Name = /* ${secret} */ 'x'`, /partner/],
    ['a placeholder behind a comment', () => soql`Name = -- ${secret}`, /partner/],
    ['a quote whose partner is in a comment', () => soql`/* ' */ Name = '`, /partner/],
    ['text after SELECT', () => soql`SELECT ${secret} FROM Contact`, /identifier\(\)/],
    ['text after FROM', () => soql`SELECT Id FROM ${secret}`, /identifier\(\)/],
    ['text after ORDER BY', () => soql`ORDER BY ${secret}`, /identifier\(\)/],
    ['text in a function', () => soql`COUNT(${secret})`, /identifier\(\)/],
    ['text for a condition', () => soql`WHERE ${secret}`, /soql`…`/],
    ['a list after =', () => soql`Name = ${[secret]}`, /IN/],
    ['a list in parentheses', () => soql`Name IN (${[secret]})`, /parentheses/],
    ['one value after IN', () => soql`Name IN ${secret}`, /list/],
    ['a list after LIKE', () => soql`Name LIKE ${[secret]}`, /list/],
    ['a number after LIKE', () => soql`Name LIKE ${5}`, /string/],
    ['a pattern after =', () => soql`Name = ${like`${secret}%`}`, /text/],
    ['text after LIMIT', () => soql`LIMIT ${secret}`, /whole number/],
    ['a fraction after OFFSET', () => soql`OFFSET ${1.5}`, /whole number/],
    ['an empty list after no field', () => soql`IN ${none}`, /field/],
    ['undefined', () => soql`Name = ${bad(undefined)}`, /Bind/],
    ['text that is called a query', () => soql(bad(secret) as never), /parentheses/],
    [
      'a query of more than 100,000 characters',
      () => soql`A = ${'s'.repeat(60_000)} OR B = ${'s'.repeat(60_000)}`,
      /several/,
    ],
    ['a date literal that does not exist', () => dateLiteral('TODAY OR Id != null' as never), /dateLiteral/],
    ['a count of days below zero', () => dateLiteral('LAST_N_DAYS', -1), /whole number/],
  ];
  for (const [what, bind, words] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(bind, (error) => isRefused('SOQL_VALUE')(error) && words.test((error as Error).message));
    });
  }

  it('refuses an identifier that is none', () => {
    for (const name of ['', 'a b', 'Id FROM User', "x'", 'a..b', '1a']) {
      assert.throws(() => identifier(name), isRefused('UNKNOWN_FIELD'));
    }
  });
});

describe('parseSoql', () => {
  it('composes with values of the page’s own as soqlLiteral writes them, and refuses others', async () => {
    const text = "x' OR Name != 'secret";
    const compose = async (value: unknown, literalType: unknown) =>
      composeSoql({
        fields: [{ type: 'Field', field: 'Id' }],
        sObject: 'Contact',
        where: { left: { field: 'Name', operator: Array.isArray(value) ? 'IN' : '=', value, literalType } },
      } as Query);
    const all = 'SELECT Id FROM Contact WHERE Name';
    assert.equal(await compose(soqlLiteral(text), 'STRING'), `${all} = ${soqlLiteral(text)}`);
    const literals = [soqlLiteral(text), soqlLiteral("a'")];
    assert.equal(await compose(literals, 'STRING'), `${all} IN (${literals.join(', ')})`);
    assert.equal(await compose('5', 'INTEGER'), `${all} = 5`);
    for (const [value, type] of [
      [text, 'STRING'],
      [`'${text}'`, 'STRING'],
      [['a', text], 'STRING'],
      ['5 OR Id != null', 'INTEGER'],
      [
        ['5', 'null) OR (Id != null'],
        ['INTEGER', 'NULL'],
      ],
      ['x\\', 'STRING'],
    ]) {
      await assert.rejects(compose(value, type), isRefused('SOQL_VALUE'));
    }
  });

  it('reads what composeSoql writes', async () => {
    const text = "SELECT Id FROM Contact WHERE Name = 'a' LIMIT 5";
    assert.equal(
      await composeSoql(await parseSoql(soql`SELECT Id FROM Contact WHERE Name = ${'a'} LIMIT ${5}`)),
      text,
    );
  });

  const broken: [text: string, line: number, column: number][] = [
    ['', 1, 1],
    ['SELECT', 1, 7],
    ["SELECT Id FROM Contact WHERE Name = 'secret", 1, 37],
    ["SELECT Id FROM Contact\nWHERE Name = 'a' 'secret'", 2, 18],
    ['SELECT Id FROM Lead WHERE CreatedDate = LAST_N_DAYS:30 AND AND Name = null', 1, 60],
  ];
  for (const [text, line, column] of broken) {
    it(`says that ${JSON.stringify(text)} ends to make sense at ${line}:${column}`, async () => {
      await assert.rejects(parseSoql(text), (error: Error) => {
        isRefused('MALFORMED_QUERY')(error);
        return error.message.includes(`line ${line}, column ${column}.`);
      });
    });
  }
});
