import { loadPart } from '../load-part.ts';
import type { BulkRow, ColumnDelimiter } from './bulk-types.ts';

export interface Csv {
  /** Lines of values, each ended by LF. Text stays as it is, what looks like a formula too. */
  write(lines: readonly (readonly string[])[]): string;
  /** Rows by the names in the first line. */
  read(text: string, delimiter: ColumnDelimiter): BulkRow[];
}

const delimiters: Readonly<Record<ColumnDelimiter, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};

/** Loads papaparse with the first call. */
export async function loadCsv(): Promise<Csv> {
  const { default: papaparse } = await loadPart('Load the CSV parser', () => import('papaparse'));
  return {
    write(lines) {
      // A line with nothing in it would be no row.
      const quotes = lines[0]?.length === 1;
      return `${papaparse.unparse(lines as string[][], { newline: '\n', quotes })}\n`;
    },
    read(text, delimiter) {
      const whole = text.replace(/\r?\n$/, '');
      return papaparse.parse<BulkRow>(whole, { header: true, delimiter: delimiters[delimiter] }).data;
    },
  };
}
