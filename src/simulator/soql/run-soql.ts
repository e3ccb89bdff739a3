import type { RowDatabase, Schema } from '../store/types.ts';
import { countRows, isAggregateQuery, isCountOnly, readAggregates } from './aggregate.ts';
import { parseSoql } from './parse.ts';
import { checkQuery } from './query-rules.ts';
import { readRows } from './rows.ts';
import { queriedObject } from './scope.ts';
import { type SoqlResult, soqlResult } from './soql-result.ts';
import { Statement, type StatementContext } from './statement.ts';
import type { SoqlQuery } from './syntax.ts';
import { viewerOf } from './viewer.ts';

export interface SoqlContext {
  schema: Schema;
  database: RowDatabase;
  /** What `TODAY` and its like count from. */
  now: Date;
  /** Who asks: whose time zone and locale count, and whose records `USING SCOPE mine` finds. */
  userId: string;
  /** Deleted records too. */
  allRows?: boolean;
}

/**
 * Runs a query and answers all its records, as REST sends them; paging is the caller's.
 * Throws `SoqlError` for a query that the org refuses.
 */
export function runSoql(soql: string, context: SoqlContext): SoqlResult {
  return runQuery(parseSoql(soql), context);
}

/** As `runSoql`, for a query that has been read. */
export function runQuery(query: SoqlQuery, { database, allRows = false, ...rest }: SoqlContext): SoqlResult {
  checkQuery(query);
  const context: StatementContext = {
    ...rest,
    allRows,
    viewer: viewerOf(database, rest.schema, rest.userId),
  };
  const describe = queriedObject(new Statement(context), query.from, query.source);
  if (isCountOnly(query) && query.groupBy.length === 0) {
    const totalSize = countRows(context, database, describe, query);
    return soqlResult([], (record) => record, { totalSize });
  }
  if (isAggregateQuery(query)) {
    return soqlResult(readAggregates(context, database, describe, query), (record) => record);
  }
  const { rows, toRecord } = readRows(context, database, describe, query);
  return soqlResult(rows, toRecord, { seen: query.seen });
}
