/** Days as `YYYY-MM-DD`, `to` not included. */
export interface DayRange {
  from: string;
  to: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T00:00:00Z');
/** Farther counts, in whatever unit, are cut: JavaScript dates end near the year 275,760. */
const FARTHEST = 100_000;

/** `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
function day(year: number, month: number, date: number): string {
  const time = new Date(0).setUTCFullYear(year, month, date);
  return new Date(Math.min(Math.max(time, EARLIEST), LATEST)).toISOString().slice(0, 10);
}

/** The first day of the unit that lies `distance` units from the one `now` is in. Weeks start on Sunday. */
function start(unit: Unit, now: Date, distance: number): string {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const offset = Math.max(-FARTHEST, Math.min(distance, FARTHEST));
  switch (unit) {
    case 'DAY':
      return day(year, month, date + offset);
    case 'WEEK':
      return day(year, month, date - now.getUTCDay() + 7 * offset);
    case 'MONTH':
      return day(year, month + offset, 1);
    case 'QUARTER':
      return day(year, 3 * (Math.floor(month / 3) + offset), 1);
    case 'YEAR':
      return day(year + offset, 0, 1);
  }
}

function range(unit: Unit, now: Date, from: number, to: number): DayRange {
  return { from: start(unit, now, from), to: start(unit, now, to) };
}

/** The fiscal year of this org is the calendar year. */
function unitOf(word: string): Unit {
  return word.replace(/^FISCAL_/, '').replace(/S$/, '') as Unit;
}

const SINGLE = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)$/;
const COUNTED = /^(LAST|NEXT)_N_(DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS):(\d+)$/;
const AGO = /^N_(DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)_AGO:(\d+)$/;

/**
 * The days a date literal such as `LAST_N_DAYS:30` stands for, counted from the UTC day of `now`; undefined for
 * an unknown word.
 * Source: SOQL and SOSL Reference, "Date Formats and Date Literals". `LAST_N_DAYS:n` and `LAST_90_DAYS` reach
 * from n days ago to the end of today; the other counted ranges leave the current unit out.
 */
export function dateLiteralRange(literal: string, now: Date): DayRange | undefined {
  const word = literal.toUpperCase().replaceAll(/\s/g, '');
  if (word === 'YESTERDAY') return range('DAY', now, -1, 0);
  if (word === 'TODAY') return range('DAY', now, 0, 1);
  if (word === 'TOMORROW') return range('DAY', now, 1, 2);
  if (word === 'LAST_90_DAYS') return range('DAY', now, -90, 1);
  if (word === 'NEXT_90_DAYS') return range('DAY', now, 1, 91);

  const single = SINGLE.exec(word);
  if (single) {
    const offset = single[1] === 'LAST' ? -1 : single[1] === 'NEXT' ? 1 : 0;
    return range(unitOf(single[2] ?? ''), now, offset, offset + 1);
  }
  const counted = COUNTED.exec(word);
  if (counted) {
    const [unit, n] = [unitOf(counted[2] ?? ''), Number(counted[3])];
    if (counted[1] === 'NEXT') return range(unit, now, 1, 1 + n);
    return range(unit, now, -n, unit === 'DAY' ? 1 : 0);
  }
  const ago = AGO.exec(word);
  if (ago) return range(unitOf(ago[1] ?? ''), now, -Number(ago[2]), 1 - Number(ago[2]));
  return undefined;
}
