import type { FieldDescribe, FieldType, SObjectDescribe } from '../../api/types.ts';
import { folded, foldedSql, isPlain } from '../store/fold.ts';
import { isCompound } from '../store/output.ts';
import { isText } from '../store/tables.ts';
import { inOneCurrency } from './amounts.ts';
import { type Expectation, type LiteralValue, likePattern, literalValue } from './literals.ts';
import { type Expression, expressionOf } from './operand.ts';
import { queriedObject, Scope } from './scope.ts';
import type { Clause, Place } from './source.ts';
import { joinTerms } from './statement.ts';
import type { Comparison, Condition, Literal, Operand, SoqlQuery } from './syntax.ts';
import { scopeFilter } from './using-scope.ts';

const NO_PATTERN: ReadonlySet<FieldType> = new Set([
  'boolean',
  'currency',
  'date',
  'datetime',
  'double',
  'id',
  'int',
  'long',
  'multipicklist',
  'percent',
  'reference',
  'time',
]);

/** Compares with a stored value. A comparison with no value never holds, except that `!=` holds for no value. */
function compareValue(scope: Scope, sql: string, operator: string, value: string | number | null): string {
  if (operator === '=') return value === null ? `${sql} IS NULL` : `${sql} = ${scope.statement.bind(value)}`;
  if (operator === '!=') {
    return value === null ? `${sql} IS NOT NULL` : `${sql} IS NOT ${scope.statement.bind(value)}`;
  }
  // The left side stays, since it may name values that are bound already.
  return `${sql} ${operator} ${scope.statement.bind(value)}`;
}

/** Compares with the days of a date literal: `>` means after the last of them, `>=` from the first on. */
function compareDays(scope: Scope, { sql, type }: Expression, operator: string, from: string, to: string) {
  const { zone } = scope.statement.context.viewer;
  const bound = (day: string) => scope.statement.bind(type === 'datetime' ? zone.startOf(day) : day);
  switch (operator) {
    case '=':
      return `(${sql} >= ${bound(from)} AND ${sql} < ${bound(to)})`;
    case '!=':
      return `(${sql} IS NULL OR ${sql} < ${bound(from)} OR ${sql} >= ${bound(to)})`;
    case '<':
      return `${sql} < ${bound(from)}`;
    case '<=':
      return `${sql} < ${bound(to)}`;
    case '>':
      return `${sql} >= ${bound(to)}`;
    default:
      return `${sql} >= ${bound(from)}`;
  }
}

function compare(scope: Scope, left: Expression, operator: string, right: LiteralValue): string {
  if (right.kind === 'value') return compareValue(scope, left.sql, operator, right.value);
  return compareDays(scope, left, operator, right.days.from, right.days.to);
}

/** `INCLUDES ('a;b', 'c')`: both a and b, or c. */
function includes(scope: Scope, { sql }: Expression, values: readonly LiteralValue[]): string {
  const any = values.map((literal) => {
    const text = literal.kind === 'value' ? String(literal.value ?? '') : '';
    const all = text.split(';').map((part) => {
      const wanted = scope.statement.bind(`;${part.trim()};`);
      return `instr(';' || lower(${sql}) || ';', lower(${wanted})) > 0`;
    });
    return joinTerms(all, 'AND');
  });
  return joinTerms(any, 'OR');
}

function isId(field: FieldDescribe): boolean {
  return field.type === 'id' || field.type === 'reference';
}

function pointsTo(describe: SObjectDescribe, field: FieldDescribe): string[] {
  return field.type === 'id' ? [describe.name] : field.referenceTo;
}

/** `IN (SELECT …)`: a query of ids that point at the same sObject as the left side. */
function semiJoin(scope: Scope, left: Expression, negated: boolean, query: SoqlQuery, place: Place): string {
  const { statement } = scope;
  const inner = new Scope(statement, queriedObject(statement, query.from, query.source), query);
  const [item] = query.select;
  const path = item?.kind === 'field' && query.select.length === 1 ? item.path : undefined;
  if (path === undefined) {
    const problem = 'Semi join sub-selects can only query one id field';
    throw query.source.fail('MALFORMED_QUERY', problem, 'SELECT', 'SELECT');
  }
  const column = inner.column(path, 'SELECT');
  // A field of a parent is none of the inner sObject's own.
  if (!isId(column.field) || column.parents.length > 0) {
    const problem = `Semi join sub-selects can only query id fields, cannot use: '${path}'`;
    throw query.source.fail('MALFORMED_QUERY', problem, path, 'SELECT');
  }
  const outer = left.column;
  const owner = outer?.parents.at(-1)?.targets[0]?.describe ?? scope.describe;
  const wanted = outer && isId(outer.field) ? pointsTo(owner, outer.field) : [];
  if (!pointsTo(inner.describe, column.field).some((name) => wanted.includes(name))) {
    const problem = `The selected field '${column.field.name}' in the subquery and the left operand field in the where expression in the outer query '${outer?.field.name ?? left.typed}' should point to the same object type`;
    throw scope.source.fail('INVALID_FIELD', problem, left.typed, place);
  }
  const filter = rowFilter(inner, query);
  const select = `SELECT ${column.sql} FROM ${inner.fromSql} WHERE ${filter} AND ${column.sql} IS NOT NULL`;
  return negated ? `(${left.sql} IS NULL OR ${left.sql} NOT IN (${select}))` : `${left.sql} IN (${select})`;
}

function inList(scope: Scope, left: Expression, negated: boolean, values: readonly LiteralValue[]): string {
  const plain = values.flatMap((value) =>
    value.kind === 'value' && value.value !== null ? [value.value] : [],
  );
  const terms = values.flatMap((value) => (value.kind === 'days' ? [compare(scope, left, '=', value)] : []));
  if (plain.length > 0) {
    terms.push(`${left.sql} IN (${plain.map((value) => scope.statement.bind(value)).join(', ')})`);
  }
  if (values.some((value) => value.kind === 'value' && value.value === null))
    terms.push(`${left.sql} IS NULL`);
  const any = joinTerms(terms, 'OR');
  return negated ? `NOT ifnull(${any}, 0)` : any;
}

function checkOperator(
  scope: Scope,
  { operator, left: operand }: Comparison,
  left: Expression,
  place: Place,
): void {
  const isDistance = typeof operand === 'object' && operand.name === 'DISTANCE';
  const isMulti = left.type === 'multipicklist' && left.column !== undefined;
  const unfit =
    (operator === 'LIKE' && NO_PATTERN.has(left.type)) ||
    (/^[<>]/.test(operator) && (left.type === 'boolean' || isMulti)) ||
    (/CLUDES$/.test(operator) && !isMulti) ||
    (isDistance && operator !== '<' && operator !== '>');
  if (!unfit) return;
  const word = isDistance ? 'location' : left.type === 'reference' ? 'id' : left.type;
  const problem = `invalid operator on ${word} field`;
  throw scope.source.fail('INVALID_QUERY_FILTER_OPERATOR', problem, left.typed, place);
}

function compileLiterals(
  scope: Scope,
  comparison: Comparison,
  expression: Expression,
  typed: Literal[],
  place: Place,
): string {
  const fail: Expectation['fail'] = (errorCode, problem) =>
    scope.source.fail(errorCode, problem, expression.typed, place);
  const { sql, literals } = inOneCurrency(scope, expression, typed, fail);
  const name = expression.column?.field.name ?? expression.typed;
  const { now, viewer } = scope.statement.context;
  const today = () => viewer.zone.local(now);
  const expectation: Expectation = { type: expression.type, name, today, fail };
  const { left, values } = withoutCapitals(
    { ...expression, sql },
    literals.map((literal) => literalValueOrPattern(comparison, literal, expectation)),
  );
  const [first] = values;
  switch (comparison.operator) {
    case 'IN':
    case 'NOT IN':
      return inList(scope, left, comparison.operator === 'NOT IN', values);
    case 'INCLUDES':
      return includes(scope, left, values);
    case 'EXCLUDES':
      return `NOT ifnull(${includes(scope, left, values)}, 0)`;
    case 'LIKE': {
      const pattern = first?.kind === 'value' ? first.value : null;
      return `${left.sql} LIKE ${scope.statement.bind(pattern)} ESCAPE '\\'`;
    }
    default:
      return first ? compare(scope, left, comparison.operator, first) : '0';
  }
}

/** The two sides of a comparison in which capitals do not count, unless the field says so: nor those beyond ASCII. */
function withoutCapitals(
  left: Expression,
  values: LiteralValue[],
): { left: Expression; values: LiteralValue[] } {
  const isPlainly = values.every((value) => value.kind === 'days' || isPlain(value.value));
  if (isPlainly || !isText(left.type) || left.column?.field.caseSensitive) return { left, values };
  const lowered = values.map((value) =>
    value.kind === 'days' ? value : { ...value, value: folded(value.value) },
  );
  return { left: { ...left, sql: foldedSql(left.sql) }, values: lowered };
}

function literalValueOrPattern(
  { operator }: Comparison,
  literal: Literal,
  expectation: Expectation,
): LiteralValue {
  const isPattern = operator === 'LIKE' && literal.type === 'STRING';
  if (isPattern) return { kind: 'value', value: likePattern(literal.text, expectation.fail) };
  return literalValue(literal, expectation);
}

/** What a comparison compares; capitals count where the field says so. */
function comparedExpression(scope: Scope, operand: Operand, place: Place): Expression {
  const expression = expressionOf(scope, operand, place);
  if (!expression.column?.field.caseSensitive) return expression;
  return { ...expression, sql: `(${expression.sql} COLLATE BINARY)` };
}

function compileComparison(scope: Scope, comparison: Comparison, clause: Clause): string {
  const place = { clause, from: comparison.at };
  const left = comparedExpression(scope, comparison.left, place);
  if (left.aggregate && clause === 'WHERE') {
    const problem = 'aggregate functions can only be used in the HAVING clause';
    throw scope.source.fail('MALFORMED_QUERY', problem, left.typed, place);
  }
  const stored = left.column === undefined || left.column.sql !== undefined;
  if (left.column && !left.aggregate && !(left.column.field.filterable && stored)) {
    const { name, type } = left.column.field;
    const problem = isCompound(left.column.field)
      ? `${type === 'address' ? 'Address' : 'Geolocation'} fields can only be filtered using Distance expressions`
      : `field '${name}' can not be filtered in a query call`;
    throw scope.source.fail('INVALID_FIELD', problem, left.typed, place);
  }
  checkOperator(scope, comparison, left, place);
  if (!Array.isArray(comparison.right)) {
    return semiJoin(scope, left, comparison.operator === 'NOT IN', comparison.right, place);
  }
  return compileLiterals(scope, comparison, left, comparison.right, place);
}

/** A condition as SQL. Salesforce knows two truth values: what SQL leaves open counts as false, also under NOT. */
export function conditionSql(scope: Scope, condition: Condition, clause: Clause): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const terms = condition.items.map((item) => conditionSql(scope, item, clause));
      return joinTerms(terms, condition.kind === 'and' ? 'AND' : 'OR');
    }
    case 'not':
      return `NOT ifnull(${conditionSql(scope, condition.item, clause)}, 0)`;
    case 'comparison':
      return compileComparison(scope, condition, clause);
  }
}

/** What decides whether a row takes part: its id, its conditions, its scope and that it is not deleted. */
export function rowFilter(scope: Scope, query: SoqlQuery): string {
  const { context } = scope.statement;
  const terms = context.allRows ? [] : [`${scope.sql('IsDeleted')} = 0`];
  const inScope = scopeFilter(scope, query);
  if (inScope) terms.push(inScope);
  if (query.among) {
    const ids = scope.statement.bind(JSON.stringify(query.among));
    terms.push(`${scope.sql('Id')} IN (SELECT value FROM json_each(${ids}))`);
  }
  if (query.where) terms.push(`(${conditionSql(scope, query.where, 'WHERE')})`);
  return terms.length > 0 ? terms.join(' AND ') : '1';
}
