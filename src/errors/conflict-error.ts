import { isSfError, SfError } from './sf-error.ts';

/** A field that somebody else has changed since it was read. */
export interface FieldConflict {
  readonly field: string;
  /** As it was read; `undefined` where it was not. */
  readonly original: unknown;
  /** As it is in the org. */
  readonly current: unknown;
  /** What was to be written. */
  readonly yours: unknown;
}

/** A record was not saved, since that would have overwritten what somebody else saved meanwhile. */
export class ConflictError extends SfError {
  readonly conflicts: readonly FieldConflict[];

  constructor(operation: string, conflicts: readonly FieldConflict[]) {
    const names = conflicts.map(({ field }) => field);
    super({
      code: 'CONFLICT',
      operation,
      problem: `Somebody else has changed ${names.join(', ')} meanwhile.`,
      remedy: 'Compare the values and save again.',
      details: names.map((name) => ({
        message: 'Somebody else has changed it meanwhile.',
        errorCode: 'CONFLICT',
        fields: [name],
      })),
    });
    this.conflicts = conflicts;
  }
}

/** True for a `ConflictError` of this or another copy of the kit. */
export function isConflict(value: unknown): value is ConflictError {
  return isSfError(value) && value.code === 'CONFLICT' && 'conflicts' in value;
}
