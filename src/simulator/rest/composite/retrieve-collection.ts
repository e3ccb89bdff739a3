import type { SObjectRecord } from '../../../api/types.ts';
import { json } from '../../http/answers.ts';
import { failure } from '../../http/rest-failure.ts';
import { normalizeId } from '../../store/ids.ts';
import { requestedObject } from '../describe.ts';
import { jsonBody, type RestRequest } from '../request.ts';
import { fieldOf, selectedRecord } from '../selected-record.ts';
import { listOf, objectOf } from './read-json.ts';
import { limitRecords } from './save-each.ts';

const mostIds = 2_000;

/** The records in the order of their ids, null for what there is none of. */
function retrieve(request: RestRequest, ids: readonly string[], fields: readonly string[]): Response {
  limitRecords(ids, mostIds);
  const { store } = request.org;
  const describe = requestedObject(request);
  for (const name of fields) if (!name.includes('.')) fieldOf(describe, name);
  const records = ids.map((given): SObjectRecord | null => {
    const id = normalizeId(given);
    const row = id?.startsWith(describe.keyPrefix ?? '') ? store.find(id) : undefined;
    return row?.IsDeleted === 0 ? selectedRecord(store, describe, row, fields) : null;
  });
  return json(records);
}

function listIn(request: RestRequest, name: string): string[] {
  const list = (request.query.get(name) ?? '').split(',').map((entry) => entry.trim());
  const given = list.filter((entry) => entry !== '');
  if (given.length === 0) throw failure(400, 'MISSING_ARGUMENT', `${name} not specified`);
  return given;
}

/** `GET /composite/sobjects/X?ids=A,B&fields=C,D` */
export function retrieveCollection(request: RestRequest): Response {
  return retrieve(request, listIn(request, 'ids'), listIn(request, 'fields'));
}

/** `POST /composite/sobjects/X` with ids and fields in its body */
export function retrieveCollectionByBody(request: RestRequest): Response {
  const source = objectOf('SObjectRetrieve', jsonBody(request).values, ['ids', 'fields']);
  return retrieve(request, listOf(source, 'ids').map(String), listOf(source, 'fields').map(String));
}
