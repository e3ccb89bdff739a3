import type { SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { json } from '../http/answers.ts';
import { outputField, recordAttributes } from '../store/output.ts';
import { requestedObject, summary } from './describe.ts';
import type { RestRequest } from './request.ts';

const mostItems = 200;

/** The caller's recent records that still exist, of one object or of all, by Id and name. */
function recentItems({ org, caller }: RestRequest, only?: SObjectDescribe): SObjectRecord[] {
  return org.recentRecords.of(caller.userId).flatMap((id) => {
    const describe = org.store.objectOf(id);
    const row = org.store.find(id);
    if (!describe || row?.IsDeleted !== 0 || (only && only !== describe)) return [];
    const name = describe.fields.find((field) => field.nameField);
    const named = name ? { [name.name]: outputField(describe, name, row) } : {};
    return [{ attributes: recordAttributes(describe.name, id), Id: id, ...named }];
  });
}

/** `GET /recent?limit=N`: 200 items at most. */
export function recent(request: RestRequest): Response {
  const limit = Number(request.query.get('limit') ?? mostItems);
  return json(recentItems(request).slice(0, limit > 0 ? limit : mostItems));
}

/** `GET /sobjects/X` */
export function basicInformation(request: RestRequest): Response {
  const describe = requestedObject(request);
  return json({ objectDescribe: summary(describe), recentItems: recentItems(request, describe) });
}
