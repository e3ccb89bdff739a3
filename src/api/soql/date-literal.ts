import { toDay } from './dates.ts';
import { countLiteral } from './literal.ts';
import { Soql } from './soql-text.ts';
import { valueError } from './value-error.ts';

type Unit = 'DAYS' | 'WEEKS' | 'MONTHS' | 'QUARTERS' | 'YEARS' | 'FISCAL_QUARTERS' | 'FISCAL_YEARS';
type Span = 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FISCAL_QUARTER' | 'FISCAL_YEAR';

export type DateLiteral =
  | 'YESTERDAY'
  | 'TODAY'
  | 'TOMORROW'
  | `${'LAST' | 'NEXT'}_90_DAYS`
  | `${'LAST' | 'THIS' | 'NEXT'}_${Span}`;
export type CountedDateLiteral = `${'LAST' | 'NEXT'}_N_${Unit}` | `N_${Unit}_AGO`;

const plain =
  /^(YESTERDAY|TODAY|TOMORROW|(LAST|NEXT)_90_DAYS|(LAST|THIS|NEXT)_(WEEK|MONTH|(FISCAL_)?(QUARTER|YEAR)))$/;
const units = '(DAYS|WEEKS|MONTHS|(FISCAL_)?(QUARTERS|YEARS))';
const counted = new RegExp(`^((LAST|NEXT)_N_${units}|N_${units}_AGO)$`);

/**
 * A day, for a field of type date: `CloseDate > ${date('2026-05-01')}`. A Date gives its day in the time zone of the
 * browser, so `new Date()` is the visitor's today; of a date input bind the `value`, since its `valueAsDate` is in UTC.
 */
export function date(value: string | Date): Soql {
  const day = toDay(value);
  if (day) return new Soql(day);
  throw valueError(
    'date() was not given a day.',
    "Give it a Date, or text such as '2026-05-01', of the years 1700 to 4000.",
  );
}

/**
 * A relative date: `dateLiteral('THIS_MONTH')`, `dateLiteral('LAST_N_DAYS', 30)`.
 * Source: SOQL and SOSL Reference, "Date Formats and Date Literals".
 */
export function dateLiteral(name: DateLiteral): Soql;
export function dateLiteral(name: CountedDateLiteral, count: number): Soql;
export function dateLiteral(name: string, count?: number): Soql {
  if (count === undefined && plain.test(name)) return new Soql(name);
  if (count !== undefined && counted.test(name)) return new Soql(`${name}:${countLiteral(count)}`);
  throw valueError(
    'This is not a date literal of SOQL.',
    "Write dateLiteral('THIS_MONTH') or, with a count, dateLiteral('LAST_N_DAYS', 30).",
  );
}
