import { SfError } from '../../errors/sf-error.ts';
import type { Client } from '../client.ts';
import { checkLength, type Soql } from '../soql/soql-text.ts';
import type { BulkJob, BulkRow } from './bulk-types.ts';
import { loadCsv } from './csv.ts';
import { changeState, getJob, type JobRef, jobPath, type WatchOptions, watchJob } from './jobs.ts';

interface Abortable {
  signal?: AbortSignal | undefined;
}

/** Milliseconds that a page of a result may take. */
const longestDownload = 600_000;

/** The addresses of up to five pages. */
interface ResultPages {
  readonly resultPages: readonly { readonly resultUrl: string }[];
  readonly nextRecordsUrl?: string | null;
  readonly done: boolean;
}

/**
 * Starts a job that collects what a query finds, for results of many thousand records. The Bulk API takes no aggregates, no
 * GROUP BY, no OFFSET, no compound fields and no queries of children.
 * Source: Bulk API 2.0 and Bulk API Developer Guide, "Bulk API 2.0 Query".
 */
export async function startQueryJob(
  client: Client,
  soql: string | Soql,
  { includeDeleted, signal }: { includeDeleted?: boolean | undefined } & Abortable = {},
): Promise<BulkJob> {
  return client.request({
    operation: 'Bulk query',
    path: 'jobs/query',
    method: 'POST',
    body: { operation: includeDeleted ? 'queryAll' : 'query', query: checkLength(String(soql)) },
    signal,
  });
}

/** Follows a job until it has ended, as `watchIngest` does. */
export async function watchQueryJob(
  client: Client,
  id: string,
  options: WatchOptions = {},
): Promise<BulkJob> {
  return watchJob(client, refTo(id, 'Wait for a bulk query', options.signal), options);
}

/** Ends a job. */
export async function cancelQueryJob(
  client: Client,
  id: string,
  { signal }: Abortable = {},
): Promise<BulkJob> {
  return changeState(client, refTo(id, 'Cancel a bulk query', signal), 'Aborted', ['Aborted']);
}

/**
 * The rows that a job has found, page by page, all values as text. The job must be complete; before, the org refuses with
 * `INVALIDJOBSTATE`. Pages are found by the list of their addresses: a browser hides from pages of other origins the
 * header `Sforce-Locator`, by which one page else leads to the next. Source: "Get Parallel Results for a Query Job".
 */
export async function* queryJobRows(
  client: Client,
  id: string,
  { signal }: Abortable = {},
): AsyncGenerator<BulkRow, void, void> {
  const operation = 'Read the result of a bulk query';
  const ref = refTo(id, operation, signal);
  const { columnDelimiter, numberRecordsProcessed = 0 } = await getJob(client, ref);
  const csv = await loadCsv();
  let rowsRead = 0;
  let list: string | null | undefined = `${jobPath(ref)}/resultPages`;
  while (list) {
    const pages: ResultPages = await client.request({ operation, path: list, signal });
    for (const { resultUrl } of pages.resultPages) {
      const request = {
        operation,
        path: resultUrl,
        reads: 'text',
        timeout: longestDownload,
        signal,
      } as const;
      const rows = csv.read(await client.request<string>(request), columnDelimiter);
      rowsRead += rows.length;
      yield* rows;
    }
    list = pages.done ? undefined : pages.nextRecordsUrl;
  }
  if (rowsRead < numberRecordsProcessed) throw incomplete(operation, rowsRead, numberRecordsProcessed);
}

function refTo(id: string, operation: string, signal: AbortSignal | undefined): JobRef {
  return { kind: 'query', id, operation, signal };
}

function incomplete(operation: string, rowsRead: number, rows: number): SfError {
  return new SfError({
    code: 'UNEXPECTED_ANSWER',
    operation,
    problem: `The org gave ${rowsRead} of ${rows} rows.`,
    remedy: 'Read them again.',
  });
}
