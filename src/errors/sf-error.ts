/** Codes the kit itself gives; an error the org reported carries the org's own `errorCode` instead. */
export type SfErrorCode =
  | 'CONFIG'
  | 'CONNECTION_MISSING'
  | 'CONNECTION_AMBIGUOUS'
  | 'NOT_CONNECTED'
  | 'SESSION_EXPIRED'
  | 'SIGN_IN_FAILED'
  | 'SIGN_IN_DENIED'
  | 'POPUP_BLOCKED'
  | 'POPUP_CLOSED'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'OUTCOME_UNKNOWN'
  | 'INVALID_VALUE'
  | 'ORIGIN_NOT_ALLOWED'
  | 'UNEXPECTED_ANSWER'
  | 'MALFORMED_ID'
  | 'UNKNOWN_OBJECT'
  | 'UNKNOWN_FIELD'
  | 'SOQL_VALUE'
  | 'CONFLICT'
  | 'SEVERAL_MATCHES'
  | 'NOT_SENT'
  | 'BULK_OFFERED'
  | 'BULK_REQUIRED'
  | 'HTTP_ERROR';

/** One entry of an org's error answer. `message` is the org's own text: show it as text, never as HTML. */
export interface SfErrorDetail {
  readonly message: string;
  readonly errorCode: string;
  readonly fields: readonly string[];
  /** What a duplicate rule found, as the org told it; `duplicatesOf` reads it. */
  readonly duplicateResult?: unknown;
}

export interface SfErrorInit {
  code: SfErrorCode | (string & {});
  /** What was being done, e.g. `Create Contact`. */
  operation: string;
  /** What happened, one sentence. */
  problem: string;
  /** What the reader can do about it, one sentence. */
  remedy?: string;
  /** HTTP status, where there was an answer. */
  status?: number;
  details?: readonly SfErrorDetail[];
  cause?: unknown;
}

const brand = Symbol.for('sf-elements/error@1');

/**
 * Every failure of the kit. `message` reads operation, problem, remedy; it never holds a token, a query or
 * record data. The org's own words are in `details`.
 */
export class SfError extends Error {
  override readonly name = 'SfError';
  readonly code: string;
  readonly operation: string;
  readonly problem: string;
  readonly remedy: string;
  readonly status: number | undefined;
  readonly details: readonly SfErrorDetail[];

  constructor(init: SfErrorInit) {
    const { code, operation, problem, remedy = '', status, details = [], cause } = init;
    super(
      `${operation}: ${problem}${remedy ? ` ${remedy}` : ''}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.operation = operation;
    this.problem = problem;
    this.remedy = remedy;
    this.status = status;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }

  /** API names of all fields the error concerns, without duplicates. */
  get fields(): readonly string[] {
    return [...new Set(this.details.flatMap((detail) => detail.fields))];
  }
}

/** True for an `SfError` of this or another copy of the kit. */
export function isSfError(value: unknown): value is SfError {
  return typeof value === 'object' && value !== null && brand in value;
}

/** True for the rejection of an aborted request, which is not a failure. */
export function isAbort(value: unknown): boolean {
  return value instanceof DOMException && value.name === 'AbortError';
}

/** The given error if it is an `SfError`, else one that wraps it. */
export function toSfError(value: unknown, operation: string): SfError {
  if (isSfError(value)) return value;
  return new SfError({
    code: 'UNEXPECTED_ANSWER',
    operation,
    problem: 'Something unexpected went wrong.',
    remedy: 'Try again; if it stays, tell the author of this page.',
    cause: value,
  });
}
