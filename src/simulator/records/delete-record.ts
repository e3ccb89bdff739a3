import type { SObjectDescribe } from '../../api/types.ts';
import { failure } from '../http/rest-failure.ts';
import { type RecordStore, RestrictedDelete } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';

function nameOf(describe: SObjectDescribe, row: StoredRow): string {
  const field = describe.fields.find((candidate) => candidate.nameField);
  return String(row[field?.name ?? 'Id'] ?? row.Id);
}

/** Moves a record to the recycle bin; changes nothing if the org's checks refuse it. @throws RestFailure */
export function deleteRow(store: RecordStore, describe: SObjectDescribe, row: StoredRow): void {
  // A person goes with the account only.
  if (!describe.deletable || (describe.name === 'Contact' && row.IsPersonAccount === 1)) {
    const message = 'insufficient access rights on object id';
    throw failure(403, 'INSUFFICIENT_ACCESS_OR_READONLY', message, []);
  }
  try {
    store.database.transaction(() => store.delete(describe, row));
  } catch (error) {
    if (!(error instanceof RestrictedDelete)) throw error;
    const { childObject, children } = error;
    const seen = store.schema.get(childObject.name);
    const names = seen ? children.map((child) => nameOf(seen, child)).join(', ') : '';
    const what = (seen ?? childObject).labelPlural.toLowerCase();
    const message = `Your attempt to delete ${nameOf(describe, row)} could not be completed because it is associated with the following ${what}.: ${names}\n`;
    throw failure(400, 'DELETE_FAILED', message, []);
  }
}
