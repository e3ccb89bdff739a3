import type { FieldValue, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { outputValue } from '../store/output.ts';
import type { RowDatabase, StoredRow, StoredValue } from '../store/types.ts';
import { formatted } from './format.ts';
import { type Grouping, groupingOf, NO_GROUPS, requireGrouped, requireGroupedCondition } from './grouping.ts';
import { type Expression, expressionOf, isAggregateCall, isDateFunction } from './operand.ts';
import { checkBounds, limitSql, orderSql } from './order.ts';
import { SelectList } from './record-plan.ts';
import { Scope } from './scope.ts';
import { SoqlError } from './soql-error.ts';
import { Statement, type StatementContext } from './statement.ts';
import type { Call, Operand, SelectItem, SoqlQuery } from './syntax.ts';
import type { Viewer } from './viewer.ts';
import { conditionSql, rowFilter } from './where.ts';

const MAXIMUM_GROUPS = 2000;

/** `SELECT COUNT()`: only the number of rows. */
export function isCountOnly({ select }: SoqlQuery): boolean {
  const [only] = select;
  return (
    select.length === 1 && only?.kind === 'call' && only.call.name === 'COUNT' && only.call.args.length === 0
  );
}

export function isAggregateQuery({ select, groupBy }: SoqlQuery): boolean {
  const aggregates = select.some(
    (item) => item.kind === 'call' && (isAggregateCall(item.call) || isDateFunction(item.call.name)),
  );
  return aggregates || groupBy.length > 0;
}

export function countRows(
  context: StatementContext,
  database: RowDatabase,
  describe: SObjectDescribe,
  query: SoqlQuery,
): number {
  checkBounds(query);
  const statement = new Statement(context);
  const scope = new Scope(statement, describe, query);
  const [sorted] = query.orderBy;
  if (sorted) {
    requireGrouped(scope, NO_GROUPS, expressionOf(scope, sorted.by, 'ORDER'), sorted.by, 'ORDER');
  }
  const filter = rowFilter(scope, query);
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${scope.fromSql} WHERE ${filter} ${limitSql(query)})`;
  return Number(statement.run(database, sql)[0]?.n ?? 0);
}

/** A value as REST sends it, or as the viewer sees it formatted. */
function shown(expression: Expression, viewer: Viewer | undefined, stored: StoredValue): FieldValue {
  const field = expression.column && { ...expression.column.field, type: expression.type };
  if (field === undefined) return stored;
  return viewer ? formatted(field, stored, viewer, viewer.currencies?.corporate) : outputValue(field, stored);
}

/** Without its label or format function: what the group is made by. */
function groupedOperand(call: Call): Operand {
  const [argument] = call.args;
  return (call.name === 'TOLABEL' || call.name === 'FORMAT') && argument !== undefined ? argument : call;
}

interface Output {
  key: string;
  read: (row: StoredRow) => FieldValue;
}

function planOutputs(scope: Scope, query: SoqlQuery, grouping: Grouping, list: SelectList): Output[] {
  let unnamed = 0;
  const output = (item: SelectItem): Output => {
    if (item.kind === 'subquery' || item.kind === 'typeof') {
      const problem = 'Grouped query cannot use child relationships in the SELECT list';
      throw new SoqlError('MALFORMED_QUERY', problem);
    }
    const place = { clause: 'SELECT', from: item.at } as const;
    const operand = item.kind === 'field' ? item.path : item.call;
    if (typeof operand === 'object' && operand.name === 'FIELDS') {
      const [first] = scope.describe.fields;
      const problem = `Field must be grouped or aggregated: ${first?.name}`;
      throw scope.source.fail('MALFORMED_QUERY', problem, operand.name, place);
    }
    const plain = item.kind === 'field' ? item.path : groupedOperand(item.call);
    const expression = expressionOf(scope, plain, place);
    requireGrouped(scope, grouping, expression, operand, place);
    const isPlainField = typeof plain === 'string';
    const name = isPlainField ? expression.column?.field.name : undefined;
    const key = item.alias ?? name ?? `expr${unnamed}`;
    if (item.alias === undefined && name === undefined) unnamed += 1;
    const column = list.add(
      item.kind === 'call' && item.call.name === 'TOLABEL'
        ? expressionOf(scope, item.call, place).sql
        : expression.sql,
    );
    const isFormatted = item.kind === 'call' && item.call.name === 'FORMAT';
    const viewer = isFormatted ? scope.statement.context.viewer : undefined;
    return { key, read: (row) => shown(expression, viewer, row[column] ?? null) };
  };
  return query.select.map(output);
}

/** The records of a query with aggregate functions or GROUP BY. */
export function readAggregates(
  context: StatementContext,
  database: RowDatabase,
  describe: SObjectDescribe,
  query: SoqlQuery,
): SObjectRecord[] {
  checkBounds(query);
  const bound = query.limit !== undefined ? 'LIMIT' : query.offset !== undefined ? 'OFFSET' : undefined;
  if (query.groupBy.length === 0 && bound !== undefined) {
    const problem = `Non-grouped query that uses overall aggregate functions cannot also use ${bound}`;
    throw query.source.fail('MALFORMED_QUERY', problem, bound, bound);
  }
  const statement = new Statement(context);
  const scope = new Scope(statement, describe, query);
  const list = new SelectList();
  const grouping = groupingOf(scope, query);
  const outputs = planOutputs(scope, query, grouping, list);
  const keys = new Set(outputs.map(({ key }) => key));
  if (keys.size < outputs.length) {
    const twice = outputs.find(({ key }, index) => outputs.findIndex((other) => other.key === key) < index);
    throw new SoqlError('MALFORMED_QUERY', `duplicate alias: ${twice?.key}`);
  }
  const filter = rowFilter(scope, query);
  if (query.having) requireGroupedCondition(scope, grouping, query.having);
  const having = query.having ? `HAVING ${conditionSql(scope, query.having, 'HAVING')}` : '';
  const order = orderSql(scope, query, grouping.sql, (expression, place) =>
    requireGrouped(scope, grouping, expression, expression.typed, place),
  );
  const groupBy = grouping.sql.length > 0 ? `GROUP BY ${grouping.sql.join(', ')}` : '';
  const parts = [scope.fromSql, `WHERE ${filter}`, groupBy, having, order, limitSql(query)];
  const rows = statement.run(database, `SELECT ${list.sql} FROM ${parts.join(' ')}`);
  if (rows.length > MAXIMUM_GROUPS) {
    const problem =
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
    throw new SoqlError('EXCEEDED_ID_LIMIT', problem);
  }
  return rows.map((row) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(outputs.map(({ key, read }) => [key, read(row)])),
  }));
}
