import type { Client } from '../client.ts';
import type { BulkJob, BulkRow, FailedRow, IngestResults, SuccessfulRow } from './bulk-types.ts';
import { loadCsv } from './csv.ts';
import { watchIngest } from './ingest.ts';
import { getJob, type JobRef, jobPath, type WatchOptions } from './jobs.ts';

/** Milliseconds that a list of rows may take. */
const longestDownload = 600_000;
const operation = 'Read the results of a bulk job';

/**
 * What became of the rows of a job that has ended.
 * Source: Bulk API 2.0 and Bulk API Developer Guide, "Get Job Successful Record Results" and those that follow.
 */
export async function ingestResults(
  client: Client,
  id: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<IngestResults> {
  return resultsOf(client, await getJob(client, { kind: 'ingest', id, operation, signal }), signal);
}

/**
 * Takes a job up again by its id alone, in another page or after a reload: waits until it has ended, and gives what became
 * of its rows. Rejects with `INVALIDJOBSTATE` where its rows have not been uploaded.
 */
export async function resumeIngest(
  client: Client,
  id: string,
  options: WatchOptions = {},
): Promise<IngestResults & { job: BulkJob }> {
  const job = await watchIngest(client, id, options);
  return { job, ...(await resultsOf(client, job, options.signal)) };
}

async function resultsOf(
  client: Client,
  { id, state, columnDelimiter, numberRecordsProcessed, numberRecordsFailed }: BulkJob,
  signal: AbortSignal | undefined,
): Promise<IngestResults> {
  const csv = await loadCsv();
  const ref: JobRef = { kind: 'ingest', id, operation, signal };

  async function rows<R extends BulkRow>(list: string, isEmpty: boolean): Promise<R[]> {
    if (isEmpty) return [];
    const path = `${jobPath(ref)}/${list}`;
    const request = { operation, path, reads: 'text', timeout: longestDownload, signal } as const;
    return csv.read(await client.request<string>(request), columnDelimiter) as R[];
  }

  const isComplete = state === 'JobComplete';
  const [successful, failed, unprocessed] = await Promise.all([
    rows<SuccessfulRow>('successfulResults', isComplete && numberRecordsProcessed === numberRecordsFailed),
    rows<FailedRow>('failedResults', isComplete && numberRecordsFailed === 0),
    rows('unprocessedrecords', isComplete),
  ]);
  return { successful, failed, unprocessed };
}
