import { SfError } from '../../errors/sf-error.ts';
import { isBrokenText } from '../json-body.ts';

/** Bytes that a job takes. Source: Salesforce Developer Limits and Allocations Quick Reference, "Bulk API 2.0". */
const mostBytes = 100_000_000;

/** The CSV of a job, gathered in pieces so that its text is never in memory twice. */
export class CsvContent {
  readonly #operation: string;
  readonly #pieces: Blob[] = [];
  #bytes = 0;

  constructor(operation: string) {
    this.#operation = operation;
  }

  /** Throws an `SfError` where it becomes more than a job takes. */
  add(piece: string | Blob | Uint8Array<ArrayBuffer>): void {
    if (typeof piece === 'string' && isBrokenText(piece)) {
      throw contentError(
        this.#operation,
        'The text holds half of a character, a lone surrogate.',
        'Leave it out.',
      );
    }
    const blob = new Blob([piece]);
    this.#bytes += blob.size;
    if (this.#bytes > mostBytes) {
      throw contentError(
        this.#operation,
        'The rows come to more than 100 MB, the most that a job takes.',
        'Split them into several jobs.',
      );
    }
    this.#pieces.push(blob);
  }

  /** Throws an `SfError` where there is nothing. */
  toBlob(): Blob {
    if (this.#bytes > 0) return new Blob(this.#pieces, { type: 'text/csv' });
    throw contentError(this.#operation, 'There are no rows.', 'Give at least one.');
  }
}

export function contentError(
  operation: string,
  problem: string,
  remedy: string,
  fields: readonly string[] = [],
): SfError {
  const details = fields.length > 0 ? [{ message: problem, errorCode: 'INVALID_VALUE', fields }] : [];
  return new SfError({ code: 'INVALID_VALUE', operation, problem, remedy, details });
}
