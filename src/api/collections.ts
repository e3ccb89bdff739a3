import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest, Client, RecordChange } from './client.ts';
import { type CollectionRow, callsOf, checkRowCount, newRow, rowBody, savedRow } from './collection-rows.ts';
import { type DuplicateOptions, duplicateHeaders } from './duplicates.ts';
import { valueIn } from './field-values.ts';
import { fieldSegment, idSegment, objectSegment } from './path.ts';
import { type RowResult, saveRows } from './save-rows.ts';
import type { SObjectRecord } from './types.ts';

const mostIds = 2_000;

interface CollectionOptions {
  /** The object of all rows that do not name their own in `attributes.type`. */
  objectApiName?: string | undefined;
  /** Saves none where one fails; for as many rows as one call takes, which are 200. Default false. */
  allOrNone?: boolean | undefined;
  /** Saves more than 2,000 rows like this all the same; of more than 50,000 there is no saving without Bulk API 2.0. */
  evenIfMany?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

interface SaveRecordsOptions extends CollectionOptions {
  rows: readonly SObjectRecord[];
  duplicates?: DuplicateOptions | undefined;
}

/**
 * Creates records, 200 with each request, and gives one result per row, in order. Rows whose answer got lost have the code
 * `OUTCOME_UNKNOWN` and are not sent again; those after them have `NOT_SENT`. Rejects where a row cannot be sent at all,
 * before any is. Source: REST API Developer Guide, "sObject Collections".
 */
export async function createRecords(
  client: Client,
  options: SaveRecordsOptions,
): Promise<RowResult<SObjectRecord>[]> {
  const operation = 'Create records';
  const { rows, objectApiName } = options;
  checkRowCount(rows.length, operation, options.evenIfMany === true);
  const prepared = rows.map((row, index) => newRow(row, objectApiName, rowName(operation, index)));
  return save(client, prepared, options, 'created', writeRequest(options, { operation, method: 'POST' }));
}

/** Updates records by the `Id` of each row, otherwise as {@link createRecords}; an answer that gets lost is asked for again. */
export async function updateRecords(
  client: Client,
  options: SaveRecordsOptions,
): Promise<RowResult<SObjectRecord>[]> {
  const operation = 'Update records';
  const { rows, objectApiName } = options;
  checkRowCount(rows.length, operation, options.evenIfMany === true);
  const prepared = rows.map((row, index) => savedRow(row, objectApiName, rowName(operation, index)));
  return save(client, prepared, options, 'updated', writeRequest(options, { operation, method: 'PATCH' }));
}

/** Updates records of one object by the value of `externalIdField`, or creates them; otherwise as {@link updateRecords}. */
export async function upsertRecords(
  client: Client,
  options: SaveRecordsOptions & { objectApiName: string; externalIdField: string },
): Promise<RowResult<SObjectRecord>[]> {
  const { rows, objectApiName, externalIdField } = options;
  const operation = `Upsert ${objectApiName}`;
  checkRowCount(rows.length, operation, options.evenIfMany === true);
  const object = objectSegment(objectApiName, operation);
  const path = `${object}/${fieldSegment(externalIdField, operation)}`;
  const prepared = rows.map((row, index) => {
    const own = newRow(row, object, rowName(operation, index));
    if (own.objectApiName.toLowerCase() === object.toLowerCase()) return own;
    throw invalid(rowName(operation, index), `It is of another object than ${object}.`, 'Upsert it apart.');
  });
  const write = writeRequest(options, { operation, method: 'PATCH' }, path);
  return save(client, prepared, options, 'updated', (part) => ({
    ...write(part),
    // By its id, a record without one is created.
    isRepeatable: part.every(({ values }) => (valueIn(values, externalIdField) ?? '') !== ''),
  }));
}

/** Moves records to the org's recycle bin, otherwise as {@link updateRecords}. A row is an id, or a record with `Id`. */
export async function deleteRecords<Row extends SObjectRecord | string>(
  client: Client,
  options: CollectionOptions & { rows: readonly Row[] },
): Promise<RowResult<Row>[]> {
  const operation = 'Delete records';
  const { rows, objectApiName, allOrNone = false, signal } = options;
  checkRowCount(rows.length, operation, options.evenIfMany === true);
  const prepared = rows.map((row, index) => savedRow(row, objectApiName, rowName(operation, index)));
  return save(client, prepared, options, 'deleted', (part) => ({
    operation,
    path: 'composite/sobjects',
    method: 'DELETE',
    query: { ids: part.map(({ id }) => id).join(), allOrNone: String(allOrNone) },
    signal,
  }));
}

/**
 * Reads the named fields of records of one object, 2,000 with each request, in the order of the ids; `null` for what there
 * is none of, or none the user may see.
 */
export async function getRecords(
  client: Client,
  options: {
    objectApiName: string;
    ids: readonly string[];
    fields: readonly string[];
    signal?: AbortSignal | undefined;
  },
): Promise<(SObjectRecord | null)[]> {
  const { objectApiName, signal } = options;
  const operation = `Read ${objectApiName}`;
  const path = `composite/sobjects/${objectSegment(objectApiName, operation)}`;
  const ids = options.ids.map((id) => idSegment(id, operation));
  const fields = options.fields.map((name) => fieldSegment(name, operation));
  const records: (SObjectRecord | null)[] = [];
  for (let start = 0; start < ids.length; start += mostIds) {
    const body = { ids: ids.slice(start, start + mostIds), fields };
    const request: ApiRequest = { operation, path, method: 'POST', body, isRepeatable: true, signal };
    for (const record of await client.request<(SObjectRecord | null)[]>(request)) records.push(record);
  }
  return records;
}

type RequestFor = (part: readonly CollectionRow<unknown>[]) => ApiRequest;

function writeRequest(
  { allOrNone = false, duplicates, signal }: SaveRecordsOptions,
  request: Pick<ApiRequest, 'operation' | 'method'>,
  below = '',
): RequestFor {
  return (part) => ({
    ...request,
    path: `composite/sobjects${below && '/'}${below}`,
    headers: duplicateHeaders(duplicates),
    body: { allOrNone, records: part.map(rowBody) },
    signal,
  });
}

async function save<Row>(
  client: Client,
  rows: readonly CollectionRow<Row>[],
  { allOrNone = false, signal }: CollectionOptions,
  kind: RecordChange['kind'],
  requestFor: RequestFor,
): Promise<RowResult<Row>[]> {
  signal?.throwIfAborted();
  const calls = callsOf(rows);
  if (allOrNone && calls.length > 1) {
    throw invalid(
      requestFor([]).operation,
      'All or none is for one request, which holds 200 records of up to ten changes of object.',
      'Save fewer, or leave allOrNone out.',
    );
  }
  return saveRows(client, { calls, allOrNone, kind, requestFor });
}

function rowName(operation: string, index: number): string {
  return `${operation}, row ${index + 1}`;
}

function invalid(operation: string, problem: string, remedy: string): SfError {
  return new SfError({ code: 'INVALID_VALUE', operation, problem, remedy });
}
