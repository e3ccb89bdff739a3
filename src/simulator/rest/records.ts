import type { FieldDescribe, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { json, noContent } from '../http/answers.ts';
import { failure, notFound } from '../http/rest-failure.ts';
import { deleteRow } from '../records/delete-record.ts';
import { createRecord, updateRecord } from '../records/save-record.ts';
import { findField, findLookup, noSuchColumn } from '../schema/names.ts';
import { outputField, outputRecord, recordAttributes, recordUrl } from '../store/output.ts';
import type { StoredRow } from '../store/types.ts';
import { failedCondition, rowVersion, versionHeaders } from './conditions.ts';
import { requestedObject } from './describe.ts';
import { jsonBody, type RestRequest } from './request.ts';
import { requestedRow } from './requested-row.ts';

function unknownField(name: string, describe: SObjectDescribe) {
  return failure(400, 'INVALID_FIELD', noSuchColumn(name, describe.name));
}

function fieldOf(describe: SObjectDescribe, name: string): FieldDescribe {
  const field = findField(describe, name);
  if (!field) throw unknownField(name, describe);
  return field;
}

/** The record with the named fields; `Account.Name` nests the parent. */
function selectedRecord(
  request: RestRequest,
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
    const parentRow = request.org.store.find(row[lookup.name]);
    const parent = request.org.store.schema.get(lookup.referenceTo[0] ?? '');
    const target = parentRow ? request.org.store.objectOf(String(parentRow.Id)) : parent;
    for (const name of parentNames) if (target && !name.includes('.')) fieldOf(target, name);
    record[lookup.relationshipName ?? lookup.name] =
      parentRow && target ? selectedRecord(request, target, parentRow, parentNames) : null;
  }
  return record;
}

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
  const record = selectedRecord(request, describe, row, wanted);
  return json({ ...record, Id: row.Id }, 200, headers);
}

/** `POST /sobjects/X` */
export function postRecord(request: RestRequest): Response {
  const describe = requestedObject(request);
  if (!describe.createable) throw notFound();
  const { values, text } = jsonBody(request);
  const write = { describe, values, body: text, userId: request.caller.userId };
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
  const { values, text } = jsonBody(request);
  const write = { describe, values, body: text, userId: request.caller.userId };
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
