import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fromLocalClock,
  readDate,
  readDateTime,
  readTime,
  toLocalClock,
  writeDateTime,
} from '../../src/fields/temporal.ts';

describe('wire dates and times', () => {
  it('reads and writes a moment', () => {
    const moment = readDateTime('2026-05-01T07:25:37.000+0000');
    assert.equal(moment, Date.UTC(2026, 4, 1, 7, 25, 37));
    assert.equal(writeDateTime(moment), '2026-05-01T07:25:37.000+0000');
    assert.equal(readDateTime('2026-05-01T09:25:37.000+0200'), moment);
    assert.equal(readDateTime('never'), undefined);
  });

  it('reads dates that exist', () => {
    assert.equal(readDate('2024-02-29'), Date.UTC(2024, 1, 29));
    for (const wrong of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '']) {
      assert.equal(readDate(wrong), undefined, wrong);
    }
  });

  it('reads times', () => {
    assert.equal(readTime('14:30:00.000Z'), 52_200_000);
    assert.equal(readTime('14:30'), 52_200_000);
    assert.equal(readTime('24:30'), undefined);
  });
});

describe('the clock of a time zone', () => {
  it('comes back to the same moment, whatever the zone and season', () => {
    for (const timeZone of [
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    ]) {
      for (let hour = 0; hour < 24 * 365; hour += 53) {
        const moment = Date.UTC(2026, 0, 1, hour, 30);
        const clock = toLocalClock(moment, timeZone);
        const back = fromLocalClock(clock, timeZone);
        assert.ok(back !== undefined);
        // In the hour that comes twice, the first may stand for the second.
        assert.equal(toLocalClock(back, timeZone), clock, `${timeZone} ${clock}`);
      }
    }
  });

  it('takes the first of the times that come twice, and counts on over one that is skipped', () => {
    const berlin = 'Europe/Berlin';
    assert.equal(fromLocalClock('2026-10-25T02:30', berlin), Date.UTC(2026, 9, 25, 0, 30));
    assert.equal(fromLocalClock('2026-03-29T02:30', berlin), Date.UTC(2026, 2, 29, 1, 30));
    assert.equal(fromLocalClock('tomorrow', berlin), undefined);
  });
});
