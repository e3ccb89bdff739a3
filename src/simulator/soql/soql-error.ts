/** How much of a long query line an error shows before and after the place it points at. */
const SHOWN_BEFORE = 31;
const SHOWN_AFTER = 42;

/** Where in a query something is wrong, and what. */
export interface Misplaced {
  readonly at: number;
  readonly problem: string;
}

/** A query the org refuses: what a REST answer says in `errorCode` and `message`. */
export class SoqlError extends Error {
  override readonly name = 'SoqlError';
  readonly errorCode: string;
  /** What the message was made of, where it points into the query. */
  readonly misplaced: Misplaced | undefined;

  constructor(errorCode: string, message: string, misplaced?: Misplaced) {
    super(message);
    this.errorCode = errorCode;
    this.misplaced = misplaced;
  }
}

/** The refusal of a query that is too long, too deep or asks for too much at once. */
export function tooComplicated(): SoqlError {
  const problem = 'Query is either selecting too many fields or the filter conditions are too complicated.';
  return new SoqlError('QUERY_TOO_COMPLICATED', problem);
}

/** The refusal of a variable, which only Apex could put a value for. */
export function noBindVariable(text: string, at: number): SoqlError {
  return errorAt(text, at, 'MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
}

/** The first and last word boundary of `line` that keep the excerpt around `column` short. */
function excerptBounds(line: string, column: number): [from: number, to: number] {
  let from = Math.max(0, column - SHOWN_BEFORE);
  while (from > 0 && from < column && !/[\s,(]/.test(line[from - 1] ?? '')) from += 1;
  while (from > 0 && from < column && /\s/.test(line[from] ?? '')) from += 1;
  let to = Math.min(line.length, column + SHOWN_AFTER);
  const end = to;
  while (to < line.length && to > column + 1 && !/[\s,)]/.test(line[to] ?? '')) to -= 1;
  return [from, to > column + 1 ? to : end];
}

/**
 * An error that points into the query as Salesforce words it: a new line, the part of the query around the place,
 * a caret under it, row and column counted from one, and the problem.
 */
export function errorAt(text: string, at: number, errorCode: string, problem: string): SoqlError {
  const before = text.slice(0, at);
  const row = before.split('\n').length;
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', lineStart);
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const column = at - lineStart;
  const [from, to] = excerptBounds(line, column);
  const caret = `${' '.repeat(column - from)}^`;
  const place = `ERROR at Row:${row}:Column:${column + 1}`;
  const message = `\n${line.slice(from, to)}\n${caret}\n${place}\n${problem}`;
  return new SoqlError(errorCode, message, { at, problem });
}
