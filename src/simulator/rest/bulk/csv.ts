import { BatchError } from './batch-error.ts';

export interface CsvFormat {
  /** One character. */
  readonly delimiter: string;
  readonly lineEnding: '\n' | '\r\n';
}

const quotedField = /"[^"]*(?:""[^"]*)*"/y;

function endOfField(text: string, at: number, delimiter: string): number {
  if (text[at] === '"') {
    quotedField.lastIndex = at;
    if (!quotedField.test(text)) throw new BatchError('ClientInputError : A quoted value has no end');
    return quotedField.lastIndex;
  }
  let end = at;
  while (end < text.length && text[end] !== delimiter && !'"\r\n'.includes(text.charAt(end))) end += 1;
  return end;
}

function misplaced(character: string, { lineEnding }: CsvFormat): BatchError {
  if (character !== '\r' && character !== '\n') {
    return new BatchError(
      'ClientInputError : A quote stands neither at the beginning nor at the end of a value',
    );
  }
  const setting = lineEnding === '\n' ? 'LF' : 'CRLF';
  return new BatchError(
    `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${setting}`,
  );
}

/**
 * The rows of a CSV text, read strictly (RFC 4180): quotes only around a whole value and doubled within, the one
 * line ending, as many values in every row as in the first.
 * @throws BatchError
 */
export function readCsv(text: string, format: CsvFormat): string[][] {
  const { delimiter, lineEnding } = format;
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  let open = text !== '';
  while (open) {
    const end = endOfField(text, at, delimiter);
    row.push(text[at] === '"' ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end));
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (at < text.length && !text.startsWith(lineEnding, at)) throw misplaced(text.charAt(at), format);
    at += lineEnding.length;
    open = at < text.length;
  }
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex(({ length }) => length !== width);
  if (odd === -1) return rows;
  throw new BatchError(`ClientInputError : Row ${odd} has ${rows[odd]?.length} values, the header ${width}`);
}

/** A CSV text with every value in quotes and a line ending behind every row. */
export function writeCsv(rows: readonly (readonly string[])[], { delimiter, lineEnding }: CsvFormat): string {
  const written = (value: string) => `"${value.replaceAll('"', '""')}"`;
  return rows.map((row) => row.map(written).join(delimiter) + lineEnding).join('');
}
