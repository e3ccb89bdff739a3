import { isSfError, SfError } from '../errors/sf-error.ts';

/** True where the org no longer keeps the rest of a result. */
export function isExpiredQuery(error: unknown): error is SfError {
  return isSfError(error) && error.code === 'INVALID_QUERY_LOCATOR';
}

/** A result that the org no longer keeps, left in the middle; its code is `INVALID_QUERY_LOCATOR`. */
export class ExpiredQueryError extends SfError {
  /** Records that came before. */
  readonly recordsRead: number;
  readonly totalSize: number;

  constructor(cause: SfError, recordsRead: number, totalSize: number) {
    super({
      code: cause.code,
      operation: cause.operation,
      problem: `The result of this query expired after ${recordsRead} of ${totalSize} records.`,
      remedy: 'Run the query again; records may have changed since, so begin at the start.',
      ...(cause.status && { status: cause.status }),
      details: cause.details,
      cause,
    });
    this.recordsRead = recordsRead;
    this.totalSize = totalSize;
  }
}
