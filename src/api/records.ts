import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest, Client } from './client.ts';
import { type DuplicateOptions, duplicateHeaders } from './duplicates.ts';
import { differingValues, plainValues } from './field-values.ts';
import { externalIdSegment, fieldSegment, idSegment, objectSegment } from './path.ts';
import { saveUnlessChanged } from './save-unless-changed.ts';
import type { SaveResult, SObjectRecord } from './types.ts';

export interface RecordRef {
  objectApiName: string;
  /** 15 or 18 characters. */
  id: string;
}

interface Abortable {
  signal?: AbortSignal | undefined;
}

interface WriteOptions extends Abortable {
  fields: SObjectRecord;
  duplicates?: DuplicateOptions | undefined;
}

/**
 * Reads a record: the named fields, also those of parents as in `Owner.Name`, or all of its own.
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
    query: { fields: fields?.map((name) => fieldSegment(name, operation)).join(',') || undefined },
    isFoldable: true,
    signal,
  });
}

/**
 * Creates a record and gives its 18-character id. Where the answer gets lost it is not sent again, and the `SfError` has
 * the code `OUTCOME_UNKNOWN`; {@link upsertRecord} can be repeated.
 */
export async function createRecord(
  client: Client,
  { objectApiName, fields, duplicates, signal }: { objectApiName: string } & WriteOptions,
): Promise<string> {
  const operation = `Create ${objectApiName}`;
  const path = `sobjects/${objectSegment(objectApiName, operation)}`;
  const values = plainValues(fields, operation);
  const headers = duplicateHeaders(duplicates);
  const { id } = await client.request<SaveResult>({
    operation,
    path,
    method: 'POST',
    headers,
    body: values,
    signal,
  });
  client.announce({ objectApiName, id, kind: 'created', fields: values });
  return id;
}

export interface UpdateOptions extends RecordRef, WriteOptions {
  /** The record as it was read. With it, only what differs from it is sent: nothing, where nothing differs. */
  original?: SObjectRecord | undefined;
  /**
   * What happens where somebody else has changed one of the fields since `original` was read: `refuse`, the default where
   * there is an `original`, rejects with a `ConflictError` and saves nothing.
   */
  onConflict?: 'overwrite' | 'refuse' | undefined;
}

/**
 * Writes the given fields of a record; the others stay as they are. To refuse conflicts the fields are read again right
 * before: what is saved between that and the write, some milliseconds, is overwritten, but for accounts where the entity
 * tag can be read.
 */
export async function updateRecord(
  client: Client,
  { objectApiName, id, fields, original, onConflict, duplicates, signal }: UpdateOptions,
): Promise<void> {
  const operation = `Update ${objectApiName}`;
  const path = recordPath({ objectApiName, id }, operation);
  const values = plainValues(fields, operation);
  const changes = original ? differingValues(values, original) : values;
  if (original && Object.keys(changes).length === 0) return;
  const headers = duplicateHeaders(duplicates);
  const request: ApiRequest = { operation, path, method: 'PATCH', headers, body: changes, signal };
  if (original && onConflict !== 'overwrite') await saveUnlessChanged(client, request, changes, original);
  else if (onConflict === 'refuse') throw nothingToCompare(operation);
  else await client.request(request);
  client.announce({ objectApiName, id, kind: 'updated', fields: changes });
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

export interface UpsertOptions extends WriteOptions {
  objectApiName: string;
  externalIdField: string;
  externalId: string | number;
}

/**
 * Updates the record that has the external id, or creates it; doing it twice has the effect of doing it once. Rejects with
 * the code `SEVERAL_MATCHES` where more than one has it. Source: REST API Developer Guide, "sObject Rows by External ID".
 */
export async function upsertRecord(
  client: Client,
  { objectApiName, externalIdField, externalId, fields, duplicates, signal }: UpsertOptions,
): Promise<{ id: string; created: boolean }> {
  const operation = `Upsert ${objectApiName}`;
  const object = objectSegment(objectApiName, operation);
  const field = fieldSegment(externalIdField, operation);
  const path = `sobjects/${object}/${field}/${externalIdSegment(externalId, operation)}`;
  const body = plainValues(fields, operation);
  const headers = duplicateHeaders(duplicates);
  const answer = await client.send({
    operation,
    path,
    method: 'PATCH',
    headers,
    body,
    accepts: [300],
    signal,
  });
  if (answer.status === 300) throw severalMatches(operation, field, answer.body as unknown[]);
  const { id, created } = answer.body as SaveResult & { created: boolean };
  const values = { ...body, [field]: externalId };
  client.announce({ objectApiName, id, kind: created ? 'created' : 'updated', fields: values });
  return { id, created };
}

function recordPath({ objectApiName, id }: RecordRef, operation: string): string {
  return `sobjects/${objectSegment(objectApiName, operation)}/${idSegment(id, operation)}`;
}

function nothingToCompare(operation: string): SfError {
  return new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: 'Without “original” there is nothing to compare with.',
    remedy: 'Give the record as it was read.',
  });
}

function severalMatches(operation: string, field: string, matches: readonly unknown[]): SfError {
  return new SfError({
    code: 'SEVERAL_MATCHES',
    operation,
    problem: `${matches.length} records have this ${field}.`,
    remedy: 'Delete all but one.',
    status: 300,
  });
}
