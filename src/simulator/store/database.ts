import type { Database, SqlJsStatic, Statement } from 'sql.js';
import { folded } from './fold.ts';
import { PagedRows, rowsAtOnce } from './paged-rows.ts';
import type { KeyedQuery, RowDatabase, StoredRow, StoredRows, StoredValue } from './types.ts';
import { WriteLog } from './write-log.ts';

/** Loads SQLite. The default is the build that carries its WebAssembly within, for Node and browsers alike. */
export type SqlJsLoader = () => Promise<SqlJsStatic>;

const loadSqlJs: SqlJsLoader = async () => {
  const { default: initSqlJs } = await import('sql.js/dist/sql-wasm-inline.js');
  // SQLite's own functions, not the ones of the same names that warn of their end.
  return initSqlJs({ useOldExtensionFunctions: false });
};

const keptStatements = 200;

/** What is written from its beginning on stays or goes as a whole. */
export interface Transaction {
  commit(): void;
  rollBack(): void;
}

/** An in-memory SQLite database that keeps the statements it has compiled. */
export class SqliteDatabase implements RowDatabase {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  readonly #unread = new Set<PagedRows>();
  #openTransactions = 0;
  #log: WriteLog | undefined;

  private constructor(database: Database) {
    this.#database = database;
    database.create_function('fold', (text: StoredValue) => folded(text));
  }

  /** @param data an SQLite database file to go on with; without it the database is empty. Not looked at yet. */
  static async open(load: SqlJsLoader = loadSqlJs, data?: Uint8Array): Promise<SqliteDatabase> {
    const { Database } = await load();
    return new SqliteDatabase(new Database(data));
  }

  /** Rises with every row that is written, also where that is rolled back. */
  get changes(): number {
    const [row] = this.all('SELECT total_changes() AS "count"');
    return Number(row?.count);
  }

  /** Whether a transaction is open. */
  get busy(): boolean {
    return this.#openTransactions > 0;
  }

  /** The whole as an SQLite database file. Throws while a transaction is open, since it would hold half of that. */
  export(): Uint8Array {
    if (this.busy) throw new Error('The database cannot be exported in the middle of a transaction.');
    return this.#database.export();
  }

  /** Begins to note what `run` writes. */
  recordWrites(): WriteLog {
    this.#log = new WriteLog();
    return this.#log;
  }

  all(sql: string, params: readonly StoredValue[] = []): StoredRow[] {
    const statement = this.#statement(sql);
    const rows: StoredRow[] = [];
    try {
      statement.bind([...params]);
      // `getAsObject()` asks for the names with every row, which costs as much as the values.
      const names = statement.getColumnNames();
      while (statement.step()) {
        const values = statement.get();
        const row: StoredRow = {};
        for (let index = 0; index < names.length; index++) {
          row[names[index] ?? ''] = values[index] as StoredValue;
        }
        rows.push(row);
      }
    } finally {
      statement.reset();
    }
    return rows;
  }

  /** As `all`, a page at a time, for rows of which perhaps only the first are wanted. */
  read(
    { sql, parameters, order, key, limit = Number.POSITIVE_INFINITY, offset = 0 }: KeyedQuery,
    params: readonly StoredValue[],
  ): StoredRows {
    const bounded = (count: number) =>
      `${sql} ${order} LIMIT ${Number.isFinite(count) ? count : -1} OFFSET ${offset}`;
    const rows = new PagedRows(this.all(bounded(Math.min(limit, rowsAtOnce + 1)), params), {
      count: () => {
        const [total] = this.all(`SELECT COUNT(*) AS "count" FROM (${sql})`, params.slice(0, parameters));
        return Math.min(limit, Number(total?.count) - offset);
      },
      keys: () => {
        const [found] = this.all(
          `SELECT json_group_array(${key}) AS "keys" FROM (${bounded(limit)})`,
          params,
        );
        return JSON.parse(String(found?.keys));
      },
      rows: (keys) => {
        const page = `SELECT * FROM (${sql}) WHERE ${key} IN (SELECT value FROM json_each(?${parameters + 1}))`;
        const found = this.all(page, [...params.slice(0, parameters), JSON.stringify(keys)]);
        const byKey = new Map(found.map((row) => [row[key], row]));
        return keys.map((one) => byKey.get(one) ?? {});
      },
      release: (read) => this.#unread.delete(read),
    });
    if (rows.isOpen) this.#unread.add(rows);
    return rows;
  }

  run(sql: string, params: readonly StoredValue[] = []): void {
    this.#readTheUnread();
    this.#execute(sql, params);
    this.#log?.add({ sql, params });
  }

  /** Begins a transaction, also inside of another one. The inner ones end first. */
  begin(): Transaction {
    this.#execute('SAVEPOINT "transaction"');
    const logged = this.#log?.begin();
    this.#openTransactions += 1;
    const release = () => {
      this.#execute('RELEASE "transaction"');
      this.#openTransactions -= 1;
    };
    return {
      commit: () => {
        release();
        logged?.commit();
      },
      rollBack: () => {
        this.#readTheUnread();
        this.#execute('ROLLBACK TO "transaction"');
        release();
        logged?.rollBack();
      },
    };
  }

  /** Runs `work`; if it throws, nothing of what it wrote remains. */
  transaction<T>(work: () => T): T {
    const transaction = this.begin();
    try {
      const result = work();
      transaction.commit();
      return result;
    } catch (error) {
      transaction.rollBack();
      throw error;
    }
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
    this.#database.close();
  }

  /** What somebody has asked for stays as it was then. */
  #readTheUnread(): void {
    for (const rows of this.#unread) rows.finish();
  }

  #execute(sql: string, params: readonly StoredValue[] = []): void {
    const statement = this.#statement(sql);
    try {
      statement.bind([...params]);
      statement.step();
    } finally {
      statement.reset();
    }
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > keptStatements) {
      const [oldest] = this.#statements;
      oldest?.[1].free();
      this.#statements.delete(oldest?.[0] ?? '');
    }
    return statement;
  }
}
