import type { KeyedQuery, RowDatabase, Schema, StoredRow, StoredRows, StoredValue } from '../store/types.ts';
import { tooComplicated } from './soql-error.ts';
import type { Viewer } from './viewer.ts';

/** Who asks, when, and of what. */
export interface StatementContext {
  schema: Schema;
  now: Date;
  userId: string;
  viewer: Viewer;
  /** Deleted records too. */
  allRows: boolean;
}

/** SQLite's words for statements that nest too deeply, join too many tables, bind too many values or match too long a
 * pattern. */
const TOO_COMPLICATED =
  /^(Recursion limit|parser stack overflow|Expression tree|too many|at most \d+ tables|variable number|LIKE or GLOB)/;

/** One SQL statement in the making: its parameters and table aliases. */
export class Statement {
  readonly context: StatementContext;
  readonly params: StoredValue[] = [];
  #aliases = 0;

  constructor(context: StatementContext) {
    this.context = context;
  }

  /** The placeholder of a value: whatever was typed reaches SQLite only so. */
  bind(value: StoredValue): string {
    this.params.push(value);
    return `?${this.params.length}`;
  }

  /** A table alias not used before. */
  nextAlias(): string {
    const alias = `t${this.#aliases}`;
    this.#aliases += 1;
    return alias;
  }

  /** Runs the finished statement and gives its rows. */
  run(database: RowDatabase, sql: string): StoredRow[] {
    return refusingTheComplicated(() => database.all(sql, this.params));
  }

  /** Runs the finished statement, whose rows are read when they are wanted. */
  read(database: RowDatabase, query: KeyedQuery): StoredRows {
    return refusingTheComplicated(() => database.read(query, this.params));
  }
}

/** What SQLite finds too deeply nested, an org would too. */
function refusingTheComplicated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Error && TOO_COMPLICATED.test(error.message) ? tooComplicated() : error;
  }
}

/** Joins terms as a balanced tree: SQLite refuses expressions more than 1,000 levels deep. */
export function joinTerms(terms: readonly string[], operator: 'AND' | 'OR'): string {
  if (terms.length <= 2) return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(` ${operator} `)})`;
  const middle = Math.ceil(terms.length / 2);
  const halves = [terms.slice(0, middle), terms.slice(middle)];
  return `(${halves.map((half) => joinTerms(half, operator)).join(` ${operator} `)})`;
}
