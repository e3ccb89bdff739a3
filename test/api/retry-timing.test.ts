import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRetryAfter, retryDelay } from '../../src/api/retry-timing.ts';

const now = Date.UTC(2026, 4, 1, 10);
const random = 0.5;

describe('the wait before another try', () => {
  it('grows with each try, with full jitter', () => {
    const delay = (tries: number, chance: number) =>
      retryDelay({ tries, retryAfter: null, now, random: chance });
    assert.deepEqual([delay(1, 0), delay(1, 1)], [0, 1_000]);
    assert.deepEqual([delay(2, 0), delay(2, 1)], [0, 2_000]);
  });

  it('ends after three tries', () => {
    assert.notEqual(retryDelay({ tries: 2, retryAfter: null, now, random }), undefined);
    assert.equal(retryDelay({ tries: 3, retryAfter: null, now, random }), undefined);
    assert.equal(retryDelay({ tries: 3, retryAfter: '1', now, random }), undefined);
  });

  it('is what the org asks for and the jitter on top', () => {
    assert.equal(retryDelay({ tries: 1, retryAfter: '7', now, random }), 7_500);
  });

  it('is none where the org asks for more than half a minute', () => {
    assert.equal(retryDelay({ tries: 1, retryAfter: '30', now, random: 0 }), 30_000);
    assert.equal(retryDelay({ tries: 1, retryAfter: '31', now, random: 0 }), undefined);
  });

  it('is never negative, never above the cap, whatever the org says', () => {
    const retryAfter = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(
        retryAfter,
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, tries, chance) => {
          const delay = retryDelay({ tries, retryAfter: text, now, random: chance });
          if (tries >= 3) assert.equal(delay, undefined);
          else if (delay !== undefined) assert.ok(delay >= 0 && delay <= 32_000, String(delay));
        },
      ),
    );
  });
});

describe('Retry-After', () => {
  const table: [value: string | null, milliseconds: number | undefined, what: string][] = [
    ['0', 0, 'no seconds'],
    ['12', 12_000, 'seconds'],
    [' 12 ', 12_000, 'seconds between blanks'],
    ['Fri, 01 May 2026 10:00:05 GMT', 5_000, 'a date'],
    ['Friday, 01-May-26 10:00:05 GMT', 5_000, 'a date as it was written once'],
    ['Fri, 01 May 2026 09:00:00 GMT', 0, 'a date that has passed'],
    ['86400000000', 86_400_000_000_000, 'enormous seconds'],
    ['9'.repeat(400), Number.POSITIVE_INFINITY, 'more seconds than there are numbers'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59) - now, 'a far date'],
    ['-5', undefined, 'negative seconds'],
    ['1.5', undefined, 'a decimal'],
    ['1e3', undefined, 'an exponent'],
    ['0x10', undefined, 'another base'],
    ['soon', undefined, 'garbage'],
    ['soon GMT', undefined, 'garbage that ends like a date'],
    ['', undefined, 'nothing'],
    [null, undefined, 'no header'],
  ];
  for (const [value, milliseconds, what] of table) {
    it(`may be ${what}`, () => assert.equal(readRetryAfter(value, now), milliseconds));
  }
});
