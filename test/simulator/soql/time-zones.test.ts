import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TimeZone } from '../../../src/simulator/soql/time-zone.ts';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { NOW, openOrg, SETTINGS, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

const users = SETTINGS.map((settings, index) => ({ ...settings, user: index + 1 }));

/** The wall clock of a zone at a moment, as `2026-05-13 03:30`. */
function clock(moment: Date | string, timeZone: string): string {
  const style = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Date(moment).toLocaleString('sv-SE', style);
}

const created = (row: StoredRow) => String(row.CreatedDate);
const live = () => org.live('Account');

function counts(key: (row: StoredRow) => unknown): Map<unknown, number> {
  const found = new Map<unknown, number>();
  for (const row of live()) found.set(key(row), (found.get(key(row)) ?? 0) + 1);
  return found;
}

describe('each user sees days and hours in the own time zone', () => {
  test('date functions count in UTC', () => {
    const expected = counts((row) => Number(created(row).slice(11, 13)));
    for (const { user } of users) {
      const records = org.records(
        'SELECT HOUR_IN_DAY(CreatedDate) h, COUNT(Id) n FROM Account GROUP BY HOUR_IN_DAY(CreatedDate)',
        user,
      );
      assert.deepEqual(new Map(records.map(({ h, n }) => [h, n])), expected);
    }
  });

  for (const { user, TimeZoneSidKey: zone } of users) {
    const parts: [call: string, of: (clock: string) => unknown][] = [
      ['HOUR_IN_DAY', (local) => Number(local.slice(11, 13))],
      ['DAY_ONLY', (local) => local.slice(0, 10)],
      ['CALENDAR_YEAR', (local) => Number(local.slice(0, 4))],
      ['CALENDAR_MONTH', (local) => Number(local.slice(5, 7))],
      ['DAY_IN_MONTH', (local) => Number(local.slice(8, 10))],
      ['DAY_IN_WEEK', (local) => new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() + 1],
      ['FISCAL_QUARTER', (local) => Math.ceil(Number(local.slice(5, 7)) / 3)],
    ];
    for (const [call, of] of parts) {
      test(`${call}(convertTimezone(…)) for ${zone}`, () => {
        const local = `${call}(convertTimezone(CreatedDate))`;
        const records = org.records(`SELECT ${local} x, COUNT(Id) n FROM Account GROUP BY ${local}`, user);
        assert.deepEqual(
          new Map(records.map(({ x, n }) => [x, n])),
          counts((row) => of(clock(created(row), zone))),
        );
      });
    }

    test(`date literals on datetimes for ${zone}`, () => {
      const today = clock(NOW, zone).slice(0, 10);
      const day = (distance: number) =>
        new Date(Date.parse(`${today}T00:00:00Z`) + distance * 86_400_000).toISOString().slice(0, 10);
      for (const n of [0, 1, 3, 30, 200, 365]) {
        const found = org.run(`SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:${n}`, user);
        const within = live().filter((row) => {
          const local = clock(created(row), zone).slice(0, 10);
          return local >= day(-n) && local <= today;
        });
        assert.equal(found.totalSize, within.length, `${n} days`);
      }
      const year = org.run('SELECT Id FROM Account WHERE CreatedDate >= THIS_YEAR', user);
      const later = live().filter((row) => clock(created(row), zone) >= `${today.slice(0, 4)}-01-01`);
      assert.equal(year.totalSize, later.length);
    });
  }

  test('a day begins at its midnight, also when clocks change', () => {
    const starts = ['2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02'].map((day) =>
      new TimeZone('America/New_York').startOf(day),
    );
    assert.deepEqual(starts, [
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ]);
    for (const zone of [
      'GMT',
      'Europe/Berlin',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
    ]) {
      for (let n = 0; n < 800; n += 7) {
        const day = new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
        assert.equal(clock(new TimeZone(zone).startOf(day), zone), `${day} 00:00`);
      }
    }
  });

  test('FORMAT in the locale and zone of each', () => {
    const soql =
      'SELECT FORMAT(CreatedDate) moment, FORMAT(Founded__c) day, FORMAT(AnnualRevenue) amount FROM Account ORDER BY Id';
    const rows = live().sort((a, b) => (String(a.Id) < String(b.Id) ? -1 : 1));
    const two = (value: number) => String(value).padStart(2, '0');
    for (const { user, TimeZoneSidKey: zone, LocaleSidKey: locale } of users) {
      const records = org.records(soql, user);
      rows.forEach((row, index) => {
        const local = clock(created(row), zone);
        const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = (local.match(/\d+/g) ?? []).map(Number);
        const german = `${two(day)}.${two(month)}.${year}, ${two(hour)}:${two(minute)}`;
        const american = `${month}/${day}/${year}, ${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`;
        assert.equal(records[index]?.moment, locale === 'de_DE' ? german : american);
        if (row.AnnualRevenue === null) assert.equal(records[index]?.amount, null);
        else {
          const digits = String(records[index]?.amount).replace(/\D/g, '');
          assert.equal(Number(digits), Math.round(Number(row.AnnualRevenue) * 100));
          assert.match(String(records[index]?.amount), locale === 'de_DE' ? /,\d\d/ : /^\$.*\.\d\d$/);
        }
      });
    }
  });
});
