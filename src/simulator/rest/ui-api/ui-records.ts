import type { SObjectDescribe } from '../../../api/types.ts';
import { noContent } from '../../http/answers.ts';
import { failure } from '../../http/rest-failure.ts';
import { deleteRow } from '../../records/delete-record.ts';
import { createRecord, updateRecord } from '../../records/save-record.ts';
import { dataPath } from '../../schema/s-object.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { requestedChildren } from './child-records.ts';
import { collision, withRecordErrors } from './record-errors.ts';
import { recordInput, writeOf } from './record-input.ts';
import { pageSelection, type RequestedRecord, recordById, requestedSelection } from './requested-record.ts';
import { uiRecord } from './ui-record.ts';
import { batchResults, illegalParameter, listParameter, tagged, uiObject } from './ui-request.ts';

function shown(request: RestRequest, record: RequestedRecord) {
  const { query, org, caller } = request;
  const selection = requestedSelection(request, record);
  const children = requestedChildren(request, record);
  const body = uiRecord(request, record.describe, record.row, selection, children);
  if (query.get('updateMru')?.toLowerCase() === 'true') {
    org.recentRecords.see(caller.userId, String(record.row.Id));
  }
  return body;
}

/** `GET /ui-api/records/ID` */
function getRecord(request: RestRequest): Response {
  return tagged(request, shown(request, recordById(request, request.params.id ?? '')));
}

const mostRecords = 200;

/** `GET /ui-api/records/batch/ID,ID` */
function getRecords(request: RestRequest): Response {
  const ids = (request.params.ids ?? '').split(',').map((id) => id.trim());
  if (ids.length > mostRecords) {
    throw failure(400, 'LIMIT_EXCEEDED', `The maximum number of records is ${mostRecords}.`);
  }
  if (!['fields', 'optionalFields', 'layoutTypes'].some((name) => listParameter(request, name).length > 0)) {
    throw failure(400, 'INVALID_INPUT_COMBINATION', "Must provide either 'fields' or 'layoutTypes'.");
  }
  return batchResults(ids, (id) => shown(request, recordById(request, id)));
}

/** The record as it is after a save, which makes it one of the user's latest. @throws RestFailure */
function saved(request: RestRequest, id: string, status: 200 | 201): Response {
  const record = recordById({ ...request, method: 'GET' }, id);
  const response = tagged(
    request,
    uiRecord(request, record.describe, record.row, pageSelection(request, record)),
    status,
  );
  request.org.recentRecords.see(request.caller.userId, id);
  if (status === 201) response.headers.set('location', `${dataPath}/ui-api/records/${id}`);
  return response;
}

/** `POST /ui-api/records` */
function postRecord(request: RestRequest): Response {
  const input = recordInput(request);
  if (input.apiName === undefined) throw illegalParameter('Record input requires an apiName for POST.');
  const describe = uiObject(request, input.apiName);
  if (!describe.createable) {
    throw failure(403, 'INSUFFICIENT_ACCESS', `You don't have access to create ${describe.labelPlural}.`);
  }
  const write = writeOf(request, describe, input);
  const { store } = request.org;
  return withRecordErrors(request, describe, 'update', () =>
    store.database.transaction(() => saved(request, createRecord(store, write), 201)),
  );
}

/** When the client last saw the record, in milliseconds; undefined where it does not say. @throws RestFailure */
function seenAt({ headers }: RestRequest): number | undefined {
  const name = headers.has('if-unmodified-since') ? 'If-Unmodified-Since' : 'If-Modified-Since';
  const value = headers.get(name);
  if (value === null) return undefined;
  const time = Date.parse(value);
  if (!Number.isNaN(time)) return time;
  throw failure(400, 'BAD_REQUEST', `Invalid value for the header ${name}: ${value}`);
}

/** Refuses to save over what somebody has changed since the client read it. @throws RestFailure */
function refuseCollision(request: RestRequest, { row }: RequestedRecord): void {
  const seen = seenAt(request);
  const changed = Math.floor(Date.parse(String(row.LastModifiedDate)) / 1_000) * 1_000;
  if (seen === undefined || changed <= seen) return;
  throw collision(String(request.org.store.find(row.LastModifiedById)?.Name ?? ''));
}

/** The input of an update must not name another object than the record is of. @throws RestFailure */
function requireSameObject(describe: SObjectDescribe, apiName: string | undefined): void {
  if (apiName === undefined || apiName.toLowerCase() === describe.name.toLowerCase()) return;
  throw illegalParameter(`The apiName ${apiName} does not match the record, which is of ${describe.name}.`);
}

/**
 * `PATCH /ui-api/records/ID`. The guide has clients send `If-Modified-Since`, base components send
 * `If-Unmodified-Since`; both mean the moment at which the record was read.
 */
function patchRecord(request: RestRequest): Response {
  const record = recordById(request, request.params.id ?? '');
  const { describe, row } = record;
  const input = recordInput(request);
  requireSameObject(describe, input.apiName);
  const write = writeOf(request, describe, input);
  const { store } = request.org;
  return withRecordErrors(request, describe, 'update', () => {
    refuseCollision(request, record);
    return store.database.transaction(() => {
      updateRecord(store, row, write);
      return saved(request, String(row.Id), 200);
    });
  });
}

/** `DELETE /ui-api/records/ID` */
function deleteRecord(request: RestRequest): Response {
  const { describe, row } = recordById(request, request.params.id ?? '');
  return withRecordErrors(request, describe, 'delete', () => {
    deleteRow(request.org.store, describe, row);
    return noContent();
  });
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record.htm */
export const uiRecordRoutes: readonly Route[] = [
  { path: '/ui-api/records', methods: { POST: postRecord } },
  {
    path: '/ui-api/records/:id',
    methods: { GET: getRecord, PATCH: patchRecord, DELETE: deleteRecord },
  },
  { path: '/ui-api/records/batch/:ids', methods: { GET: getRecords } },
];
