import type { SObjectDescribe } from '../../api/types.ts';
import type { SqliteDatabase } from './database.ts';

/** Data that no org can be started with. */
export class UnusableData extends Error {
  override readonly name = 'UnusableData';
}

/** Marks the database of a simulated org: "sfor" in ASCII. https://www.sqlite.org/pragma.html#pragma_application_id */
const applicationId = 0x73_66_6f_72;
const formatVersion = 1;

/** Makes an empty database one of a simulated org, with tables for what no sObject's table holds. */
export function markAsOrg(database: SqliteDatabase): void {
  database.run(`PRAGMA application_id = ${applicationId}`);
  database.run(`PRAGMA user_version = ${formatVersion}`);
  database.run('CREATE TABLE "$describes" ("name" TEXT PRIMARY KEY, "describe" TEXT NOT NULL)');
  database.run('CREATE TABLE "$serials" ("name" TEXT PRIMARY KEY, "serial" INTEGER NOT NULL)');
}

function pragma(database: SqliteDatabase, name: string): unknown {
  return Object.values(database.all(`PRAGMA ${name}`)[0] ?? {})[0];
}

function soundness(database: SqliteDatabase): unknown {
  try {
    return pragma(database, 'quick_check(1)');
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

/** @throws UnusableData where the database is not whole, or not one of a simulated org of this version */
export function requireOrg(database: SqliteDatabase, data: Uint8Array): void {
  if (String.fromCharCode(...data.subarray(0, 15)) !== 'SQLite format 3') {
    throw new UnusableData('The data is no SQLite database.');
  }
  const found = soundness(database);
  if (found !== 'ok') throw new UnusableData(`The data is damaged: ${found}.`);
  if (pragma(database, 'application_id') !== applicationId) {
    throw new UnusableData('The data is an SQLite database, but not that of a simulated org.');
  }
  const version = Number(pragma(database, 'user_version'));
  if (version === formatVersion) return;
  throw new UnusableData(`The data is of format ${version}; this simulated org reads ${formatVersion}.`);
}

/** Keeps a describe that is not, or no longer, the one the org would start with; its URLs depend on the org's own. */
export function keepDescribe(database: SqliteDatabase, describe: SObjectDescribe): void {
  const keys = Object.keys(describe).filter((key) => key !== 'urls') as (keyof SObjectDescribe)[];
  const kept = JSON.stringify(Object.fromEntries(keys.map((key) => [key, describe[key]])));
  database.run('INSERT OR REPLACE INTO "$describes" VALUES (?, ?)', [describe.name, kept]);
}

export function keptDescribes(database: SqliteDatabase): Omit<SObjectDescribe, 'urls'>[] {
  return database.all('SELECT "describe" FROM "$describes"').map((row) => JSON.parse(String(row.describe)));
}

/** Keeps how many records of each object there have been, ever. */
export function keepSerials(database: SqliteDatabase, serials: ReadonlyMap<string, number>): void {
  // What has not changed is not written, so that an export alone calls for no other one.
  for (const [name, serial] of serials) {
    database.run(
      `INSERT INTO "$serials" VALUES (?, ?)
       ON CONFLICT ("name") DO UPDATE SET "serial" = excluded."serial" WHERE "serial" <> excluded."serial"`,
      [name, serial],
    );
  }
}

export function keptSerials(database: SqliteDatabase): [name: string, serial: number][] {
  return database
    .all('SELECT "name", "serial" FROM "$serials"')
    .map(({ name, serial }) => [String(name), Number(serial)]);
}
