import { SfError } from './sf-error.ts';

/** The same failure, told of another operation that it stopped too. */
export function forOperation(error: SfError, operation: string): SfError {
  const { code, problem, remedy, status, details, cause } = error;
  return new SfError({ code, operation, problem, remedy, details, cause, ...(status && { status }) });
}
