/** Assertions for tests in a browser, shaped like those of `node:assert/strict`. */

class AssertionError extends Error {
  override readonly name = 'AssertionError';
  /** Both are what the reporter prints a difference of. */
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(message: string, actual?: unknown, expected?: unknown) {
    super(message);
    this.actual = actual;
    this.expected = expected;
  }
}

function ok(value: unknown, message = `${show(value)} is not truthy`): asserts value {
  if (!value) throw new AssertionError(message);
}

function equal<T>(actual: T, expected: T, message = 'the values differ'): void {
  if (!Object.is(actual, expected)) {
    throw new AssertionError(`${message}: ${show(actual)} is not ${show(expected)}`, actual, expected);
  }
}

function notEqual(actual: unknown, unexpected: unknown, message = 'the values are the same'): void {
  if (Object.is(actual, unexpected)) throw new AssertionError(`${message}: ${show(actual)}`);
}

/** Compares plain data: primitives, arrays, plain objects, dates, maps and sets. */
function deepEqual<T>(actual: T, expected: T, message = 'the values differ'): void {
  if (!same(actual, expected)) {
    throw new AssertionError(
      `${message}: ${show(actual)} is not ${show(expected)}`,
      show(actual),
      show(expected),
    );
  }
}

function match(actual: string, pattern: RegExp, message = 'the text does not match'): void {
  if (!pattern.test(actual)) throw new AssertionError(`${message}: ${show(actual)} against ${pattern}`);
}

function doesNotMatch(actual: string, pattern: RegExp, message = 'the text matches'): void {
  if (pattern.test(actual)) throw new AssertionError(`${message}: ${show(actual)} against ${pattern}`);
}

/** The error is returned, for a closer look. */
function throws(body: () => unknown, message = 'nothing was thrown'): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  throw new AssertionError(message);
}

/** The reason is returned, for a closer look. */
async function rejects(promise: Promise<unknown>, message = 'the promise did not reject'): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new AssertionError(message);
}

function fail(message: string): never {
  throw new AssertionError(message);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return a.getTime() === (b as Date).getTime();
  if (a instanceof Map || a instanceof Set) return same([...a], [...(b as typeof a)]);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Node || value instanceof Error) return String(value);
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name} ${show([...value])}`;
  try {
    return JSON.stringify(value, undefined, 1);
  } catch {
    return String(value);
  }
}

interface Assert {
  ok(value: unknown, message?: string): asserts value;
  equal<T>(actual: T, expected: T, message?: string): void;
  notEqual(actual: unknown, unexpected: unknown, message?: string): void;
  deepEqual<T>(actual: T, expected: T, message?: string): void;
  match(actual: string, pattern: RegExp, message?: string): void;
  doesNotMatch(actual: string, pattern: RegExp, message?: string): void;
  throws(body: () => unknown, message?: string): unknown;
  rejects(promise: Promise<unknown>, message?: string): Promise<unknown>;
  fail(message: string): never;
}

const assert: Assert = { ok, equal, notEqual, deepEqual, match, doesNotMatch, throws, rejects, fail };
export default assert;
