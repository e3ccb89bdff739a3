/** Salesforce's dates and times on the wire, and the moments they stand for. */

/** Milliseconds since 1970 of a wire datetime, e.g. `2026-05-01T07:25:37.000+0000`; `undefined` if it is none. */
export function readDateTime(wire: string): number | undefined {
  // Not every engine reads an offset without a colon.
  return valid(Date.parse(wire.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
}

/** The wire form of a moment. */
export function writeDateTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}

/** Midnight UTC of a date such as `2026-05-01`; `undefined` if it is none. */
export function readDate(wire: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(wire);
  if (!match) return undefined;
  const milliseconds = valid(Date.parse(`${wire}T00:00:00Z`));
  // February 30 would roll over in some engines.
  const isReal = milliseconds !== undefined && new Date(milliseconds).getUTCDate() === Number(match[3]);
  return isReal ? milliseconds : undefined;
}

/** Milliseconds since midnight of a wire time such as `14:30:00.000Z`; `undefined` if it is none. */
export function readTime(wire: string): number | undefined {
  if (!/^\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?$/.test(wire)) return undefined;
  return valid(Date.parse(`1970-01-01T${wire.replace(/Z?$/, 'Z')}`));
}

/** The clock in a time zone at a moment, as `2026-05-01T09:25:37.000`. */
export function toLocalClock(milliseconds: number, timeZone: string): string {
  return new Date(milliseconds + zoneOffset(milliseconds, timeZone)).toISOString().slice(0, -1);
}

/**
 * The moment at which a clock in the time zone shows `2026-05-01T09:25` (seconds optional); `undefined` if
 * it is no such text. A clock put back shows a time twice: the first counts. A time that it skips counts on.
 */
export function fromLocalClock(clock: string, timeZone: string): number | undefined {
  const asUtc = valid(Date.parse(`${clock}Z`));
  if (asUtc === undefined) return undefined;
  const before = asUtc - zoneOffset(asUtc - day, timeZone);
  const after = asUtc - zoneOffset(asUtc + day, timeZone);
  const matches = (moment: number) => moment + zoneOffset(moment, timeZone) === asUtc;
  if (matches(before)) return before;
  return matches(after) ? after : before;
}

const day = 86_400_000;

/** Milliseconds the zone is ahead of UTC at a moment. */
function zoneOffset(milliseconds: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(milliseconds);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  const wholeSeconds = Math.floor(milliseconds / 1000) * 1000;
  return local - wholeSeconds;
}

function valid(milliseconds: number): number | undefined {
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
