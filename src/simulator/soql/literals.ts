import type { FieldType } from '../../api/types.ts';
import { normalizeId } from '../store/ids.ts';
import type { StoredValue } from '../store/types.ts';
import { type DayRange, dateLiteralRange } from './date-literals.ts';
import { TIME_CARRIER } from './parser-text.ts';
import type { SoqlError } from './soql-error.ts';
import type { Literal } from './syntax.ts';

export type LiteralValue = { kind: 'value'; value: StoredValue } | { kind: 'days'; days: DayRange };

/** What a literal is compared with, and how to refuse one that does not fit. */
export interface Expectation {
  type: FieldType;
  /** The field's name in messages. */
  name: string;
  /** What `TODAY` and its like count from: the UTC parts are the user's local time. */
  today: () => Date;
  fail: (errorCode: string, problem: string) => SoqlError;
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};
const NUMBERS: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent', 'int', 'long']);
const VALUE_WORDS: Partial<Record<FieldType, string>> = {
  boolean: 'boolean',
  currency: 'double',
  date: 'date',
  datetime: 'dateTime',
  double: 'double',
  int: 'int',
  long: 'long',
  percent: 'double',
  time: 'time',
};

function unescaped(quoted: string, fail: Expectation['fail'], special: (code: string) => string | undefined) {
  return quoted.slice(1, -1).replace(/\\(u[0-9a-f]{4}|[\s\S])/gi, (whole: string, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const character = special(code) ?? ESCAPES[code];
    if (character !== undefined) return character;
    throw fail(
      'MALFORMED_QUERY',
      `Invalid string literal ${quoted}. Illegal character sequence '${whole}' in string literal.`,
    );
  });
}

/** The text of a quoted string. */
function stringText(quoted: string, fail: Expectation['fail']): string {
  return unescaped(quoted, fail, () => undefined);
}

/** The pattern of a quoted LIKE operand, for SQLite's `LIKE … ESCAPE '\'`. */
export function likePattern(quoted: string, fail: Expectation['fail']): string {
  return unescaped(quoted, fail, (code) => {
    if (code === '_' || code === '%') return `\\${code}`;
    return code === '\\' ? '\\\\' : undefined;
  });
}

function mismatch({ type, name, fail }: Expectation): SoqlError {
  const word = VALUE_WORDS[type];
  const wanted = word
    ? `${word} and should not be enclosed in quotes`
    : 'string and should be enclosed in quotes';
  return fail('INVALID_FIELD', `value of filter criterion for field '${name}' must be of type ${wanted}`);
}

function dayText(text: string, { fail }: Expectation): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  // A day that rolls over, such as 30 February, is none.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw fail('MALFORMED_QUERY', `Invalid date: ${text}`);
}

function datetimeText(text: string, expectation: Expectation): string {
  const time = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  dayText(text.slice(0, 10), expectation);
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw expectation.fail('MALFORMED_QUERY', `Invalid datetime: ${text}`);
}

function idText(text: string, { fail }: Expectation): string {
  const id = normalizeId(text);
  if (id !== undefined) return id;
  throw fail('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
}

function stringValue(text: string, expectation: Expectation): StoredValue {
  if (VALUE_WORDS[expectation.type]) throw mismatch(expectation);
  const value = stringText(text, expectation.fail);
  // To Salesforce an empty text is no value.
  if (value === '') return null;
  return expectation.type === 'id' || expectation.type === 'reference' ? idText(value, expectation) : value;
}

/** A typed literal as the store holds such values; date literals become days. */
export function literalValue({ type, text }: Literal, expectation: Expectation): LiteralValue {
  const value = (stored: StoredValue): LiteralValue => ({ kind: 'value', value: stored });
  const expected = expectation.type;
  switch (type) {
    case 'NULL':
      return value(null);
    case 'STRING':
      return value(stringValue(text, expectation));
    case 'BOOLEAN':
      if (expected !== 'boolean') throw mismatch(expectation);
      return value(text.toUpperCase() === 'TRUE' ? 1 : 0);
    case 'INTEGER':
    case 'DECIMAL':
    case 'INTEGER_WITH_CURRENCY_PREFIX':
    case 'DECIMAL_WITH_CURRENCY_PREFIX':
      if (!NUMBERS.has(expected)) throw mismatch(expectation);
      return value(Number(text.replace(/^[a-z]{3}/i, '')));
    case 'DATE':
      if (expected !== 'date') throw mismatch(expectation);
      return value(dayText(text, expectation));
    case 'DATETIME':
      if (expected === 'time' && text.startsWith(TIME_CARRIER)) {
        return value(datetimeText(text, expectation).slice(TIME_CARRIER.length));
      }
      if (expected !== 'datetime' || text.startsWith(TIME_CARRIER)) throw mismatch(expectation);
      return value(datetimeText(text, expectation));
    default: {
      if (expected !== 'date' && expected !== 'datetime') throw mismatch(expectation);
      const days = dateLiteralRange(text, expectation.today());
      if (days === undefined) throw expectation.fail('MALFORMED_QUERY', `unexpected token: '${text}'`);
      return { kind: 'days', days };
    }
  }
}
