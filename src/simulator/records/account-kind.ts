import type { SObjectDescribe } from '../../api/types.ts';
import { failure } from '../http/rest-failure.ts';
import { notWritable } from '../schema/names.ts';
import {
  businessAccountId,
  hasPersonAccounts,
  isOfPersons,
  personAccountId,
} from '../schema/person-accounts.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';

/**
 * Sees that an account has a name of its kind, and nothing that only the other kind has. One with a last name and no
 * record type is a person; one that becomes a business loses what only persons have. Changes `values` in place.
 * @param before the row that is changed; undefined for a new one
 * @throws RestFailure
 */
export function settleAccountKind(describe: SObjectDescribe, values: StoredRow, before?: StoredRow): void {
  if (!hasPersonAccounts(describe)) return;
  const given = Object.keys(values).filter((name) => values[name] !== null);
  const fallback = given.some(isOfPersons) ? personAccountId : businessAccountId;
  const kind = values.RecordTypeId ?? before?.RecordTypeId ?? fallback;
  if (!before || values.RecordTypeId !== undefined) values.RecordTypeId = kind;
  const isPerson = kind === personAccountId;
  const misplaced = given.filter((name) => (isPerson ? name === 'Name' : isOfPersons(name)));
  if (misplaced.length > 0) {
    throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', notWritable(misplaced), misplaced);
  }
  const nameField = isPerson ? 'LastName' : 'Name';
  if (({ ...before, ...values }[nameField] ?? null) === null) {
    throw failure(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${nameField}]`, [nameField]);
  }
  if (before?.IsPersonAccount === 1 && !isPerson) {
    const lost = describe.fields.filter(({ name, type }) => isOfPersons(name) && type !== 'address');
    for (const { name } of lost) if (name !== 'PersonContactId') values[name] = null;
  }
}

/** Sees that the contact of a person account, and no other, belongs to it. @throws RestFailure */
export function settleContactAccount(
  store: RecordStore,
  { name }: SObjectDescribe,
  { AccountId: accountId }: StoredRow,
  before?: StoredRow,
): void {
  if (name !== 'Contact' || accountId === undefined) return;
  const isPerson = before?.IsPersonAccount === 1;
  const fits = isPerson ? accountId === before.AccountId : store.find(accountId)?.IsPersonAccount !== 1;
  if (fits) return;
  const message = 'A person account can only be associated with its own contact.';
  throw failure(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['AccountId']);
}
