import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import fc from 'fast-check';
import { date } from '../../../src/api/soql/date-literal.ts';
import { like } from '../../../src/api/soql/like.ts';
import { soql } from '../../../src/api/soql/soql.ts';
import type { Soql } from '../../../src/api/soql/soql-text.ts';
import { type SoqlToken, tokenizeSoql } from './tokenize-soql.ts';

const nasty = fc.constantFrom(
  "'",
  '\\',
  "\\'",
  '%',
  '_',
  '\n',
  '\u0000',
  '\u2028',
  ' OR Id != null',
  '--',
  '/*',
  '"',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), { maxLength: 8 }).map((parts) => parts.join('')),
);
const asPattern = (value: string) => value.replace(/[%_]/g, '\\$&');

/** Each place of a literal: the query with a text bound there, and what the text must come out as. */
const places: Record<string, [bind: (value: string) => Soql, comesOut?: (value: string) => string]> = {
  'after =': [(value) => soql`SELECT Id FROM Contact WHERE Name = ${value} AND Id != null`],
  'after !=': [(value) => soql`SELECT Id FROM Contact WHERE Name != ${value}`],
  'in a list': [(value) => soql`SELECT Id FROM Contact WHERE Name IN ${[value]} LIMIT 1`],
  'after NOT IN': [(value) => soql`SELECT Id FROM Contact WHERE Name NOT IN ${[value]}`],
  'in the template’s own list': [(value) => soql`SELECT Id FROM Contact WHERE Name IN ('a', ${value})`],
  'after INCLUDES': [(value) => soql`SELECT Id FROM Contact WHERE Kinds__c INCLUDES ${[value]}`],
  'after EXCLUDES': [(value) => soql`SELECT Id FROM Contact WHERE Kinds__c EXCLUDES ${[value]}`],
  'after LIKE': [(value) => soql`SELECT Id FROM Contact WHERE Name LIKE ${value}`, asPattern],
  'in a pattern': [
    (value) => soql`SELECT Id FROM Contact WHERE Name LIKE ${like`%${value}_`}`,
    (value) => `%${asPattern(value)}_`,
  ],
  'after HAVING': [(value) => soql`SELECT Name FROM Contact GROUP BY Name HAVING Name > ${value}`],
  'in a nested query': [
    (value) => soql`SELECT Id, (SELECT Id FROM Contacts WHERE Name = ${value}) FROM Account ORDER BY Name`,
  ],
  'in a semi-join': [
    (value) => soql`SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Name = ${value})`,
  ],
  'in a bound fragment': [
    (value) => soql`SELECT Id FROM Contact WHERE (${soql`Name = ${value}`}) AND Id != null`,
  ],
};

function literalsOf(query: Soql, kind: SoqlToken['kind']): unknown[] {
  return tokenizeSoql(String(query)).flatMap((token) => (token.kind === kind ? [token.value] : []));
}

describe('a bound value comes back out of the query', () => {
  for (const [place, [bind, comesOut = (value: string) => value]] of Object.entries(places)) {
    it(`unchanged and alone: any text ${place}`, () => {
      const shapeOf = (query: Soql) => tokenizeSoql(String(query)).map(({ kind }) => kind);
      const shape = shapeOf(bind('x'));
      fc.assert(
        fc.property(text, (value) => {
          const query = bind(value);
          assert.deepEqual(shapeOf(query), shape);
          assert.ok(literalsOf(query, 'string').includes(comesOut(value)));
          parseQuery(String(query));
        }),
      );
    });
  }

  it('as the list it was', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (values) => {
        const query = soql`SELECT Id FROM Contact WHERE Name IN ${values}`;
        assert.deepEqual(literalsOf(query, 'string'), values);
      }),
    );
  });

  it('as the number it was', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const query = soql`SELECT Id FROM Account WHERE AnnualRevenue > ${value}`;
        // SOQL knows no zero below zero.
        assert.deepEqual(literalsOf(query, 'number'), [value === 0 ? 0 : value]);
        assert.deepEqual(literalsOf(soql`LIMIT ${7} OFFSET ${12}`, 'number'), [7, 12]);
      }),
    );
  });

  it('as the moment and the day it was', () => {
    const moments = fc.date({
      min: new Date('1701-01-01'),
      max: new Date('3999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const [datetime] = literalsOf(soql`SELECT Id FROM Lead WHERE CreatedDate >= ${moment}`, 'datetime');
        assert.equal(Date.parse(String(datetime)), moment.getTime());
        const day = moment.toISOString().slice(0, 10);
        assert.deepEqual(literalsOf(soql`SELECT Id FROM Task WHERE ActivityDate = ${date(day)}`, 'date'), [
          day,
        ]);
      }),
    );
  });

  it('as true, false and null', () => {
    const query = soql`SELECT Id FROM Lead WHERE IsConverted = ${true} OR HasOptedOutOfEmail = ${false} OR Email = ${null}`;
    const words = literalsOf(query, 'word');
    assert.deepEqual(
      words.filter((word) => /^(true|false|null)$/.test(String(word))),
      ['true', 'false', 'null'],
    );
  });
});
