import type { FieldType, SObjectDescribe } from '../../api/types.ts';
import { isCompound } from './output.ts';
import type { RowDatabase } from './types.ts';

/** A name of the schema as an SQL identifier. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Whether capitals do not count in the values of a field. */
export function isText(type: FieldType): boolean {
  return columnType(type) === 'TEXT COLLATE NOCASE';
}

function columnType(type: FieldType): string {
  switch (type) {
    case 'id':
      return 'TEXT PRIMARY KEY';
    case 'reference':
    case 'date':
    case 'datetime':
    case 'time':
      return 'TEXT';
    case 'boolean':
      return 'INTEGER NOT NULL DEFAULT 0';
    case 'int':
    case 'long':
      return 'INTEGER';
    case 'double':
    case 'currency':
    case 'percent':
      return 'REAL';
    default:
      return 'TEXT COLLATE NOCASE';
  }
}

/** What the org keeps of every row, also where a describe has no such field. */
export const ownColumns = {
  IsDeleted: 'INTEGER NOT NULL DEFAULT 0',
  CreatedDate: 'TEXT',
  CreatedById: 'TEXT',
  LastModifiedDate: 'TEXT',
  LastModifiedById: 'TEXT',
  SystemModstamp: 'TEXT',
};

/** Creates an object's table, unless there is one. */
export function createTable(database: RowDatabase, describe: SObjectDescribe): void {
  const stored = describe.fields.filter((field) => !isCompound(field));
  const columns = stored.map((field) => `${quote(field.name)} ${columnType(field.type)}`);
  for (const [name, type] of Object.entries(ownColumns)) {
    if (!stored.some((field) => field.name === name)) columns.push(`${quote(name)} ${type}`);
  }
  database.run(`CREATE TABLE IF NOT EXISTS ${quote(describe.name)} (${columns.join(', ')})`);
}

/** Indexes an object's references and external ids; many rows are stored sooner before that. */
export function createIndexes(database: RowDatabase, describe: SObjectDescribe): void {
  for (const field of describe.fields.filter(({ type, externalId }) => type === 'reference' || externalId)) {
    const index = quote(`${describe.name}.${field.name}`);
    database.run(`CREATE INDEX IF NOT EXISTS ${index} ON ${quote(describe.name)} (${quote(field.name)})`);
  }
}

/** Adds columns for fields that the describe has gained. */
export function addMissingColumns(database: RowDatabase, describe: SObjectDescribe): void {
  const table = quote(describe.name);
  const columns = database.all(`PRAGMA table_info(${table})`).map(({ name }) => String(name).toLowerCase());
  const present = new Set(columns);
  for (const field of describe.fields) {
    if (isCompound(field) || present.has(field.name.toLowerCase())) continue;
    database.run(`ALTER TABLE ${table} ADD COLUMN ${quote(field.name)} ${columnType(field.type)}`);
  }
}
