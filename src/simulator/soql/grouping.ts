import { foldedSql } from '../store/fold.ts';
import { isText } from '../store/tables.ts';
import { type Expression, expressionOf, isDateFunction } from './operand.ts';
import type { Scope } from './scope.ts';
import { clauseOf, type Place } from './source.ts';
import { Subtotals, type SubtotalsName } from './subtotals.ts';
import type { Call, Condition, Operand, SoqlQuery } from './syntax.ts';

/** What the rows of an aggregate query are grouped by. */
export interface Grouping {
  /** One value per group each. */
  expressions: readonly Expression[];
  /** The fields, as SQL, that are grouped by as they are, without subtotals. */
  fields: readonly string[];
  /** What tells the groups apart, in the order in which they come where the query gives none. */
  sql: readonly string[];
}

const MAXIMUM_SUBTOTALS = 3;
/** The grouping of a query without GROUP BY. */
export const NO_GROUPS: Grouping = { expressions: [], fields: [], sql: [] };

function subtotalsCall(operand: Operand): (Call & { name: SubtotalsName }) | undefined {
  const is = typeof operand === 'object' && (operand.name === 'ROLLUP' || operand.name === 'CUBE');
  return is ? (operand as Call & { name: SubtotalsName }) : undefined;
}

function groupExpression(scope: Scope, operand: Operand): Expression {
  if (typeof operand === 'object' && !isDateFunction(operand.name)) {
    const problem = `unexpected token: '${operand.name}'`;
    throw scope.source.fail('MALFORMED_QUERY', problem, operand.name, 'GROUP');
  }
  const expression = expressionOf(scope, operand, 'GROUP');
  const field = expression.column?.field;
  if (typeof operand === 'string' && field?.groupable === false) {
    const problem = `field '${field.name}' can not be grouped in a query call`;
    throw scope.source.fail('MALFORMED_QUERY', problem, expression.typed, 'GROUP');
  }
  return expression;
}

/** `ROLLUP(…)` and `CUBE(…)` stand alone in their clause and take up to three fields. */
function subtotalsGrouping(scope: Scope, query: SoqlQuery, call: Call & { name: SubtotalsName }): Grouping {
  if (query.groupBy.length > 1) {
    const isFirst = query.groupBy[0] === call;
    const word = isFirst ? ',' : call.name;
    throw scope.source.fail('MALFORMED_QUERY', `unexpected token: '${word}'`, word, 'GROUP');
  }
  if (call.args.length > MAXIMUM_SUBTOTALS) {
    const problem = `GROUP BY ${call.name} takes at most ${MAXIMUM_SUBTOTALS} fields`;
    throw scope.source.fail('MALFORMED_QUERY', problem, call.name, 'GROUP');
  }
  const fields = call.args.map((field) => groupExpression(scope, field));
  const subtotals = new Subtotals(call.name, fields);
  scope.rollUp(subtotals);
  const expressions = fields.map((field) => subtotals.value(field));
  const sql = fields.flatMap((field, index) => {
    const expression = expressions[index];
    return [subtotals.rolledUp(field.sql) ?? '', expression ? groupSql(expression) : ''];
  });
  return { expressions, fields: [], sql };
}

/** Compiles GROUP BY. */
export function groupingOf(scope: Scope, query: SoqlQuery): Grouping {
  const call = query.groupBy.map(subtotalsCall).find((found) => found !== undefined);
  if (call) return subtotalsGrouping(scope, query, call);
  const expressions = query.groupBy.map((operand) => groupExpression(scope, operand));
  const twice = expressions.findIndex(
    ({ sql }, index) => expressions.findIndex((e) => e.sql === sql) < index,
  );
  if (twice !== -1) {
    const problem = `duplicate grouping expression: ${operandName(query.groupBy[twice] ?? '')}`;
    throw scope.source.fail('MALFORMED_QUERY', problem, expressions[twice]?.typed ?? '', 'GROUP');
  }
  const fields = expressions.filter(({ sql, column }) => sql === column?.sql);
  return { expressions, fields: fields.map(({ sql }) => sql), sql: expressions.map(groupSql) };
}

/** What differs in capitals alone is one group. */
function groupSql({ sql, type }: Expression): string {
  return isText(type) ? foldedSql(sql) : sql;
}

function operandName(operand: Operand): string {
  if (typeof operand === 'string') return operand;
  return `${operand.name}(${operand.args.map(operandName).join(', ')})`;
}

/** Throws unless the expression has one value per group, and is not over what the groups are made by. */
export function requireGrouped(
  scope: Scope,
  { expressions, fields }: Grouping,
  expression: Expression,
  operand: Operand,
  place: Place,
): void {
  if (expression.aggregate && fields.includes(expression.column?.sql ?? '')) {
    const problem = `Grouped field should not be aggregated: ${expression.typed}`;
    throw scope.source.fail('MALFORMED_QUERY', problem, expression.typed, place);
  }
  if (expression.aggregate || expressions.some((group) => group.sql === expression.sql)) return;
  const subject = clauseOf(place) === 'ORDER' ? 'Ordered field' : 'Field';
  const problem = `${subject} must be grouped or aggregated: ${operandName(operand)}`;
  throw scope.source.fail('MALFORMED_QUERY', problem, expression.typed, place);
}

/** Throws unless everything a HAVING condition compares has one value per group. */
export function requireGroupedCondition(scope: Scope, grouping: Grouping, condition: Condition): void {
  if (condition.kind !== 'comparison') {
    const items = condition.kind === 'not' ? [condition.item] : condition.items;
    for (const item of items) requireGroupedCondition(scope, grouping, item);
    return;
  }
  const place = { clause: 'HAVING', from: condition.at } as const;
  const expression = expressionOf(scope, condition.left, place);
  requireGrouped(scope, grouping, expression, condition.left, place);
}
