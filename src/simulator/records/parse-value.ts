import type { FieldDescribe } from '../../api/types.ts';
import { unreadable } from '../http/rest-failure.ts';
import type { StoredValue } from '../store/types.ts';

/** A day, perhaps with a time that counts for nothing. */
const dayAndTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function storedDate(value: string): string | undefined {
  const match = dayAndTime.exec(value);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const text = `${year}-${month}-${day}`;
  const known = Number(year) >= 1700 && Number(year) <= 4000;
  return known && date.toISOString().startsWith(text) ? text : undefined;
}

function storedDatetime(value: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    value,
  );
  const [, day = '', clock = '00:00', zone = 'Z'] = match ?? [];
  if (!match || storedDate(day) === undefined) return undefined;
  const moment = new Date(`${day}T${clock}${zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}.000Z`;
}

function storedTime(value: string): string | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?Z?$/.exec(value);
  if (!match) return undefined;
  const [, hours, minutes, seconds = '00', fraction = ''] = match;
  return `${hours}:${minutes}:${seconds}.${fraction.padEnd(3, '0')}Z`;
}

/** Rounds halves away from zero by the digits as they are written: 1.005 to two places is 1.01. */
function rounded(value: number, scale: number): number {
  const [digits = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + scale}`));
  return shifted > Number.MAX_SAFE_INTEGER ? value : Math.sign(value) * Number(`${shifted}e-${scale}`);
}

const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function storedNumber(field: FieldDescribe, value: unknown): number | undefined {
  const number = typeof value === 'string' && decimalNumber.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  if (field.type === 'int' || field.type === 'long') return Number.isInteger(number) ? number : undefined;
  return rounded(number, field.scale);
}

function storedBoolean(value: unknown): number | undefined {
  if (value === true || value === 'true') return 1;
  return value === false || value === 'false' ? 0 : undefined;
}

function storedText(field: FieldDescribe, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  switch (field.type) {
    case 'date':
      return storedDate(value);
    case 'datetime':
      return storedDatetime(value);
    case 'time':
      return storedTime(value);
    default:
      return value;
  }
}

/** Types of which a blank text is no value, and not the lack of one either. */
const neverBlank = ['boolean', 'date', 'datetime'];

/** A JSON value as the field's column holds it. Other blank text is null, as in the org. @throws RestFailure */
export function parseValue(field: FieldDescribe, value: unknown, position: number): StoredValue {
  if (value === null) return null;
  if (typeof value === 'string' && value.trim() === '' && !neverBlank.includes(field.type)) return null;
  const given = typeof value === 'string' ? value.trim() : value;
  let stored: StoredValue | undefined;
  switch (field.type) {
    case 'boolean':
      stored = storedBoolean(given);
      break;
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      stored = storedNumber(field, given);
      break;
    default:
      stored = storedText(field, given);
  }
  if (stored === undefined) throw unreadable(field.type, value, position);
  return stored;
}
