import type { SObjectDescribe } from '../../api/types.ts';
import { hasPersonAccounts, sharedNames } from '../schema/person-accounts.ts';
import type { RecordStore } from './record-store.ts';
import type { StoredRow, StoredValue } from './types.ts';

/** The values of `to` that differ from those in `row`. */
function differences(row: StoredRow, to: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(to).filter(([name, value]) => (row[name] ?? null) !== value));
}

function bring(
  store: RecordStore,
  describe: SObjectDescribe,
  id: StoredValue,
  to: StoredRow,
  userId: string,
) {
  const row = store.find(id);
  const values = row ? differences(row, to) : {};
  if (row && Object.keys(values).length > 0) store.update(describe, row, values, userId);
}

function point(store: RecordStore, accountId: StoredValue, contactId: StoredValue): void {
  store.database.run('UPDATE "Account" SET "PersonContactId" = ? WHERE "Id" = ?', [contactId, accountId]);
}

function followAccount(
  store: RecordStore,
  contact: SObjectDescribe,
  account: StoredRow,
  shared: StoredRow,
  userId: string,
) {
  const { Id: id = null, PersonContactId: contactId = null } = account;
  if (account.IsPersonAccount === 0) {
    if (contactId === null) return;
    bring(store, contact, contactId, { IsPersonAccount: 0 }, userId);
    point(store, id, null);
  } else if (contactId !== null) bring(store, contact, contactId, shared, userId);
  else {
    const { CreatedDate = null, CreatedById = null, LastModifiedDate = null } = account;
    const audit = { CreatedDate, CreatedById, LastModifiedDate };
    const row = { ...shared, ...audit, AccountId: id, IsPersonAccount: 1 };
    point(store, id, store.insert(contact, row, userId));
  }
}

/** Keeps a person account and its contact alike, whichever of them has just been stored. */
export function keepPersonContact(
  store: RecordStore,
  { name }: SObjectDescribe,
  row: StoredRow,
  userId: string,
): void {
  const [account, contact] = [store.orgSchema.get('Account'), store.orgSchema.get('Contact')];
  if (!account || !contact || !hasPersonAccounts(account)) return;
  const names = sharedNames(account);
  if (name === 'Account') {
    const shared = names.map(([own, other]) => [other, row[own] ?? null]);
    followAccount(store, contact, row, Object.fromEntries(shared), userId);
  } else if (name === 'Contact' && row.IsPersonAccount === 1) {
    const shared = names.map(([other, own]) => [other, row[own] ?? null]);
    bring(store, account, row.AccountId ?? null, Object.fromEntries(shared), userId);
  }
}
