import type { FieldType, FieldValue, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { outputValue } from '../store/output.ts';
import type { RowDatabase, StoredRow, StoredValue } from '../store/types.ts';
import { formatted } from './format.ts';
import { type Expression, expressionOf, isAggregateCall, isDateFunction } from './operand.ts';
import { checkBounds, limitSql, orderSql } from './order.ts';
import { SelectList } from './record-plan.ts';
import { Scope } from './scope.ts';
import { SoqlError } from './soql-error.ts';
import type { Clause } from './source.ts';
import { Statement, type StatementContext } from './statement.ts';
import type { Call, Condition, Operand, SelectItem, SoqlQuery } from './syntax.ts';
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
  const scope = new Scope(statement, describe, query.source, query.alias);
  const filter = rowFilter(scope, query);
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${scope.fromSql} WHERE ${filter} ${limitSql(query)})`;
  return Number(statement.run(database, sql)[0]?.n ?? 0);
}

function operandName(operand: Operand): string {
  if (typeof operand === 'string') return operand;
  return `${operand.name}(${operand.args.map(operandName).join(', ')})`;
}

function groupExpressions(scope: Scope, query: SoqlQuery): Expression[] {
  return query.groupBy.map((operand) => {
    if (typeof operand === 'object' && (operand.name === 'ROLLUP' || operand.name === 'CUBE')) {
      const problem = `the simulated org does not support GROUP BY ${operand.name}`;
      throw scope.source.fail('MALFORMED_QUERY', problem, operand.name, 'GROUP');
    }
    const expression = expressionOf(scope, operand, 'GROUP');
    const field = expression.column?.field;
    if (typeof operand === 'string' && field?.groupable === false) {
      const problem = `field '${field.name}' can not be grouped in a query call`;
      throw scope.source.fail('MALFORMED_QUERY', problem, expression.typed, 'GROUP');
    }
    return expression;
  });
}

/** Throws unless the expression has one value per group. */
function requireGrouped(
  scope: Scope,
  groups: readonly Expression[],
  expression: Expression,
  operand: Operand,
  clause: Clause,
): void {
  if (expression.aggregate || groups.some((group) => group.sql === expression.sql)) return;
  const subject = clause === 'ORDER' ? 'Ordered field' : 'Field';
  const problem = `${subject} must be grouped or aggregated: ${operandName(operand)}`;
  throw scope.source.fail('MALFORMED_QUERY', problem, expression.typed, clause);
}

function shown(expression: Expression, type: FieldType, format: boolean, stored: StoredValue): FieldValue {
  const field = expression.column && { ...expression.column.field, type };
  if (field === undefined) return stored;
  return format ? formatted(field, stored) : outputValue(field, stored);
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

function planOutputs(
  scope: Scope,
  query: SoqlQuery,
  groups: readonly Expression[],
  list: SelectList,
): Output[] {
  let unnamed = 0;
  const output = (item: SelectItem): Output => {
    if (item.kind === 'subquery' || item.kind === 'typeof') {
      const problem = 'Grouped query cannot use child relationships in the SELECT list';
      throw new SoqlError('MALFORMED_QUERY', problem);
    }
    const operand = item.kind === 'field' ? item.path : item.call;
    const plain = item.kind === 'field' ? item.path : groupedOperand(item.call);
    const expression = expressionOf(scope, plain, 'SELECT');
    requireGrouped(scope, groups, expression, operand, 'SELECT');
    const isPlainField = typeof plain === 'string';
    const name = isPlainField ? expression.column?.field.name : undefined;
    const key = item.alias ?? name ?? `expr${unnamed}`;
    if (item.alias === undefined && name === undefined) unnamed += 1;
    const column = list.add(
      item.kind === 'call' && item.call.name === 'TOLABEL'
        ? expressionOf(scope, item.call, 'SELECT').sql
        : expression.sql,
    );
    const format = item.kind === 'call' && item.call.name === 'FORMAT';
    return { key, read: (row) => shown(expression, expression.type, format, row[column] ?? null) };
  };
  return query.select.map(output);
}

function requireGroupedCondition(scope: Scope, groups: readonly Expression[], condition: Condition): void {
  if (condition.kind !== 'comparison') {
    const items = condition.kind === 'not' ? [condition.item] : condition.items;
    for (const item of items) requireGroupedCondition(scope, groups, item);
    return;
  }
  const expression = expressionOf(scope, condition.left, 'HAVING');
  requireGrouped(scope, groups, expression, condition.left, 'HAVING');
}

/** The records of a query with aggregate functions or GROUP BY. */
export function readAggregates(
  context: StatementContext,
  database: RowDatabase,
  describe: SObjectDescribe,
  query: SoqlQuery,
): SObjectRecord[] {
  checkBounds(query);
  const statement = new Statement(context);
  const scope = new Scope(statement, describe, query.source, query.alias);
  const list = new SelectList();
  const groups = groupExpressions(scope, query);
  const outputs = planOutputs(scope, query, groups, list);
  const keys = new Set(outputs.map(({ key }) => key));
  if (keys.size < outputs.length) {
    const twice = outputs.find(({ key }, index) => outputs.findIndex((other) => other.key === key) < index);
    throw new SoqlError('MALFORMED_QUERY', `duplicate alias: ${twice?.key}`);
  }
  const filter = rowFilter(scope, query);
  if (query.having) requireGroupedCondition(scope, groups, query.having);
  const having = query.having ? `HAVING ${conditionSql(scope, query.having, 'HAVING')}` : '';
  const groupSql = groups.map(({ sql }) => sql);
  const order = orderSql(scope, query, groupSql, (expression) =>
    requireGrouped(scope, groups, expression, expression.typed, 'ORDER'),
  );
  const groupBy = groups.length > 0 ? `GROUP BY ${groupSql.join(', ')}` : '';
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
