import type { SObjectRecord } from '../../api/types.ts';
import type { RowDatabase, Schema } from '../store/types.ts';
import { countRows, isAggregateQuery, isCountOnly, readAggregates } from './aggregate.ts';
import { parseSoql } from './parse.ts';
import { readRecords } from './rows.ts';
import { queriedObject } from './scope.ts';
import { Statement, type StatementContext } from './statement.ts';

export interface SoqlContext {
  schema: Schema;
  database: RowDatabase;
  /** What `TODAY` and its like count from, in UTC. */
  now: Date;
  /** Whose records `USING SCOPE mine` finds. */
  userId: string;
  /** Deleted records too, as `ALL ROWS` in the query says. */
  allRows?: boolean;
}

export interface SoqlResult {
  /** All rows of the answer; for `COUNT()` the count, with no records. */
  totalSize: number;
  records: SObjectRecord[];
}

/**
 * Runs a query and answers all its records, as REST sends them; paging is the caller's.
 * Throws `SoqlError` for a query that the org refuses.
 */
export function runSoql(
  soql: string,
  { database, allRows: alsoDeleted = false, ...rest }: SoqlContext,
): SoqlResult {
  const { query, allRows } = parseSoql(soql);
  const context: StatementContext = { ...rest, allRows: allRows || alsoDeleted };
  const describe = queriedObject(new Statement(context), query.from, query.source);
  if (isCountOnly(query) && query.groupBy.length === 0) {
    return { totalSize: countRows(context, database, describe, query), records: [] };
  }
  const records = isAggregateQuery(query)
    ? readAggregates(context, database, describe, query)
    : readRecords(context, database, describe, query).map(({ record }) => record);
  return { totalSize: records.length, records };
}
