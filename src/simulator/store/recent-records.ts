const keptRecords = 200;

/** What each user has viewed or saved of late. */
export class RecentRecords {
  readonly #ids = new Map<string, readonly string[]>();

  see(userId: string, recordId: string): void {
    const others = this.of(userId).filter((id) => id !== recordId);
    this.#ids.set(userId, [recordId, ...others].slice(0, keptRecords));
  }

  /** Ids of records, the latest first. */
  of(userId: string): readonly string[] {
    return this.#ids.get(userId) ?? [];
  }

  kept(): [userId: string, ids: readonly string[]][] {
    return [...this.#ids];
  }

  /** Takes up what `kept` gave. */
  restore(kept: readonly (readonly [userId: string, ids: readonly string[]])[]): void {
    for (const [userId, ids] of kept) this.#ids.set(userId, ids);
  }
}
