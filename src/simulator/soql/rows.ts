import type { QueryResult, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import type { RowDatabase, StoredRow, StoredRows } from '../store/types.ts';
import { checkBounds, orderSql } from './order.ts';
import { SelectList } from './record-plan.ts';
import { childObject, Scope } from './scope.ts';
import { planSelect, tablePlan } from './select.ts';
import { Statement, type StatementContext } from './statement.ts';
import type { SoqlQuery } from './syntax.ts';
import { rowFilter } from './where.ts';

/** How many parents' children one statement reads. */
const PARENTS_PER_STATEMENT = 1000;

/** Restricts a subquery to the children of some records. */
interface ChildrenOf {
  /** API name of the field that points to the parent. */
  reference: string;
  parentIds: readonly string[];
}

interface FoundRows {
  rows: StoredRows;
  /** The record that a row holds, its children included. */
  toRecord(row: StoredRow): SObjectRecord;
  /** The id of the record that it is a child of. */
  parentIdOf(row: StoredRow): string;
}

type Children = Map<string, QueryResult>;

interface PendingSubquery {
  query: SoqlQuery;
  results: Children;
}

/** The rows of a query that does not aggregate, and what they mean. */
export function readRows(
  context: StatementContext,
  database: RowDatabase,
  describe: SObjectDescribe,
  query: SoqlQuery,
  childrenOf?: ChildrenOf,
): FoundRows {
  checkBounds(query);
  const statement = new Statement(context);
  const scope = new Scope(statement, describe, query);
  const list = new SelectList();
  const plan = tablePlan(list, describe, scope.alias);
  const idKey = list.add(scope.sql('Id'));
  const pending: PendingSubquery[] = [];
  planSelect({ scope, list, plan }, query, (subquery, owner) => {
    const results: Children = new Map();
    const child = childObject(statement, describe, subquery.from, subquery.source);
    owner.add(child.relationshipName, (row) => results.get(String(row[idKey])) ?? null);
    pending.push({ query: subquery, results });
  });
  const filters = [rowFilter(scope, query)];
  let parentKey = idKey;
  if (childrenOf) {
    const reference = scope.sql(childrenOf.reference);
    parentKey = list.add(reference);
    filters.push(`${reference} IN (${childrenOf.parentIds.map((id) => statement.bind(id)).join(', ')})`);
  }
  const parameters = statement.params.length;
  const order = orderSql(scope, query, [scope.sql('Id')], (expression, place) => {
    if (!expression.aggregate) return;
    const problem = 'aggregate functions can only sort a grouped query';
    throw query.source.fail('MALFORMED_QUERY', problem, expression.typed, place);
  });
  const sql = `SELECT ${list.sql} FROM ${scope.fromSql} WHERE ${filters.join(' AND ')}`;
  // The bounds of a subquery hold for each parent, so they cannot be the statement's.
  const bounds = childrenOf ? {} : { limit: query.limit, offset: query.offset };
  const rows = statement.read(database, { sql, parameters, order, key: idKey, ...bounds });
  // Children are those of the moment, so they are read for all rows at once.
  const ids = pending.length > 0 ? rows.slice(0).map((row) => String(row[idKey])) : [];
  for (const { query: subquery, results } of pending) {
    readChildren(context, database, describe, subquery, ids, results);
  }
  return {
    rows,
    toRecord: (row) => plan.read(row) as SObjectRecord,
    parentIdOf: (row) => String(row[parentKey]),
  };
}

/** Fills `results` with the children of each parent; parents without any are left out. */
function readChildren(
  context: StatementContext,
  database: RowDatabase,
  parent: SObjectDescribe,
  query: SoqlQuery,
  parentIds: readonly string[],
  results: Children,
): void {
  const { describe, reference } = childObject(new Statement(context), parent, query.from, query.source);
  const groups = new Map<string, SObjectRecord[]>();
  // Without parents it still runs once: a query that is wrong is wrong, whatever there is to find.
  for (let start = 0; start === 0 || start < parentIds.length; start += PARENTS_PER_STATEMENT) {
    const chunk = parentIds.slice(start, start + PARENTS_PER_STATEMENT);
    const childrenOf = { reference, parentIds: chunk };
    const { rows, toRecord, parentIdOf } = readRows(context, database, describe, query, childrenOf);
    for (const row of rows.slice(0)) {
      const parentId = parentIdOf(row);
      const group = groups.get(parentId) ?? [];
      group.push(toRecord(row));
      groups.set(parentId, group);
    }
  }
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = query;
  for (const [parentId, group] of groups) {
    const records = group.slice(offset, offset + limit);
    if (records.length > 0) results.set(parentId, { totalSize: records.length, done: true, records });
  }
}
