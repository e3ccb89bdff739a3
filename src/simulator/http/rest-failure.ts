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
