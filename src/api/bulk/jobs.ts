import { isSfError, SfError } from '../../errors/sf-error.ts';
import type { Client, ClientOptions } from '../client.ts';
import { idSegment } from '../path.ts';
import { waitFor } from '../wait-for.ts';
import type { BulkJob, BulkJobState } from './bulk-types.ts';

/** One job, and what is being done with it. */
export interface JobRef {
  readonly kind: 'ingest' | 'query';
  readonly id: string;
  readonly operation: string;
  readonly signal?: AbortSignal | undefined;
}

export interface WatchOptions {
  /** Called with what each look at the job shows. */
  onProgress?: ((job: BulkJob) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** Resolves after so many milliseconds. Default by `setTimeout`. */
  wait?: ClientOptions['wait'];
  /** From 0 to 1. Default `Math.random`. */
  random?: (() => number) | undefined;
}

/** Milliseconds. */
const firstPause = 1_000;
const longestPause = 30_000;
const ended: readonly BulkJobState[] = ['JobComplete', 'Aborted', 'Failed'];

/** The path of a job. Throws an `SfError` for an id that is none. */
export function jobPath({ kind, id, operation }: JobRef): string {
  return `jobs/${kind}/${idSegment(id, operation)}`;
}

export async function getJob(client: Client, ref: JobRef): Promise<BulkJob> {
  const { operation, signal } = ref;
  return client.request({ operation, path: jobPath(ref), signal });
}

/**
 * Brings a job into a state. One whose answer got lost is refused when it is asked for again: then the job itself tells
 * whether it is as it should be.
 * @param reached what it may have become by then
 */
export async function changeState(
  client: Client,
  ref: JobRef,
  state: BulkJobState,
  reached: readonly BulkJobState[],
): Promise<BulkJob> {
  const { operation, signal } = ref;
  try {
    return await client.request({ operation, path: jobPath(ref), method: 'PATCH', body: { state }, signal });
  } catch (error) {
    if (!isSfError(error) || error.code !== 'INVALIDJOBSTATE') throw error;
    const job = await getJob(client, ref);
    if (reached.includes(job.state)) return job;
    throw error;
  }
}

/** Looks at a job, with growing pauses, until it has ended. */
export async function watchJob(
  client: Client,
  ref: JobRef,
  { onProgress, wait = waitFor, random = Math.random }: WatchOptions,
): Promise<BulkJob> {
  for (let looks = 0; ; looks += 1) {
    const job = await getJob(client, ref);
    onProgress?.(job);
    if (ended.includes(job.state)) return job;
    if (job.state === 'Open') throw notUploaded(ref.operation);
    await wait(pauseAfter(looks, random()), ref.signal);
  }
}

/** Milliseconds until the next look: half of it by chance, so that many who wait do not ask together. */
export function pauseAfter(looks: number, random: number): number {
  return Math.min(longestPause, firstPause * 1.5 ** looks) * (0.5 + random / 2);
}

function notUploaded(operation: string): SfError {
  return new SfError({
    code: 'INVALIDJOBSTATE',
    operation,
    problem: 'The rows of this job have not come to the org, so nothing was saved.',
    remedy: 'Cancel it and start a new one with the same rows.',
  });
}
