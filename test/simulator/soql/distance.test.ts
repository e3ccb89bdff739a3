import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StoredRow } from '../../../src/simulator/store/types.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
before(async () => {
  org = await openOrg();
});
after(() => org.close());

type Place = [latitude: number, longitude: number];

const HERE: Place = [37.775, -122.418];
const here = `GEOLOCATION(${HERE.join(', ')})`;
const radii = { km: 6371.0088, mi: 3958.7613 };

/** The angle between the two places as vectors, times the radius. */
function apart(a: Place, b: Place, unit: 'km' | 'mi'): number {
  const vector = ([latitude, longitude]: Place) => {
    const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  };
  const [p, q] = [vector(a), vector(b)];
  const chord = Math.hypot(...p.map((value, index) => value - (q[index] ?? 0)));
  return radii[unit] * 2 * Math.asin(chord / 2);
}

const placeOf = (row: StoredRow | undefined, prefix: string, suffix: string): Place | undefined => {
  const [latitude, longitude] = [row?.[`${prefix}Latitude${suffix}`], row?.[`${prefix}Longitude${suffix}`]];
  return typeof latitude === 'number' && typeof longitude === 'number' ? [latitude, longitude] : undefined;
};
const spot = (row: StoredRow | undefined) => placeOf(row, 'Place__', '__s');
const address = (row: StoredRow | undefined) => placeOf(row, 'Billing', '');
const sorted = (sObject: string) => org.live(sObject).sort((a, b) => (String(a.Id) < String(b.Id) ? -1 : 1));

function same(found: unknown, expected: number | null): void {
  if (expected === null || typeof found !== 'number') assert.equal(found, expected);
  else assert.ok(Math.abs(found - expected) < 1e-6 * (1 + expected), `${found} is not ${expected}`);
}

describe('DISTANCE', () => {
  for (const unit of ['km', 'mi'] as const) {
    test(`between a location field and coordinates, in ${unit}`, () => {
      const records = org.records(
        `SELECT Id, DISTANCE(Place__c, ${here}, '${unit}') d FROM Account ORDER BY Id`,
      );
      sorted('Account').forEach((row, index) => {
        const place = spot(row);
        same(records[index]?.d, place ? apart(place, HERE, unit) : null);
      });
      assert.ok(records.some(({ d }) => d !== null) && records.some(({ d }) => d === null));
    });
  }

  test('of addresses, of two fields and of a parent', () => {
    const records = org.records(
      `SELECT DISTANCE(BillingAddress, ${here}, 'km'), DISTANCE(BillingAddress, Place__c, 'mi') FROM Account ORDER BY Id`,
    );
    sorted('Account').forEach((row, index) => {
      const [a, b] = [address(row), spot(row)];
      same(records[index]?.expr0, a ? apart(a, HERE, 'km') : null);
      same(records[index]?.expr1, a && b ? apart(a, b, 'mi') : null);
    });
    const contacts = org.records(
      `SELECT DISTANCE(Account.Place__c, ${here}, 'km') d FROM Contact ORDER BY Id`,
    );
    sorted('Contact').forEach((row, index) => {
      const place = spot(org.byId('Account', row.AccountId));
      same(contacts[index]?.d, place ? apart(place, HERE, 'km') : null);
    });
  });

  test('in WHERE: within and beyond a radius, nothing without a place', () => {
    for (const [operator, holds] of [
      ['<', (distance: number) => distance < 9000],
      ['>', (distance: number) => distance > 9000],
    ] as const) {
      const expected = sorted('Account').filter((row) => {
        const place = spot(row);
        return place !== undefined && holds(apart(place, HERE, 'km'));
      });
      assert.ok(expected.length > 3);
      assert.deepEqual(
        org.ids(`SELECT Id FROM Account WHERE DISTANCE(Place__c, ${here}, 'km') ${operator} 9000`),
        expected.map((row) => row.Id),
      );
    }
  });

  test('in ORDER BY: the nearest first', () => {
    const distance = (row: StoredRow) => apart(spot(row) ?? HERE, HERE, 'mi');
    const nearest = sorted('Account')
      .filter((row) => spot(row))
      .sort((a, b) => distance(a) - distance(b))
      .map((row) => row.Id);
    const soql = `SELECT Id FROM Account WHERE Place__Latitude__s != null ORDER BY DISTANCE(Place__c, ${here}, 'mi')`;
    assert.deepEqual(org.ids(soql), nearest);
    assert.deepEqual(org.ids(`${soql} DESC LIMIT 5`), nearest.toReversed().slice(0, 5));
  });
});
