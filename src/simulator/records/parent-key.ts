import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { failure, RestFailure } from '../http/rest-failure.ts';
import { findLookup } from '../schema/names.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredValue } from '../store/types.ts';
import { externalIdField, rowByExternalId, SeveralMatches } from './find-record.ts';

/** A lookup that is filled by an external id of the parent: `Account.External_Id__c`. */
export interface ParentKey {
  readonly lookup: FieldDescribe;
  readonly parent: SObjectDescribe;
  readonly key: FieldDescribe;
}

/** @param type the parent's object, to be named where the lookup points at several; undefined if there is no such key */
export function parentKey(
  store: RecordStore,
  describe: SObjectDescribe,
  relationship: string,
  keyName: string,
  type?: string,
): ParentKey | undefined {
  const lookup = findLookup(describe, relationship);
  const targets = lookup?.referenceTo ?? [];
  const parent = store.schema.get(type ?? (targets.length === 1 ? targets[0] : undefined) ?? '');
  const key = parent && externalIdField(parent, keyName);
  return lookup && parent && key && targets.includes(parent.name) ? { lookup, parent, key } : undefined;
}

/** The id of the parent that holds `value` in its key. @throws RestFailure */
export function parentId(store: RecordStore, { parent, key }: ParentKey, value: unknown): StoredValue {
  try {
    const row = rowByExternalId(store, parent, key, value);
    if (row) return row.Id ?? null;
  } catch (error) {
    // The several are parents, not the record that is saved.
    throw error instanceof SeveralMatches ? new RestFailure(error.status, error.errors) : error;
  }
  const message = `Foreign key external ID: ${value} not found for field ${key.name} in entity ${parent.name}`;
  throw failure(400, 'INVALID_FIELD', message, []);
}
