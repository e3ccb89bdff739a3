import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest, Client } from './client.ts';
import { objectSegment } from './path.ts';
import type { DeletedRecords, UpdatedRecords } from './types.ts';

/** From `start` up to but not at `end`; the org does not look at the seconds. */
export interface ChangesOptions {
  /** At most 30 days ago. */
  start: Date;
  /** At least a minute after `start`. */
  end: Date;
  signal?: AbortSignal | undefined;
}

const minute = 60_000;
const longestSpan = 30 * 24 * 60 * minute;

/** Ids of the records of an object that were created or changed. Source: REST API Developer Guide, "Get Updated". */
export async function getUpdated(
  client: Client,
  objectApiName: string,
  options: ChangesOptions,
): Promise<UpdatedRecords> {
  return client.request(changesRequest(objectApiName, 'updated', options));
}

/** The records of an object that were deleted. Source: REST API Developer Guide, "Get Deleted". */
export async function getDeleted(
  client: Client,
  objectApiName: string,
  options: ChangesOptions,
): Promise<DeletedRecords> {
  return client.request(changesRequest(objectApiName, 'deleted', options));
}

function changesRequest(
  objectApiName: string,
  kind: 'updated' | 'deleted',
  { start, end, signal }: ChangesOptions,
): ApiRequest {
  const operation = `Read which records of ${objectApiName} were ${kind}`;
  const path = `sobjects/${objectSegment(objectApiName, operation)}/${kind}`;
  const problem = problemOf(start, end);
  if (problem) {
    const remedy =
      'Give two dates that are a minute apart at least and 30 days at most, the earlier one first.';
    throw new SfError({ code: 'INVALID_VALUE', operation, problem, remedy });
  }
  return { operation, path, query: { start: start.toISOString(), end: end.toISOString() }, signal };
}

function problemOf(start: Date, end: Date): string | undefined {
  const span = Math.floor(end.getTime() / minute) - Math.floor(start.getTime() / minute);
  if (Number.isNaN(span)) return 'The start or the end is not a valid date.';
  if (span < 1) return 'The end is not after the start.';
  return span * minute > longestSpan ? 'The start and the end are more than 30 days apart.' : undefined;
}
