import { json, noContent } from '../http/answers.ts';
import { notFound } from '../http/rest-failure.ts';
import { deleteRow } from '../records/delete-record.ts';
import { createRecord, updateRecord } from '../records/save-record.ts';
import { outputRecord, recordUrl } from '../store/output.ts';
import { failedCondition, rowVersion, versionHeaders } from './conditions.ts';
import { requestedObject } from './describe.ts';
import { jsonBody, type RestRequest } from './request.ts';
import { requestedRow } from './requested-row.ts';
import { selectedRecord } from './selected-record.ts';
import { writeOptions } from './write-options.ts';

/** `GET /sobjects/X/ID[?fields=A,B]`, also by external id */
export function getRecord(request: RestRequest): Response {
  const describe = requestedObject(request);
  const row = requestedRow(request, describe);
  const version = rowVersion(describe, row);
  const failed = failedCondition(request, version);
  if (failed) return failed;
  const headers = versionHeaders(version);
  request.org.recentRecords.see(request.caller.userId, String(row.Id));
  const names = (request.query.get('fields') ?? '').split(',').map((name) => name.trim());
  const wanted = names.filter((name) => name !== '');
  if (wanted.length === 0) return json(outputRecord(describe, row), 200, headers);
  const record = selectedRecord(request.org.store, describe, row, wanted);
  return json({ ...record, Id: row.Id }, 200, headers);
}

/** `POST /sobjects/X` */
export function postRecord(request: RestRequest): Response {
  const describe = requestedObject(request);
  if (!request.org.store.whole(describe).createable) throw notFound();
  const { values } = jsonBody(request);
  const write = { ...writeOptions(request), describe, values };
  const id = createRecord(request.org.store, write);
  request.org.recentRecords.see(request.caller.userId, id);
  return json({ id, success: true, errors: [] }, 201, { location: recordUrl(describe.name, id) });
}

/** `PATCH /sobjects/X/ID` */
export function patchRecord(request: RestRequest): Response {
  const describe = requestedObject(request);
  const row = requestedRow(request, describe);
  const failed = failedCondition(request, rowVersion(describe, row));
  if (failed) return failed;
  const { values } = jsonBody(request);
  const write = { ...writeOptions(request), describe, values };
  updateRecord(request.org.store, row, write);
  request.org.recentRecords.see(request.caller.userId, String(row.Id));
  return noContent();
}

/** `DELETE /sobjects/X/ID`, also by external id */
export function deleteRecord(request: RestRequest): Response {
  const describe = requestedObject(request);
  const row = requestedRow(request, describe);
  const failed = failedCondition(request, rowVersion(describe, row));
  if (failed) return failed;
  deleteRow(request.org.store, describe, row);
  return noContent();
}
