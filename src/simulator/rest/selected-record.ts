import type { FieldDescribe, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { failure } from '../http/rest-failure.ts';
import { findField, findLookup, noSuchColumn } from '../schema/names.ts';
import { outputField, recordAttributes } from '../store/output.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';

function unknownField(name: string, describe: SObjectDescribe) {
  return failure(400, 'INVALID_FIELD', noSuchColumn(name, describe.name));
}

/** The field of that name. @throws RestFailure */
export function fieldOf(describe: SObjectDescribe, name: string): FieldDescribe {
  const field = findField(describe, name);
  if (!field) throw unknownField(name, describe);
  return field;
}

/** The record with the named fields; `Account.Name` nests the parent. @throws RestFailure */
export function selectedRecord(
  store: RecordStore,
  describe: SObjectDescribe,
  row: StoredRow,
  names: readonly string[],
): SObjectRecord {
  const id = String(row.Id);
  const record: SObjectRecord = { attributes: recordAttributes(describe.name, id) };
  const parents = new Map<FieldDescribe, string[]>();
  for (const name of names) {
    const dot = name.indexOf('.');
    if (dot < 0) {
      const field = fieldOf(describe, name);
      record[field.name] = outputField(describe, field, row);
      continue;
    }
    const lookup = findLookup(describe, name.slice(0, dot));
    if (lookup?.type !== 'reference') throw unknownField(name.slice(0, dot), describe);
    parents.set(lookup, [...(parents.get(lookup) ?? []), name.slice(dot + 1)]);
  }
  for (const [lookup, parentNames] of parents) {
    const parentRow = store.find(row[lookup.name]);
    const parent = store.schema.get(lookup.referenceTo[0] ?? '');
    const target = parentRow ? store.objectOf(String(parentRow.Id)) : parent;
    for (const name of parentNames) if (target && !name.includes('.')) fieldOf(target, name);
    record[lookup.relationshipName ?? lookup.name] =
      parentRow && target ? selectedRecord(store, target, parentRow, parentNames) : null;
  }
  return record;
}
