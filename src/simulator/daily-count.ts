const day = 24 * 3_600_000;

/** A count as JSON can hold it. */
export interface KeptCount {
  readonly used: number;
  /** When the first of them was: milliseconds since 1970. */
  readonly since: number;
}

/** How often something may be done within 24 hours, which begin with its first time after those before. */
export class DailyCount {
  max: number;
  #kept: KeptCount = { used: 0, since: 0 };
  readonly #now: () => Date;

  constructor(max: number, now: () => Date) {
    this.max = max;
    this.#now = now;
  }

  get used(): number {
    return this.kept().used;
  }

  set used(used: number) {
    this.#kept = { used, since: this.#now().getTime() };
  }

  get remaining(): number {
    return Math.max(0, this.max - this.used);
  }

  /** Counts once more; false, and not counted, where there is nothing left. */
  take(): boolean {
    const { used, since } = this.kept();
    if (used >= this.max) return false;
    this.#kept = { used: used + 1, since };
    return true;
  }

  kept(): KeptCount {
    const now = this.#now().getTime();
    return now - this.#kept.since < day ? this.#kept : { used: 0, since: now };
  }

  restore(kept: KeptCount): void {
    this.#kept = kept;
  }
}
