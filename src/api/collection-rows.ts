import { SfError } from '../errors/sf-error.ts';
import { plainValues, valueIn } from './field-values.ts';
import { idSegment, objectSegment } from './path.ts';
import type { SObjectRecord } from './types.ts';

/** A record of a collection: as it was given, and as it is sent. */
export interface CollectionRow<Given> {
  readonly given: Given;
  readonly objectApiName: string;
  /** Absent where it is about to be created, or found by an external id. */
  readonly id?: string;
  readonly values: SObjectRecord;
}

/** Source: REST API Developer Guide, "sObject Collections". */
const mostRows = 200;
const mostChunks = 10;
const bulkOffered = 2_000;
const bulkRequired = 50_000;

/** What is to be created, or found by an external id. Throws an `SfError` that names the row at fault. */
export function newRow(
  given: SObjectRecord,
  objectApiName: string | undefined,
  operation: string,
): CollectionRow<SObjectRecord> {
  const { attributes, ...fields } = given;
  const type = objectSegment(attributes?.type ?? objectApiName ?? '', operation);
  return { given, objectApiName: type, values: plainValues(fields, operation) };
}

/** What has an id already. Throws an `SfError` that names the row at fault. */
export function savedRow<Given extends SObjectRecord | string>(
  given: Given,
  objectApiName: string | undefined,
  operation: string,
): CollectionRow<Given> {
  const record: SObjectRecord = typeof given === 'string' ? { Id: given } : given;
  const row = newRow(record, objectApiName, operation);
  const id = idSegment(String(valueIn(record, 'Id') ?? ''), operation);
  const fields = Object.entries(row.values).filter(([name]) => name.toLowerCase() !== 'id');
  return { ...row, given, id, values: Object.fromEntries(fields) };
}

/** A row as the body of a request has it. */
export function rowBody({ objectApiName, id, values }: CollectionRow<unknown>): SObjectRecord {
  return { attributes: { type: objectApiName }, ...(id && { Id: id }), ...values };
}

/** The rows by calls: 200 to each, within which the object changes nine times at most. */
export function callsOf<Row extends CollectionRow<unknown>>(rows: readonly Row[]): Row[][] {
  const calls: Row[][] = [];
  let chunks = 0;
  for (const [index, row] of rows.entries()) {
    if (row.objectApiName !== rows[index - 1]?.objectApiName) chunks += 1;
    const call = calls.at(-1);
    if (call && call.length < mostRows && chunks <= mostChunks) {
      call.push(row);
      continue;
    }
    calls.push([row]);
    chunks = 1;
  }
  return calls;
}

/** Throws an `SfError` for more rows than this is the way to save. */
export function checkRowCount(count: number, operation: string, evenIfMany: boolean): void {
  const isRequired = count > bulkRequired;
  if (!isRequired && (evenIfMany || count <= bulkOffered)) return;
  const most = (isRequired ? bulkRequired : bulkOffered).toLocaleString('en');
  throw new SfError({
    code: isRequired ? 'BULK_REQUIRED' : 'BULK_OFFERED',
    operation,
    problem: `These are more than ${most} records, which Bulk API 2.0 saves in far fewer requests.`,
    remedy: isRequired ? 'Use startIngest.' : 'Use startIngest, or say evenIfMany to save them like this.',
  });
}
