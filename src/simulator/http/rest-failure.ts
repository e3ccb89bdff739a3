import type { RestError } from '../../api/types.ts';

/** A refusal on its way to the client: an HTTP status and the error body of the REST API. */
export class RestFailure extends Error {
  readonly status: number;
  readonly errors: readonly RestError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, errors: readonly RestError[], headers: Readonly<Record<string, string>> = {}) {
    super(errors.map((error) => error.message).join(' '));
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function failure(status: number, errorCode: string, message: string, fields?: string[]): RestFailure {
  return new RestFailure(status, [{ message, errorCode, ...(fields ? { fields } : {}) }]);
}

export const notFound = (): RestFailure => failure(404, 'NOT_FOUND', 'The requested resource does not exist');

/** No calls are left of the day's. */
export const limitExceeded = (): RestFailure =>
  failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

function token(value: unknown): string {
  if (value === null) return 'VALUE_NULL value null';
  if (Array.isArray(value)) return 'START_ARRAY value [';
  if (typeof value === 'object') return 'START_OBJECT value {';
  if (typeof value === 'number') {
    return `${Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT'} value ${value}`;
  }
  if (typeof value === 'boolean') return `VALUE_${String(value).toUpperCase()} value ${value}`;
  return `VALUE_STRING value ${value}`;
}

/** The org's words for a JSON value of the wrong kind. `column` counts characters of the body from 1. */
export function unreadable(type: string, value: unknown, column = 1): RestFailure {
  const message = `Cannot deserialize instance of ${type} from ${token(value)} or request may be missing a required field at [line:1, column:${column}]`;
  return failure(400, 'JSON_PARSER_ERROR', message);
}
