import { isBrokenText } from '../json-body.ts';
import { fieldSegment } from '../path.ts';
import { loadCsv } from './csv.ts';
import { CsvContent, contentError } from './csv-content.ts';

/**
 * Values by field. `null`, and the text `#N/A`, empties a field; `undefined` and empty text leave it as it is; a date becomes
 * its moment in UTC. A lookup can be filled by the external id of its parent: `{ 'Account.External_Id__c': 'x' }`.
 */
export type IngestRow = Readonly<Record<string, unknown>>;

export interface RowsContent {
  rows: Iterable<IngestRow> | AsyncIterable<IngestRow>;
  /** The fields to send. Default: those of all rows of an array; otherwise those of the first row. */
  fields?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
}

/** Rows, and characters, that are written at once. */
const pieceRows = 1_000;
const pieceLength = 1_000_000;

/** Rows as CSV. Rejects with an `SfError` for a value that CSV has no form for, and for too many rows. */
export async function rowsContent({ rows, fields, signal }: RowsContent, operation: string): Promise<Blob> {
  const csv = await loadCsv();
  const content = new CsvContent(operation);
  let columns = fields ?? (Array.isArray(rows) ? fieldsOf(rows) : undefined);
  let lines: string[][] = [];
  let length = 0;
  let count = 0;
  for await (const row of rows) {
    signal?.throwIfAborted();
    count += 1;
    if (!isRow(row)) {
      throw contentError(operation, `Row ${count} is no object.`, 'Give the values of each row by field.');
    }
    if (!columns) columns = fieldsOf([row]);
    else if (!fields && !Array.isArray(rows)) checkFields(row, columns, count, operation);
    if (count === 1) lines.push(checkColumns(columns, operation));
    const cells = columns.map((field) => cellOf(row, field, count, operation));
    lines.push(cells);
    length += cells.join().length;
    if (lines.length < pieceRows && length < pieceLength) continue;
    content.add(csv.write(lines));
    lines = [];
    length = 0;
  }
  if (lines.length > 0) content.add(csv.write(lines));
  return content.toBlob();
}

/** Fields in the order in which they come; not what the org has added to a record or to a row. */
function fieldsOf(rows: readonly IngestRow[]): string[] {
  const names = new Set<string>();
  for (const row of rows) if (isRow(row)) for (const name of Object.keys(row)) names.add(name);
  return [...names].filter((name) => name !== 'attributes' && !name.startsWith('sf__'));
}

function isRow(row: unknown): row is IngestRow {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}

/** The names of the columns; a lookup to several objects has that of one before a colon, as in `User:Owner.Username`. */
function checkColumns(columns: readonly string[], operation: string): string[] {
  if (columns.length === 0) throw contentError(operation, 'The rows have no fields.', 'Give them some.');
  const names = new Set<string>();
  for (const column of columns) {
    for (const part of column.split(':')) fieldSegment(part, operation);
    names.add(column.toLowerCase());
  }
  if (names.size === columns.length) return [...columns];
  const twice = columns.find((column) => !names.delete(column.toLowerCase())) ?? '';
  throw contentError(operation, `The field “${twice}” comes twice.`, 'Write its name alike in all rows.', [
    twice,
  ]);
}

function checkFields(row: IngestRow, columns: readonly string[], count: number, operation: string): void {
  const other = fieldsOf([row]).find((name) => !columns.includes(name));
  if (other === undefined) return;
  throw contentError(
    operation,
    `Row ${count} has the field “${other}”, which the first row has not.`,
    'Name all fields of the rows in `fields`.',
    [other],
  );
}

function cellOf(row: IngestRow, field: string, count: number, operation: string): string {
  const text = textOf(row[field]);
  if (text !== undefined && !isBrokenText(text)) return text;
  throw contentError(
    operation,
    `The value of “${field}” in row ${count} has no form in CSV.`,
    'Send text of whole characters, finite numbers, true, false, null or a valid Date.',
    [field],
  );
}

function textOf(value: unknown): string | undefined {
  if (value === null) return '#N/A';
  if (value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  return typeof value === 'object' || typeof value === 'symbol' || typeof value === 'function'
    ? undefined
    : String(value);
}
