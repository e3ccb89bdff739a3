import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dateLiteralRange } from '../../../src/simulator/soql/date-literals.ts';

/** A Wednesday in the second quarter. */
const now = new Date('2026-05-13T23:59:59.999Z');

/** Literal, first day, first day after. */
const cases: [literal: string, from: string, to: string][] = [
  ['YESTERDAY', '2026-05-12', '2026-05-13'],
  ['TODAY', '2026-05-13', '2026-05-14'],
  ['TOMORROW', '2026-05-14', '2026-05-15'],
  ['LAST_WEEK', '2026-05-03', '2026-05-10'],
  ['THIS_WEEK', '2026-05-10', '2026-05-17'],
  ['NEXT_WEEK', '2026-05-17', '2026-05-24'],
  ['LAST_MONTH', '2026-04-01', '2026-05-01'],
  ['THIS_MONTH', '2026-05-01', '2026-06-01'],
  ['NEXT_MONTH', '2026-06-01', '2026-07-01'],
  ['LAST_90_DAYS', '2026-02-12', '2026-05-14'],
  ['NEXT_90_DAYS', '2026-05-14', '2026-08-12'],
  ['LAST_QUARTER', '2026-01-01', '2026-04-01'],
  ['THIS_QUARTER', '2026-04-01', '2026-07-01'],
  ['NEXT_QUARTER', '2026-07-01', '2026-10-01'],
  ['LAST_YEAR', '2025-01-01', '2026-01-01'],
  ['THIS_YEAR', '2026-01-01', '2027-01-01'],
  ['NEXT_YEAR', '2027-01-01', '2028-01-01'],
  ['THIS_FISCAL_QUARTER', '2026-04-01', '2026-07-01'],
  ['LAST_FISCAL_YEAR', '2025-01-01', '2026-01-01'],
  ['LAST_N_DAYS:1', '2026-05-12', '2026-05-14'],
  ['LAST_N_DAYS:30', '2026-04-13', '2026-05-14'],
  ['NEXT_N_DAYS:2', '2026-05-14', '2026-05-16'],
  ['N_DAYS_AGO:3', '2026-05-10', '2026-05-11'],
  ['LAST_N_WEEKS:2', '2026-04-26', '2026-05-10'],
  ['NEXT_N_WEEKS:1', '2026-05-17', '2026-05-24'],
  ['N_WEEKS_AGO:2', '2026-04-26', '2026-05-03'],
  ['LAST_N_MONTHS:6', '2025-11-01', '2026-05-01'],
  ['NEXT_N_MONTHS:8', '2026-06-01', '2027-02-01'],
  ['N_MONTHS_AGO:5', '2025-12-01', '2026-01-01'],
  ['LAST_N_QUARTERS:2', '2025-10-01', '2026-04-01'],
  ['NEXT_N_QUARTERS:3', '2026-07-01', '2027-04-01'],
  ['N_QUARTERS_AGO:2', '2025-10-01', '2026-01-01'],
  ['LAST_N_YEARS:3', '2023-01-01', '2026-01-01'],
  ['NEXT_N_YEARS:1', '2027-01-01', '2028-01-01'],
  ['N_YEARS_AGO:4', '2022-01-01', '2023-01-01'],
  ['LAST_N_FISCAL_QUARTERS:1', '2026-01-01', '2026-04-01'],
  ['NEXT_N_FISCAL_YEARS:2', '2027-01-01', '2029-01-01'],
  ['N_FISCAL_YEARS_AGO:1', '2025-01-01', '2026-01-01'],
  ['last_n_days : 1', '2026-05-12', '2026-05-14'],
  ['LAST_N_YEARS:1980', '0046-01-01', '2026-01-01'],
];

describe('date literals', () => {
  for (const [literal, from, to] of cases) {
    test(literal, () => assert.deepEqual(dateLiteralRange(literal, now), { from, to }));
  }

  test('a week that starts today on a Sunday', () => {
    const sunday = new Date('2026-03-01T00:00:00Z');
    assert.deepEqual(dateLiteralRange('THIS_WEEK', sunday), { from: '2026-03-01', to: '2026-03-08' });
  });

  test('29 February', () => {
    const leapDay = new Date('2028-02-29T12:00:00Z');
    assert.deepEqual(dateLiteralRange('LAST_MONTH', leapDay), { from: '2028-01-01', to: '2028-02-01' });
    assert.deepEqual(dateLiteralRange('N_YEARS_AGO:1', leapDay), { from: '2027-01-01', to: '2028-01-01' });
  });

  test('no such word', () => assert.equal(dateLiteralRange('LAST_DECADE', now), undefined));

  test('counts however large stay within the days a record can hold', () => {
    const units = ['DAYS', 'WEEKS', 'MONTHS', 'QUARTERS', 'YEARS', 'FISCAL_QUARTERS', 'FISCAL_YEARS'];
    const word = fc.oneof(
      fc.constantFrom(...units).map((unit) => `LAST_N_${unit}`),
      fc.constantFrom(...units).map((unit) => `NEXT_N_${unit}`),
      fc.constantFrom(...units).map((unit) => `N_${unit}_AGO`),
    );
    fc.assert(
      fc.property(word, fc.maxSafeNat(), (literal, n) => {
        const range = dateLiteralRange(`${literal}:${n}`, now);
        assert.match(range?.from ?? '', /^\d{4}-\d\d-\d\d$/);
        assert.match(range?.to ?? '', /^\d{4}-\d\d-\d\d$/);
        assert.ok((range?.from ?? '') <= (range?.to ?? ''));
      }),
      { numRuns: 300 },
    );
  });
});
