/**
 * What a page asks of its org, in a browser: ten elements cold and warm, beside what they would ask each for itself; then 200
 * elements in an outage of a minute. Prints both; fails where a page asks more than it may.
 */
import { openSite } from '../support/open-site.ts';
import { type OutageKind, passOutage } from '../support/outage.ts';
import { most, openTenElements, reloadTenElements } from '../support/ten-elements.ts';
import { type Ask, bytesOf, isDescribe, type Traffic } from '../support/watch-requests.ts';

const mostTimesInOutage = 1.5;
const failures: string[] = [];
const site = await openSite();
try {
  await compareTenElements();
  await passOutages();
} finally {
  await site.close();
}
for (const failure of failures) console.error(`✗ ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function compareTenElements(): Promise<void> {
  const { page, traffic: cold } = await openTenElements(site);
  const { traffic: warm, drawn, named } = await reloadTenElements(site, page);
  const { traffic: apart } = await openTenElements(site, { apart: true });
  site.org.setLatency(0);
  await site.closePages();
  const alone = withoutRepeatedUsers(apart.asks);
  console.log('Ten elements: three forms of contacts, two of accounts, three tables, two lookups');
  console.table({
    cold: row(cold, cold.calls, cold.asks),
    warm: row(warm, warm.calls, warm.asks),
    'each for itself': row(apart, alone.length, alone),
  });
  console.log(`A lookup is an element of the page, which describes its object and reads five records. For itself, an
element shares no call with any other: what each of them asked for is counted, and the user once. Warm, ${drawn} of
the 2 forms that create a record had their fields before the first answer, and ${named} of the 3 that show one the names of
theirs.\n`);
  expect(cold.calls <= most.calls, `${cold.calls} calls, not ${most.calls}`);
  expect(
    warm.asks.filter(isDescribe).every(({ bytes }) => bytes === 0),
    'warm, describes were read',
  );
  expect(drawn === 2 && named === 3, 'warm, forms had no fields before the first answer');
  expect(cold.roundTrips <= most.roundTrips, `${cold.roundTrips} round trips, not ${most.roundTrips}`);
}

async function passOutages(): Promise<void> {
  const kinds: Record<string, OutageKind> = { '503 for a minute': 'refusing', 'out of reach': 'unreachable' };
  console.log('200 tables in an outage of 60 s');
  const rows: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const { usual, sent, back, sentAfter } = await passOutage(site, kind, 60_000);
    await site.closePages();
    const times = sent / usual;
    rows[name] = {
      'requests usually': usual,
      'in the outage': sent,
      times: Number(times.toFixed(2)),
      'tables back after one Try again': back,
      'by requests': sentAfter,
    };
    expect(times <= mostTimesInOutage, `${times.toFixed(2)} times the requests in an outage (${name})`);
  }
  console.table(rows);
}

function row({ preflights, roundTrips }: Traffic, requests: number, asks: readonly Ask[]) {
  return {
    requests,
    preflights,
    KiB: kibibytes(asks),
    'of describes': kibibytes(asks.filter(isDescribe)),
    'round trips': roundTrips,
  };
}

/** Each connection asks who its user is, which no element does. */
function withoutRepeatedUsers(asks: readonly Ask[]): Ask[] {
  const isUser = ({ path }: Ask) => /\/sobjects\/User\/\w+\?/.test(path);
  const [user, ...repeated] = asks.filter(isUser);
  return user ? asks.filter((ask) => !repeated.includes(ask)) : [...asks];
}

function kibibytes(asks: readonly Ask[]): number {
  return Number((bytesOf(asks) / 1024).toFixed(1));
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) failures.push(otherwise);
}
