import type { SObjectDescribe } from '../../api/types.ts';
import { codedAddresses } from '../schema/address-codes.ts';
import { corporateCurrency } from '../schema/currencies.ts';
import { findField } from '../schema/names.ts';
import { businessAccountId, hasPersonAccounts } from '../schema/person-accounts.ts';
import type { RecordStore } from '../store/record-store.ts';
import { quote } from '../store/tables.ts';
import { addCurrencies } from './currencies.ts';
import { addRecordTypes } from './record-type-rows.ts';
import { withAddressCodes } from './with-address-codes.ts';

/** Sets a field of the records that hold nothing there. */
function fill({ database }: RecordStore, { name }: SObjectDescribe, field: string, value: string): void {
  database.run(`UPDATE ${quote(name)} SET ${quote(field)} = ? WHERE ${quote(field)} IS NULL`, [value]);
}

/** Finds the codes of addresses from a time when there were only texts. */
function codeAddresses({ database }: RecordStore, describe: SObjectDescribe): void {
  const table = quote(describe.name);
  const uncoded = codedAddresses(describe).flatMap(({ country: { code, text } }) =>
    text ? [`(${quote(code.name)} IS NULL AND ${quote(text.name)} IS NOT NULL)`] : [],
  );
  if (uncoded.length === 0) return;
  for (const row of database.all(`SELECT * FROM ${table} WHERE ${uncoded.join(' OR ')}`)) {
    const changed = Object.entries(withAddressCodes(describe, row)).filter(
      ([name, value]) => value !== row[name],
    );
    if (changed.length === 0) continue;
    const assignments = changed.map(([name]) => `${quote(name)} = ?`).join(', ');
    const values = changed.map(([, value]) => value);
    database.run(`UPDATE ${table} SET ${assignments} WHERE "Id" = ?`, [...values, row.Id ?? null]);
  }
}

/** Gives the data of an org what it lacks where that had fewer features or describes than the one that goes on with it. */
export function completeData(store: RecordStore): void {
  const { database, orgSchema: schema } = store;
  const [admin] = database.all('SELECT "Id" FROM "User" ORDER BY "Id" LIMIT 1');
  const userId = String(admin?.Id);
  addRecordTypes(store, userId);
  addCurrencies(store, userId);
  for (const describe of schema.names().flatMap((name) => schema.get(name) ?? [])) {
    for (const name of ['CurrencyIsoCode', 'DefaultCurrencyIsoCode']) {
      if (findField(describe, name)) fill(store, describe, name, corporateCurrency);
    }
    if (hasPersonAccounts(describe)) fill(store, describe, 'RecordTypeId', businessAccountId);
    codeAddresses(store, describe);
  }
}
