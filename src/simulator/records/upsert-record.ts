import type { FieldDescribe } from '../../api/types.ts';
import type { RecordStore } from '../store/record-store.ts';
import { rowByExternalId } from './find-record.ts';
import { createRecord, updateRecord, type Write } from './save-record.ts';

export interface Upserted {
  readonly id: string;
  readonly created: boolean;
}

/**
 * Updates the record that holds `externalId` in `field`, or creates one that does. A record without a value for
 * `Id` is new.
 * @param field as `externalIdField` gives it
 * @param write its values may hold the field itself, which counts for nothing
 * @throws SeveralMatches, and RestFailure as creating and updating do
 */
export function upsertRecord(
  store: RecordStore,
  field: FieldDescribe,
  externalId: unknown,
  write: Write,
): Upserted {
  const isField = ([name]: [string, unknown]) => name.toLowerCase() === field.name.toLowerCase();
  const values = Object.fromEntries(Object.entries(write.values).filter((entry) => !isField(entry)));
  if (field.type === 'id' && (externalId ?? null) === null) {
    return { id: createRecord(store, { ...write, values }), created: true };
  }
  const row = rowByExternalId(store, write.describe, field, externalId);
  if (!row) {
    const id = createRecord(store, { ...write, values: { ...values, [field.name]: externalId } });
    return { id, created: true };
  }
  updateRecord(store, row, { ...write, values });
  return { id: String(row.Id), created: false };
}
