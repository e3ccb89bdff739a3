import type { Client } from './client.ts';
import { idSegment, objectSegment } from './path.ts';
import type { SaveResult, SObjectRecord } from './types.ts';

export interface RecordRef {
  objectApiName: string;
  /** 15 or 18 characters. */
  id: string;
}

interface Abortable {
  signal?: AbortSignal | undefined;
}

/** Address and headers together may take 16,384 bytes. */
const longestFieldList = 12_000;

/**
 * Reads a record: the named fields, or all, also where naming them would make too long an address.
 * Source: REST API Developer Guide, "sObject Rows".
 */
export async function getRecord(
  client: Client,
  { objectApiName, id, fields, signal }: RecordRef & Abortable & { fields?: readonly string[] },
): Promise<SObjectRecord> {
  const operation = `Read ${objectApiName}`;
  const list = fields?.join(',') ?? '';
  const fits = list !== '' && encodeURIComponent(list).length <= longestFieldList;
  return client.request({
    operation,
    path: recordPath({ objectApiName, id }, operation),
    query: { fields: fits ? list : undefined },
    signal,
  });
}

/** Creates a record and gives its 18-character id. */
export async function createRecord(
  client: Client,
  { objectApiName, fields, signal }: { objectApiName: string; fields: SObjectRecord } & Abortable,
): Promise<string> {
  const operation = `Create ${objectApiName}`;
  const path = `sobjects/${objectSegment(objectApiName, operation)}`;
  const { id } = await client.request<SaveResult>({ operation, path, method: 'POST', body: fields, signal });
  return id;
}

/** Writes the given fields of a record; the others stay as they are. */
export async function updateRecord(
  client: Client,
  { objectApiName, id, fields, signal }: RecordRef & Abortable & { fields: SObjectRecord },
): Promise<void> {
  const operation = `Update ${objectApiName}`;
  return client.request({
    operation,
    path: recordPath({ objectApiName, id }, operation),
    method: 'PATCH',
    body: fields,
    signal,
  });
}

/** Moves a record to the org's recycle bin. */
export async function deleteRecord(
  client: Client,
  { objectApiName, id, signal }: RecordRef & Abortable,
): Promise<void> {
  const operation = `Delete ${objectApiName}`;
  return client.request({
    operation,
    path: recordPath({ objectApiName, id }, operation),
    method: 'DELETE',
    signal,
  });
}

function recordPath({ objectApiName, id }: RecordRef, operation: string): string {
  return `sobjects/${objectSegment(objectApiName, operation)}/${idSegment(id, operation)}`;
}
