import type { Connection } from '../../connection/connection.ts';
import { selectedIn } from './derive-columns.ts';
import { type DescribedPaths, type DescribeObject, describePaths } from './describe-paths.ts';
import { type LoadedRows, loadRows } from './query-pages.ts';
import type { Select, SelectColumn } from './read-select.ts';

/** A query's first rows, what the org says of its columns, and whose they are. */
export interface TableData {
  readonly connection: Connection;
  /** Undefined where the page brings its own token. */
  readonly userId: string | undefined;
  readonly soql: string;
  readonly rows: LoadedRows;
  readonly selected: readonly SelectColumn[];
  readonly described: DescribedPaths;
  /** API name of the object the rows are of. */
  readonly objectApiName: string;
}

/** Asks for rows and metadata side by side. Rejects only where the query fails. */
export async function loadTable(
  connection: Connection,
  { soql, select, atLeast, signal }: { soql: string; select: Select; atLeast: number; signal: AbortSignal },
): Promise<TableData> {
  const describe = describeBy(connection, signal);
  const early = describePaths(describe, select.objectApiName, sourcesOf(select.columns ?? []));
  const rows = await loadRows(connection.client, soql, { atLeast, signal });
  const [first] = rows.records;
  const named = select.objectApiName ?? first?.attributes?.type ?? '';
  const selected = select.columns ?? selectedIn(first);
  const isComplete = select.columns !== undefined;
  const described = await (isComplete ? early : describePaths(describe, named, sourcesOf(selected)));
  const { userId } = connection.state;
  const objectApiName = described.objectApiName ?? named;
  return { connection, userId, soql, rows, selected, described, objectApiName };
}

/** What the org says of a table's columns now. */
export function describeTable({ connection, objectApiName, selected }: TableData): Promise<DescribedPaths> {
  return describePaths(describeBy(connection), objectApiName, sourcesOf(selected));
}

/** False for what belongs to another query, connection or user, or to nobody any more. */
export function isCurrent(data: TableData, connection: Connection | undefined, soql: string): boolean {
  if (data.connection !== connection || data.soql !== soql) return false;
  const { status, userId } = connection.state;
  return status !== 'disconnected' && (!userId || !data.userId || userId === data.userId);
}

function describeBy(connection: Connection, signal?: AbortSignal): DescribeObject {
  return (objectApiName) => connection.describe(objectApiName, signal && { signal });
}

function sourcesOf(columns: readonly SelectColumn[]): (readonly string[])[] {
  return columns.map(({ source }) => source);
}
