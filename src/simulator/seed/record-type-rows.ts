import type { SObjectDescribe } from '../../api/types.ts';
import { normalizeId } from '../store/ids.ts';
import type { RecordStore } from '../store/record-store.ts';

/** Gives the record types of a describe rows of their own, so that records can refer to them by their ids. */
export function addRecordTypes(store: RecordStore, { name, recordTypeInfos }: SObjectDescribe): void {
  const recordType = store.schema.get('RecordType');
  const [admin] = store.database.all('SELECT "Id" FROM "User" ORDER BY "Id" LIMIT 1');
  if (!recordType) return;
  for (const info of recordTypeInfos.filter(({ master }) => !master)) {
    const id = normalizeId(info.recordTypeId);
    if (id === undefined || store.find(id)) continue;
    const { developerName: DeveloperName, name: Name, active } = info;
    const row = { Id: id, DeveloperName, Name, SobjectType: name, IsActive: active ? 1 : 0 };
    store.insert(recordType, row, String(admin?.Id));
  }
}
