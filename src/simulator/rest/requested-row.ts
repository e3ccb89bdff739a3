import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { failure, notFound } from '../http/rest-failure.ts';
import { externalIdField, isIdOf, rowByExternalId, rowById } from '../records/find-record.ts';
import type { StoredRow } from '../store/types.ts';
import type { RestRequest } from './request.ts';

function noExternalId(name: string) {
  const message = `Provided external ID field does not exist or is not accessible: ${name}`;
  return failure(404, 'NOT_FOUND', message);
}

/** The external id field a path names. @throws RestFailure */
export function requestedExternalId({ params }: RestRequest, describe: SObjectDescribe): FieldDescribe {
  const name = params.field ?? '';
  const field = externalIdField(describe, name);
  if (!field) throw noExternalId(name);
  return field;
}

/** The row a path names by its id or by an external id. @throws RestFailure as the method answers what is wrong */
export function requestedRow(request: RestRequest, describe: SObjectDescribe): StoredRow {
  const { store } = request.org;
  const { id = '', value } = request.params;
  if (value !== undefined) {
    const row = rowByExternalId(store, describe, requestedExternalId(request, describe), value);
    if (!row) throw notFound();
    return row;
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && !isIdOf(describe, id)) throw noExternalId(id);
  return rowById(store, describe, id);
}
