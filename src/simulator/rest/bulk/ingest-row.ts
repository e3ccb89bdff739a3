import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import type { OrgContext } from '../../org-context.ts';
import { deleteRow } from '../../records/delete-record.ts';
import type { DuplicateCheck } from '../../records/duplicates.ts';
import { externalIdField, isIdOf, rowById } from '../../records/find-record.ts';
import { createRecord, updateRecord } from '../../records/save-record.ts';
import { upsertRecord } from '../../records/upsert-record.ts';
import { normalizeId } from '../../store/ids.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { StoredRow } from '../../store/types.ts';
import { duplicateCheck } from '../write-options.ts';
import { BatchError } from './batch-error.ts';
import type { JobHead } from './bulk-job.ts';
import type { IngestColumn } from './ingest-columns.ts';

export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete';

/** What an ingest job is to do, by name. */
export interface IngestOrder extends Pick<JobHead, 'object' | 'createdById'> {
  readonly operation: IngestOperation;
  /** For upserts only: what tells whether a record is there already. */
  readonly externalIdFieldName?: string | undefined;
}

export type IngestHead = JobHead & IngestOrder;

/** What a job does with each of its rows. */
export interface Ingest {
  readonly store: RecordStore;
  readonly describe: SObjectDescribe;
  readonly operation: IngestOperation;
  /** For upserts only. */
  readonly externalIdField?: FieldDescribe;
  readonly userId: string;
  readonly duplicates: DuplicateCheck | undefined;
}

/** What a job's names stand for in what its maker sees. @throws BatchError where they stand for nothing */
export function ingestOf(
  { object, operation, externalIdFieldName: fieldName = '', createdById: userId }: IngestOrder,
  org: OrgContext,
): Ingest {
  const { store } = org;
  const describe = store.schema.get(object);
  if (!describe) throw new BatchError(`InvalidJob : Unable to find object: ${object}`);
  // A job has no header by which it could save duplicates.
  const ingest = { store, describe, operation, userId, duplicates: duplicateCheck(org, '') };
  if (operation !== 'upsert') return ingest;
  if (fieldName === '') {
    throw new BatchError(
      `InvalidJob : External ID was blank for ${describe.name}. An External ID must be specified for upsert.`,
    );
  }
  const field = externalIdField(describe, fieldName);
  if (field) return { ...ingest, externalIdField: field };
  throw new BatchError(
    `InvalidJob : Field name provided, ${fieldName} does not match an External ID, Salesforce Id, or indexed field for ${describe.name}`,
  );
}

export interface IngestedRow {
  readonly id: string;
  readonly created: boolean;
}

/** Empty cells leave a field as it is, `#N/A` makes it null. */
function valuesOf(columns: readonly IngestColumn[], cells: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell !== '') values[column.field.name] = cell === '#N/A' ? null : column.read(cell);
  }
  return values;
}

function existingRow({ store, describe }: Ingest, id: unknown): StoredRow {
  if (typeof id !== 'string') throw failure(400, 'MISSING_ARGUMENT', 'Id not specified', ['Id']);
  if (isIdOf(describe, id) && !store.find(normalizeId(id))) {
    throw failure(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  }
  return rowById(store, describe, id);
}

/** Saves or deletes the record of one row. @throws RestFailure as single records do */
export function ingestRow(
  ingest: Ingest,
  columns: readonly IngestColumn[],
  cells: readonly string[],
): IngestedRow {
  const { store, describe, operation, externalIdField, userId, duplicates } = ingest;
  const values = valuesOf(columns, cells);
  const write = { describe, values, body: '', userId, duplicates };
  if (operation === 'upsert' && externalIdField) {
    return upsertRecord(store, externalIdField, values[externalIdField.name] ?? null, write);
  }
  const { Id: id, ...others } = values;
  if (operation === 'insert') {
    if (id === undefined) return { id: createRecord(store, write), created: true };
    const message = 'cannot specify Id in an insert call';
    throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, ['Id']);
  }
  const row = existingRow(ingest, id);
  if (operation === 'delete') deleteRow(store, describe, row);
  else updateRecord(store, row, { ...write, values: others });
  return { id: String(row.Id), created: false };
}
