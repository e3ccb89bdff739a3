const FIRST_YEAR = 1970;
/** How many years from now on the rules of a zone are looked up. */
const YEARS_AHEAD = 20;
const MINUTE = 60_000;
const MONTH = 28 * 24 * 60 * MINUTE;
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** A change of a zone's distance from UTC: the new one holds from `time` on. */
interface Transition {
  time: number;
  offset: number;
}

/** A time zone by its IANA name, as users have it in `TimeZoneSidKey`. Offsets are milliseconds east of UTC. */
export class TimeZone {
  readonly name: string;
  #format: Intl.DateTimeFormat | undefined;
  #offsetSql: string | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** Made when it is first needed: most queries ask for no local time, and to make it takes longer than they do. */
  get #clock(): Intl.DateTimeFormat {
    this.#format ??= new Intl.DateTimeFormat('en-US', {
      timeZone: this.name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return this.#format;
  }

  #offsetAt(time: number): number {
    const [month = 1, day = 1, year = 1, hours = 0, minutes = 0, seconds = 0] = (
      this.#clock.format(time).match(/\d+/g) ?? []
    ).map(Number);
    const local = new Date(0);
    local.setUTCFullYear(year, month - 1, day);
    local.setUTCHours(hours, minutes, seconds);
    return local.getTime() - Math.floor(time / 1000) * 1000;
  }

  /** The date whose UTC parts are the local parts of `date`. */
  local(date: Date): Date {
    return new Date(date.getTime() + this.#offsetAt(date.getTime()));
  }

  /** The UTC datetime at which a local day, `YYYY-MM-DD`, begins. */
  startOf(day: string): string {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    const guess = midnight - this.#offsetAt(midnight);
    return new Date(Math.min(midnight - this.#offsetAt(guess), LATEST)).toISOString();
  }

  /** SQL for the local time of the UTC datetime `value`, in the form the store keeps datetimes in. */
  localSql(value: string, now: Date): string {
    this.#offsetSql ??= this.#compileOffsets(now);
    return `strftime('%Y-%m-%dT%H:%M:%fZ', ${value}, ${this.#offsetSql.replaceAll('value', () => value)})`;
  }

  /** The latest change comes first: most datetimes are recent. */
  #compileOffsets(now: Date): string {
    const changes = this.#transitions(now);
    const first = changes[0]?.offset ?? 0;
    const minutes = (offset: number) => `'${Math.round(offset / MINUTE)} minutes'`;
    const cases = changes
      .slice(1)
      .reverse()
      .map(({ time, offset }) => `WHEN value >= '${new Date(time).toISOString()}' THEN ${minutes(offset)}`);
    return cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${minutes(first)} END` : minutes(first);
  }

  #transitions(now: Date): Transition[] {
    const start = Date.UTC(FIRST_YEAR, 0, 1);
    const end = Date.UTC(now.getUTCFullYear() + YEARS_AHEAD, 0, 1);
    const found: Transition[] = [{ time: start, offset: this.#offsetAt(start) }];
    for (let before = start; before < end; before += MONTH) {
      const offset = this.#offsetAt(before + MONTH);
      if (offset === this.#offsetAt(before)) continue;
      let [low, high] = [before, before + MONTH];
      while (high - low > MINUTE) {
        const middle = low + Math.floor((high - low) / (2 * MINUTE)) * MINUTE;
        if (this.#offsetAt(middle) === offset) high = middle;
        else low = middle;
      }
      found.push({ time: high, offset });
    }
    return found;
  }
}
