import { failure } from '../../http/rest-failure.ts';
import type { ParsedBody } from '../request.ts';
import type { CsvFormat } from './csv.ts';

const delimiters = {
  COMMA: ',',
  BACKQUOTE: '`',
  CARET: '^',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;

const lineEndings = { LF: '\n', CRLF: '\r\n' } as const;

/** How a job's CSV is written, in the words of the API. */
export interface JobFormat {
  readonly contentType: 'CSV';
  readonly lineEnding: keyof typeof lineEndings;
  readonly columnDelimiter: keyof typeof delimiters;
}

/** One of several words in a request's body, the first where there is none. @throws RestFailure */
function choiceOf<T extends string>({ values, text }: ParsedBody, name: string, choices: T[]): T {
  const value = values[name] ?? choices[0];
  const known = choices.find((choice) => choice === value);
  if (known !== undefined) return known;
  const column = text.indexOf(`"${name}"`) + name.length + 4;
  throw failure(400, 'API_ERROR', `Value does not match expected type at [line:1, column:${column}]`);
}

/** What a job does, which its maker must say. @throws RestFailure */
export function operationOf<T extends string>(body: ParsedBody, operations: T[]): T {
  if (body.values.operation) return choiceOf(body, 'operation', operations);
  throw failure(400, 'API_ERROR', 'Operation can not be null or empty');
}

/** @throws RestFailure */
export function jobFormat(body: ParsedBody): JobFormat {
  return {
    contentType: choiceOf(body, 'contentType', ['CSV']),
    lineEnding: choiceOf(body, 'lineEnding', ['LF', 'CRLF']),
    columnDelimiter: choiceOf(
      body,
      'columnDelimiter',
      Object.keys(delimiters) as (keyof typeof delimiters)[],
    ),
  };
}

export function csvFormat({ lineEnding, columnDelimiter }: JobFormat): CsvFormat {
  return { lineEnding: lineEndings[lineEnding], delimiter: delimiters[columnDelimiter] };
}
