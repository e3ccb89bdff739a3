/** Assertions for tests in a browser: chai's, under the names of `node:assert/strict`. */
import { assert as chai, config } from 'chai';

// A failure shows both values in full.
config.truncateThreshold = 0;

interface Assert {
  ok(value: unknown, message?: string): asserts value;
  equal<T>(actual: T, expected: T, message?: string): void;
  notEqual<T>(actual: T, unexpected: T, message?: string): void;
  deepEqual<T>(actual: T, expected: T, message?: string): void;
  match(actual: string, pattern: RegExp, message?: string): void;
  doesNotMatch(actual: string, pattern: RegExp, message?: string): void;
  /** Gives the reason, for a closer look. */
  rejects(promise: Promise<unknown>, message?: string): Promise<unknown>;
  fail(message: string): never;
}

const assert: Assert = {
  ok: chai.ok,
  equal: chai.strictEqual,
  notEqual: chai.notStrictEqual,
  deepEqual: chai.deepEqual,
  match: chai.match,
  doesNotMatch: chai.notMatch,
  rejects: (promise, message = 'the promise did not reject') =>
    promise.then(
      () => chai.fail(message),
      (reason: unknown) => reason,
    ),
  fail: chai.fail,
};
export default assert;
