import { isSfError, SfError } from '../../errors/sf-error.ts';
import type { Client } from '../client.ts';
import { fieldSegment, objectSegment } from '../path.ts';
import type { BulkJob, ColumnDelimiter } from './bulk-types.ts';
import { type GivenCsv, givenContent, lineEndingOf } from './given-content.ts';
import { changeState, getJob, type JobRef, jobPath, type WatchOptions, watchJob } from './jobs.ts';
import { type RowsContent, rowsContent } from './rows-content.ts';

interface IngestTarget {
  objectApiName: string;
  operation: 'insert' | 'update' | 'upsert' | 'delete';
  /** The field that tells whether a record is there already; for an upsert. */
  externalIdField?: string | undefined;
  /** Until the rows are with the org. */
  signal?: AbortSignal | undefined;
}

interface CsvOptions {
  csv: GivenCsv;
  /** What stands between two values. Default `COMMA`. */
  columnDelimiter?: ColumnDelimiter | undefined;
}

export type IngestOptions = IngestTarget & (RowsContent | CsvOptions);

interface Abortable {
  signal?: AbortSignal | undefined;
}

/** Milliseconds that an upload may take. */
const longestUpload = 600_000;

/**
 * Starts a job that saves or deletes rows, 100 MB of CSV at most. Resolves once all of them are with the org, which goes on
 * by itself: keep the `id` to come back to it, with {@link watchIngest} or, after a reload, {@link resumeIngest}. Rejects
 * before any request where the rows cannot be sent. A job whose rows did not arrive, or that may not begin, is cancelled;
 * one of which no answer tells whether it has begun is named by an `SfError` with code `OUTCOME_UNKNOWN`.
 * Source: Bulk API 2.0 and Bulk API Developer Guide, "Bulk API 2.0 Ingest".
 */
export async function startIngest(client: Client, options: IngestOptions): Promise<BulkJob> {
  const { objectApiName, signal } = options;
  const operation = `Bulk ${options.operation} of ${objectApiName}`;
  const target = targetOf(options, operation);
  const content = await contentOf(options, operation);
  const lineEnding = await lineEndingOf(content, operation);
  const { id } = await client.request<BulkJob>({
    operation,
    path: 'jobs/ingest',
    method: 'POST',
    body: { ...target, contentType: 'CSV', lineEnding },
    signal,
  });
  const ref = { kind: 'ingest', id, operation, signal } as const;
  try {
    await upload(client, ref, content);
    return await begin(client, ref);
  } catch (error) {
    // Nobody will come back to it. If this fails too, the org drops the job after a week.
    if (!isOutcomeUnknown(error)) await cancelIngest(client, id).catch(() => undefined);
    throw error;
  }
}

/** What the org tells of a job now. */
export async function getIngestJob(client: Client, id: string, { signal }: Abortable = {}): Promise<BulkJob> {
  return getJob(client, refTo(id, 'Look at a bulk job', signal));
}

/**
 * Follows a job until it has ended, with pauses of 1 to 30 seconds, and gives it as it ended: `JobComplete`, also where rows
 * failed, `Failed` as a whole, or `Aborted`. Rejects with `INVALIDJOBSTATE` where its rows have not been uploaded.
 */
export async function watchIngest(client: Client, id: string, options: WatchOptions = {}): Promise<BulkJob> {
  return watchJob(client, refTo(id, 'Wait for a bulk job', options.signal), options);
}

/** Ends a job. Rows that were saved by then stay; the others come back as unprocessed. */
export async function cancelIngest(client: Client, id: string, { signal }: Abortable = {}): Promise<BulkJob> {
  return changeState(client, refTo(id, 'Cancel a bulk job', signal), 'Aborted', ['Aborted']);
}

function refTo(id: string, operation: string, signal: AbortSignal | undefined): JobRef {
  return { kind: 'ingest', id, operation, signal };
}

function targetOf(options: IngestOptions, operation: string): Record<string, unknown> {
  const { objectApiName, externalIdField } = options;
  if ((options.operation === 'upsert') !== (externalIdField !== undefined)) {
    throw new SfError({
      code: 'INVALID_VALUE',
      operation,
      problem: 'The operation and the external id field do not go together.',
      remedy: 'Name `externalIdField` for an upsert, and only there.',
    });
  }
  return {
    object: objectSegment(objectApiName, operation),
    operation: options.operation,
    externalIdFieldName: externalIdField && fieldSegment(externalIdField, operation),
    columnDelimiter: 'csv' in options ? (options.columnDelimiter ?? 'COMMA') : 'COMMA',
  };
}

function contentOf(options: IngestOptions, operation: string): Promise<Blob> {
  return 'csv' in options
    ? givenContent(options.csv, operation, options.signal)
    : rowsContent(options, operation);
}

async function upload(client: Client, ref: JobRef, body: Blob): Promise<void> {
  const { operation, signal } = ref;
  const path = `${jobPath(ref)}/batches`;
  try {
    await client.request({ operation, path, method: 'PUT', body, timeout: longestUpload, signal });
  } catch (error) {
    if (!hasArrived(error)) throw error;
  }
}

async function begin(client: Client, ref: JobRef): Promise<BulkJob> {
  try {
    return await changeState(client, ref, 'UploadComplete', [
      'UploadComplete',
      'InProgress',
      'JobComplete',
      'Failed',
    ]);
  } catch (error) {
    throw isSfError(error) && isUnanswered(error) ? maybeBegun(ref, error) : error;
  }
}

function isUnanswered({ code, status = 0 }: SfError): boolean {
  return code === 'NETWORK' || code === 'TIMEOUT' || status >= 500;
}

function maybeBegun({ id, operation }: JobRef, cause: SfError): SfError {
  return new SfError({
    code: 'OUTCOME_UNKNOWN',
    operation,
    problem: `The org did not say whether the job ${id} has begun.`,
    remedy: 'Follow that job by its id before you send the rows again.',
    ...(cause.status && { status: cause.status }),
    cause,
  });
}

function isOutcomeUnknown(error: unknown): boolean {
  return isSfError(error) && error.code === 'OUTCOME_UNKNOWN';
}

/** A job takes rows once; that it has some can only come from a try whose answer got lost. */
function hasArrived(error: unknown): boolean {
  return (
    isSfError(error) && error.details.some(({ message }) => message.startsWith('Found multiple contents'))
  );
}
