import { errorAt, SoqlError } from '../soql/soql-error.ts';

export function malformed(message: string): SoqlError {
  return new SoqlError('MALFORMED_SEARCH', message);
}

/** In searches the org counts columns from 0, and its caret stands accordingly. */
export function malformedAt(text: string, at: number, problem: string): SoqlError {
  return errorAt(text, Math.max(0, at - 1), 'MALFORMED_SEARCH', problem);
}

export function tooShort(term: string): SoqlError {
  return malformed(`search term must be longer than one character: ${term}`);
}
