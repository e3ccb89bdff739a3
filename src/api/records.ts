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

/**
 * Reads a record: the named fields, or all of them.
 * Source: REST API Developer Guide, "sObject Rows".
 */
export async function getRecord(
  client: Client,
  { objectApiName, id, fields, signal }: RecordRef & Abortable & { fields?: readonly string[] },
): Promise<SObjectRecord> {
  const operation = `Read ${objectApiName}`;
  return client.request({
    operation,
    path: recordPath({ objectApiName, id }, operation),
    query: { fields: fields?.join(',') || undefined },
    isFoldable: true,
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
  client.announce({ objectApiName, id, kind: 'created', fields });
  return id;
}

/** Writes the given fields of a record; the others stay as they are. */
export async function updateRecord(
  client: Client,
  { objectApiName, id, fields, signal }: RecordRef & Abortable & { fields: SObjectRecord },
): Promise<void> {
  const operation = `Update ${objectApiName}`;
  const path = recordPath({ objectApiName, id }, operation);
  await client.request({ operation, path, method: 'PATCH', body: fields, signal });
  client.announce({ objectApiName, id, kind: 'updated', fields });
}

/** Moves a record to the org's recycle bin. */
export async function deleteRecord(
  client: Client,
  { objectApiName, id, signal }: RecordRef & Abortable,
): Promise<void> {
  const operation = `Delete ${objectApiName}`;
  const path = recordPath({ objectApiName, id }, operation);
  await client.request({ operation, path, method: 'DELETE', signal });
  client.announce({ objectApiName, id, kind: 'deleted' });
}

function recordPath({ objectApiName, id }: RecordRef, operation: string): string {
  return `sobjects/${objectSegment(objectApiName, operation)}/${idSegment(id, operation)}`;
}
