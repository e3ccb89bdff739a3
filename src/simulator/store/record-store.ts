import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import type { SqliteDatabase } from './database.ts';
import { childCounts, type DeriveContext, deriveFields } from './derived.ts';
import { folded, foldedSql, isPlain } from './fold.ts';
import { makeId } from './ids.ts';
import { keepSerials, keptSerials } from './kept.ts';
import { keepPersonContact } from './person-contact.ts';
import { quote } from './tables.ts';
import type { EditableSchema, Schema, StoredRow, StoredValue } from './types.ts';

/** What a deletion would leave behind: the child rows that forbid it. */
export class RestrictedDelete extends Error {
  readonly children: readonly StoredRow[];
  readonly childObject: SObjectDescribe;

  constructor(childObject: SObjectDescribe, children: readonly StoredRow[]) {
    super(`${childObject.labelPlural} still refer to the record.`);
    this.childObject = childObject;
    this.children = children;
  }
}

/** How rows of an object are stored: the statement, its columns in order, and a row before anything is set. */
interface Insertion {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly blank: Readonly<StoredRow>;
  /** The fields that number the records. */
  readonly numbered: readonly string[];
  /** The field that holds the record's id where nobody gives it a name. */
  readonly named: string | undefined;
}

/** Reads and writes rows; keeps ids, audit fields, formulas and relationships in order. Checks no values. */
export class RecordStore {
  readonly database: SqliteDatabase;
  /** What whoever works with the store sees of `orgSchema`. */
  readonly schema: Schema;
  readonly orgSchema: EditableSchema;
  readonly #now: () => Date;
  readonly #serials: Map<string, number>;
  readonly #inserts: Map<string, Insertion>;

  /** @param seen a part of the schema, for a store of the same rows as another */
  constructor(
    database: SqliteDatabase,
    orgSchema: EditableSchema,
    now: () => Date,
    seen?: { readonly schema: Schema; readonly store: RecordStore },
  ) {
    this.database = database;
    this.orgSchema = orgSchema;
    this.schema = seen?.schema ?? orgSchema;
    this.#now = now;
    this.#serials = seen ? seen.store.#serials : new Map();
    this.#inserts = seen ? seen.store.#inserts : new Map();
  }

  /** The same rows, for somebody who sees only so much of the schema. The store itself still keeps all in order. */
  seenThrough(schema: Schema): RecordStore {
    return new RecordStore(this.database, this.orgSchema, this.#now, { schema, store: this });
  }

  /** The object an id belongs to, by its first three characters, as far as it is seen. */
  objectOf(id: string): SObjectDescribe | undefined {
    const describe = this.#orgObjectOf(id);
    return describe && this.schema.get(describe.name);
  }

  /** An object with all its fields, whatever is seen of it. */
  whole(describe: SObjectDescribe): SObjectDescribe {
    return this.orgSchema.get(describe.name) ?? describe;
  }

  #orgObjectOf(id: string): SObjectDescribe | undefined {
    for (const name of this.orgSchema.names()) {
      const describe = this.orgSchema.get(name);
      if (describe?.keyPrefix === id.slice(0, 3)) return describe;
    }
    return undefined;
  }

  /** The row with that id, deleted or not, also of an object that is not seen. */
  find(id: StoredValue | undefined): StoredRow | undefined {
    if (typeof id !== 'string') return undefined;
    const describe = this.#orgObjectOf(id);
    if (!describe) return undefined;
    return this.database.all(`SELECT * FROM ${quote(describe.name)} WHERE "Id" = ?`, [id])[0];
  }

  /** The first row that is not deleted and holds `value` in `field`. */
  findBy(objectName: string, field: string, value: StoredValue): StoredRow | undefined {
    const sql = `SELECT * FROM ${quote(objectName)} WHERE ${quote(field)} = ? AND "IsDeleted" = 0`;
    return this.database.all(sql, [value])[0];
  }

  /** The rows that are not deleted and hold `value` in `field`; capitals count where the field says so. */
  findMatches(describe: SObjectDescribe, field: FieldDescribe, value: StoredValue): StoredRow[] {
    const column = quote(field.name);
    const isFolded = !field.caseSensitive && !isPlain(value);
    const place = field.caseSensitive ? `${column} COLLATE BINARY` : isFolded ? foldedSql(column) : column;
    const sql = `SELECT * FROM ${quote(describe.name)} WHERE ${place} = ? AND "IsDeleted" = 0 ORDER BY "Id"`;
    return this.database.all(sql, [isFolded ? folded(value) : value]);
  }

  /** Stores a new row and returns its id. Values for the id and for audit fields win over those of the moment. */
  insert(describe: SObjectDescribe, values: StoredRow, userId: string): string {
    const serial = (this.#serials.get(describe.name) ?? 0) + 1;
    this.#serials.set(describe.name, serial);
    const { sql, columns, blank, numbered, named } = this.#insertion(describe);
    const now = this.#timestamp();
    const row: StoredRow = { ...blank, CreatedDate: now, CreatedById: userId, ...values };
    row.Id ??= makeId(describe.keyPrefix ?? '000', serial);
    for (const name of numbered) row[name] ??= String(serial).padStart(8, '0');
    if (named) row[named] ??= row.Id;
    row.LastModifiedDate ??= row.CreatedDate ?? now;
    row.LastModifiedById ??= row.CreatedById ?? userId;
    row.SystemModstamp = row.LastModifiedDate;
    deriveFields(describe.name, row, undefined, this.#derivation(serial, now));
    this.database.run(
      sql,
      columns.map((column) => row[column] ?? null),
    );
    this.#countChildren(describe, [row]);
    keepPersonContact(this, describe, row, userId);
    return String(row.Id);
  }

  update(describe: SObjectDescribe, before: StoredRow, values: StoredRow, userId: string): void {
    const now = this.#timestamp();
    const row: StoredRow = {
      ...before,
      ...values,
      LastModifiedDate: now,
      LastModifiedById: userId,
      SystemModstamp: now,
    };
    deriveFields(describe.name, row, before, this.#derivation(0, now));
    const { columns } = this.#insertion(describe);
    const changed = columns.filter((column) => row[column] !== before[column]);
    if (changed.length > 0) {
      const assignments = changed.map((column) => `${quote(column)} = ?`).join(', ');
      this.database.run(`UPDATE ${quote(describe.name)} SET ${assignments} WHERE "Id" = ?`, [
        ...changed.map((column) => row[column] ?? null),
        row.Id ?? null,
      ]);
    }
    this.#countChildren(describe, [before, row]);
    keepPersonContact(this, describe, row, userId);
  }

  /** Moves a row to the recycle bin, its dependent children with it. @throws RestrictedDelete */
  delete(describe: SObjectDescribe, row: StoredRow): void {
    const id = row.Id ?? null;
    this.database.run(
      `UPDATE ${quote(describe.name)} SET "IsDeleted" = 1, "SystemModstamp" = ? WHERE "Id" = ?`,
      [this.#timestamp(), id],
    );
    for (const relationship of this.whole(describe).childRelationships) {
      const child = this.orgSchema.get(relationship.childSObject);
      if (!child) continue;
      const column = quote(relationship.field);
      const table = quote(child.name);
      const children = this.database.all(`SELECT * FROM ${table} WHERE ${column} = ? AND "IsDeleted" = 0`, [
        id,
      ]);
      if (children.length === 0) continue;
      if (relationship.restrictedDelete) throw new RestrictedDelete(child, children);
      if (relationship.cascadeDelete) for (const childRow of children) this.delete(child, childRow);
      else this.database.run(`UPDATE ${table} SET ${column} = NULL WHERE ${column} = ?`, [id]);
    }
    this.#countChildren(describe, [row]);
  }

  #timestamp(): string {
    return `${this.#now().toISOString().slice(0, 19)}.000Z`;
  }

  #derivation(serial: number, now: string): DeriveContext {
    return { find: (id) => this.find(id), now, serial };
  }

  #insertion(describe: SObjectDescribe): Insertion {
    const known = this.#inserts.get(describe.name);
    if (known) return known;
    const table = quote(describe.name);
    const columns = this.database.all(`PRAGMA table_info(${table})`).map((column) => String(column.name));
    const places = columns.map(() => '?').join(', ');
    const { fields } = this.whole(describe);
    const flags = fields.filter((field) => field.type === 'boolean').map((field) => field.name);
    const unticked = new Set([...flags, 'IsDeleted']);
    const insertion = {
      sql: `INSERT INTO ${table} (${columns.map(quote).join(', ')}) VALUES (${places})`,
      columns,
      blank: Object.fromEntries(columns.map((column) => [column, unticked.has(column) ? 0 : null])),
      numbered: describe.fields.filter((field) => field.autoNumber).map((field) => field.name),
      named: describe.custom ? describe.fields.find((field) => field.nameField)?.name : undefined,
    };
    this.#inserts.set(describe.name, insertion);
    return insertion;
  }

  /** Keeps what the tables do not tell, so that a store on an exported database goes on as this one would. */
  keepSerials(): void {
    keepSerials(this.database, this.#serials);
  }

  /** Goes on counting where the store whose database this was has stopped. */
  resumeSerials(): void {
    for (const [name, serial] of keptSerials(this.database)) this.#serials.set(name, serial);
  }

  /** How many records of each object there have been, those that were rolled back too. */
  serials(): [objectName: string, serial: number][] {
    return [...this.#serials];
  }

  restoreSerials(serials: readonly (readonly [objectName: string, serial: number])[]): void {
    for (const [name, serial] of serials) this.#serials.set(name, serial);
  }

  /** To be called when a table has gained columns. */
  forgetColumns(objectName: string): void {
    this.#inserts.delete(objectName);
  }

  #countChildren(describe: SObjectDescribe, rows: readonly StoredRow[]): void {
    for (const { parent, child, reference, target } of childCounts) {
      if (child !== describe.name) continue;
      const parents = new Set(rows.map((row) => row[reference] ?? null).filter((id) => id !== null));
      for (const id of parents) {
        this.database.run(
          `UPDATE ${quote(parent)} SET ${quote(target)} = (SELECT COUNT(*) FROM ${quote(child)} AS "counted"
           WHERE "counted".${quote(reference)} = ? AND "counted"."IsDeleted" = 0) WHERE "Id" = ?`,
          [id, id],
        );
      }
    }
  }
}
