import type { StoredValue } from './types.ts';

/** A statement that has changed the database. */
export interface Write {
  readonly sql: string;
  readonly params: readonly StoredValue[];
}

/** What is written for good, in order. */
export class WriteLog {
  #openTransactions = 0;
  #undecided: Write[] = [];
  #written: Write[] = [];

  add(write: Write): void {
    const log = this.#openTransactions > 0 ? this.#undecided : this.#written;
    log.push(write);
  }

  /** Begins a transaction, also inside of another one. The inner ones end first. */
  begin(): { commit(): void; rollBack(): void } {
    const before = this.#undecided.length;
    this.#openTransactions += 1;
    const commit = () => {
      this.#openTransactions -= 1;
      if (this.#openTransactions > 0) return;
      for (const write of this.#undecided.splice(0)) this.#written.push(write);
    };
    return {
      commit,
      rollBack: () => {
        this.#undecided.splice(before);
        commit();
      },
    };
  }

  /** What was written since it was last taken. */
  take(): readonly Write[] {
    return this.#written.splice(0);
  }
}
