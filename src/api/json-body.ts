import { SfError } from '../errors/sf-error.ts';

const loneSurrogate = /\p{Surrogate}/u;

/** True for text that has half of a character in it, which no org can store. */
export function isBrokenText(text: string): boolean {
  return loneSurrogate.test(text);
}

/**
 * The JSON of a request's body. Throws an `SfError` where a value would silently become another one: a number that is
 * not finite would be sent as null, half a character as something else.
 */
export function jsonBody(body: unknown, operation: string): string {
  function check(this: Record<string, unknown>, field: string, value: unknown): unknown {
    // A date has become text by now, an invalid one null.
    const problem = problemOf(this[field]);
    if (problem) throw invalidValue(operation, `The value of “${field}” ${problem}.`, field);
    return value;
  }
  try {
    return JSON.stringify(body, check);
  } catch (cause) {
    if (cause instanceof SfError) throw cause;
    throw invalidValue(operation, 'The values to send cannot be written as JSON.', undefined, cause);
  }
}

function problemOf(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is not a finite number';
  if (value instanceof Date && Number.isNaN(value.getTime())) return 'is not a valid date';
  if (typeof value === 'string' && isBrokenText(value)) return 'holds half of a character, a lone surrogate';
  return typeof value === 'bigint' ? 'is a bigint' : undefined;
}

function invalidValue(operation: string, problem: string, field?: string, cause?: unknown): SfError {
  const details = field ? [{ message: problem, errorCode: 'INVALID_VALUE', fields: [field] }] : [];
  const remedy = 'Send text, finite numbers, true, false or null.';
  return new SfError({ code: 'INVALID_VALUE', operation, problem, remedy, details, cause });
}
