import type { SObjectDescribe } from '../../api/types.ts';
import { personAccountId } from '../schema/person-accounts.ts';
import { normalizeId } from '../store/ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';

export const ownRecordTypes = ({ recordTypeInfos }: SObjectDescribe) =>
  recordTypeInfos.filter(({ master }) => !master);

/** Gives the record types of every describe rows of their own, so that records can refer to them by their ids. */
export function addRecordTypes(store: RecordStore, userId: string, audit: StoredRow = {}): void {
  const { orgSchema: schema } = store;
  const recordType = schema.get('RecordType');
  if (!recordType) return;
  for (const describe of schema.names().flatMap((name) => schema.get(name) ?? [])) {
    for (const { recordTypeId, developerName, name, active } of ownRecordTypes(describe)) {
      const id = normalizeId(recordTypeId);
      if (id === undefined || store.find(id)) continue;
      const row: StoredRow = {
        Id: id,
        DeveloperName: developerName,
        Name: name,
        SobjectType: describe.name,
        IsActive: active ? 1 : 0,
        IsPersonType: id === personAccountId ? 1 : 0,
      };
      store.insert(recordType, { ...row, ...audit }, userId);
    }
  }
}
