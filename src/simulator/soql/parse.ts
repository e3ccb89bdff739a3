import { parseText } from './parser.ts';
import { allRowsAt } from './parser-text.ts';
import { readQuery } from './read-query.ts';
import { errorAt, SoqlError } from './soql-error.ts';
import { Source } from './source.ts';
import type { SoqlQuery } from './syntax.ts';

const MAXIMUM_LENGTH = 100_000;

/** Reads a query; what cannot be read is a `SoqlError` with code MALFORMED_QUERY. */
export function parseSoql(text: string): SoqlQuery {
  if (text.length > MAXIMUM_LENGTH) {
    const problem = `SOQL statements can not be longer than ${MAXIMUM_LENGTH} characters.`;
    throw new SoqlError('MALFORMED_QUERY', problem);
  }
  const source = Source.of(text);
  const allRows = source.tokens[allRowsAt(source.tokens)];
  // Only Apex takes it; REST has `/queryAll` instead.
  if (allRows) {
    throw errorAt(text, allRows.at, 'MALFORMED_QUERY', 'ALL ROWS not allowed in this context');
  }
  return readQuery(parseText(text), source);
}
