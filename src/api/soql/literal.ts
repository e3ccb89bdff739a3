import { toDatetime } from './dates.ts';
import { checkLength, Soql } from './soql-text.ts';
import { valueError } from './value-error.ts';

/** One value of a query; a `Soql`, such as `date('2026-05-01')`, stands as it is. */
export type SoqlScalar = string | number | bigint | boolean | null | Date | Soql;

/** What can be bound; a list belongs after IN, NOT IN, INCLUDES and EXCLUDES. */
export type SoqlValue = SoqlScalar | readonly SoqlScalar[];

/**
 * A value as it is written in a query: `'O\'Neill'`, `12.5`, `true`, `null`, `2026-05-01T07:25:37.000Z`, `('a','b')`.
 * Throws an `SfError` with code `SOQL_VALUE` for what SOQL has no literal for, the empty list included.
 * Source: SOQL and SOSL Reference, "Quoted String Escape Sequences", "Date Formats and Date Literals".
 */
export function soqlLiteral(value: SoqlValue): string {
  return Array.isArray(value) ? listLiteral(Array.from(value, scalarLiteral)) : scalarLiteral(value);
}

export function listLiteral(literals: readonly string[]): string {
  if (literals.length > 0) return checkLength(`(${literals.join(',')})`);
  throw valueError('SOQL has no empty list.', 'Bind it in soql`…` or selectFrom, where it means no rows.');
}

/** The literal of anything but a list. */
export function scalarLiteral(value: unknown): string {
  const literal = literalOf(value);
  if (literal !== undefined) return literal;
  throw valueError(
    'This is not a value SOQL knows.',
    'Bind text, a finite number, true, false, null, or a Date of the years 1700 to 4000.',
  );
}

function literalOf(value: unknown): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return `'${escapeText(value)}'`;
  if (typeof value === 'number' && Number.isFinite(value)) return decimal(value);
  if (value instanceof Date) return toDatetime(value);
  return value instanceof Soql && !value.isPattern ? String(value) : undefined;
}

const shortEscapes: Record<string, string> = { '\n': 'n', '\r': 'r', '\t': 't', '\\': '\\', "'": "'" };

/** The text as it is written between quotes. */
export function escapeText(text: string): string {
  if (/\p{Surrogate}/u.test(checkLength(text))) {
    throw valueError('The text has half a character in it.', 'Cut text between whole characters.');
  }
  return text.replace(/[\\'\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\${shortEscapes[character] ?? `u${code}`}`;
  });
}

/** The pattern, without quotes, that only the text itself matches. */
export function patternText(text: unknown): string {
  if (typeof text === 'string') return escapeText(text).replace(/[%_]/g, '\\$&');
  throw valueError('LIKE compares with text only.', 'Bind a string, or a pattern such as like`%…%`.');
}

/** SOQL numbers have no exponent. */
function decimal(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [, sign = '', digits = ''] = /^(-?)(.*)$/.exec(mantissa.replace('.', '')) ?? [];
  const point = Number(exponent);
  return point > 0 ? sign + digits.padEnd(point + 1, '0') : `${sign}0.${'0'.repeat(-point - 1)}${digits}`;
}

/** The digits of a row count: LIMIT, OFFSET and what follows the colon of a date literal. */
export function countLiteral(value: unknown, most = Number.MAX_SAFE_INTEGER): string {
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most)
    return String(value);
  throw valueError('This is not a count that can stand here.', `Give a whole number from 0 to ${most}.`);
}
