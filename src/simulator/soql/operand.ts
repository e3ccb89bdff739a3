import type { FieldDescribe, FieldType } from '../../api/types.ts';
import { foldedSql } from '../store/fold.ts';
import { isText } from '../store/tables.ts';
import { comparableSql } from './amounts.ts';
import { distanceExpression } from './distance.ts';
import type { Column, Scope } from './scope.ts';
import { clauseOf, type Place } from './source.ts';
import type { Call, Operand } from './syntax.ts';

/** Something that has one value per row, or per group. */
export interface Expression {
  sql: string;
  type: FieldType;
  /** The field it is made of, for messages and for showing values of its type. */
  column: Column | undefined;
  /** The value is over many rows. */
  aggregate: boolean;
  /** The word to point at in errors. */
  typed: string;
}

const WEEK = (day: string) => `((CAST(strftime('${day}', value) AS INTEGER) - 1) / 7 + 1)`;
const PART = (format: string) => `CAST(strftime('${format}', value) AS INTEGER)`;
const QUARTER = `((${PART('%m')} + 2) / 3)`;

/**
 * SQL over `value`, in UTC unless `convertTimezone` makes it local. The fiscal year is the calendar year; weeks count
 * from the first day of month or year.
 */
const DATE_FUNCTIONS: Record<string, string> = {
  CALENDAR_MONTH: PART('%m'),
  CALENDAR_QUARTER: QUARTER,
  CALENDAR_YEAR: PART('%Y'),
  DAY_IN_MONTH: PART('%d'),
  DAY_IN_WEEK: `(${PART('%w')} + 1)`,
  DAY_IN_YEAR: PART('%j'),
  DAY_ONLY: `date(value)`,
  FISCAL_MONTH: PART('%m'),
  FISCAL_QUARTER: QUARTER,
  FISCAL_YEAR: PART('%Y'),
  HOUR_IN_DAY: PART('%H'),
  WEEK_IN_MONTH: WEEK('%d'),
  WEEK_IN_YEAR: WEEK('%j'),
};
const DATETIME_ONLY: ReadonlySet<string> = new Set(['DAY_ONLY', 'HOUR_IN_DAY']);
const AGGREGATES: ReadonlySet<string> = new Set(['AVG', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN', 'SUM']);
const NUMERIC: ReadonlySet<FieldType> = new Set(['currency', 'double', 'int', 'long', 'percent']);

/** `COUNT(…)` and its like, or a call with one of them within. */
export function isAggregateCall(call: Call): boolean {
  return (
    AGGREGATES.has(call.name) || call.args.some((arg) => typeof arg !== 'string' && isAggregateCall(arg))
  );
}

export function isDateFunction(name: string): boolean {
  return name in DATE_FUNCTIONS;
}

function fieldExpression(scope: Scope, path: string, place: Place): Expression {
  const column = scope.column(path, place);
  return {
    sql: column.sql ?? 'NULL',
    type: column.field.type,
    column,
    aggregate: false,
    typed: path,
  };
}

/** Stands before each label that has taken the place of a value, so that no label is taken for a value in turn. */
const LABEL = '\u0001';

/** The labels of a multi-select, `a;b`. */
function labelsSql(scope: Scope, sql: string, field: FieldDescribe): string {
  const bind = (text: string) => scope.statement.bind(`;${text};`);
  const all = field.picklistValues.reduce(
    (whole, { value, label }) => `replace(${whole}, ${bind(value)}, ${bind(`${LABEL}${label}`)})`,
    `';' || ${sql} || ';'`,
  );
  return `(trim(replace(${all}, ${scope.statement.bind(LABEL)}, ''), ';') COLLATE NOCASE)`;
}

/** Reads a picklist's label; values that the describe does not list show as they are. */
function labelSql(scope: Scope, sql: string, field: FieldDescribe): string {
  if (field.picklistValues.length === 0) return sql;
  if (field.type === 'multipicklist') return labelsSql(scope, sql, field);
  const cases = field.picklistValues.map(
    ({ value, label }) => `WHEN ${scope.statement.bind(value)} THEN ${scope.statement.bind(label)}`,
  );
  return `(CASE ${sql} ${cases.join(' ')} ELSE ${sql} END COLLATE NOCASE)`;
}

/** To the 15 digits that a double keeps of a decimal: SQLite adds binary fractions, so that 0.1 + 0.2 is not 0.3. */
function totalSql(sql: string): string {
  return `(CASE WHEN count(${sql}) > 0 THEN CAST(printf('%.15g', sum(${sql})) AS REAL) END)`;
}

function aggregateExpression(scope: Scope, call: Call, place: Place): Expression {
  const inner = argument(scope, call, place);
  const sql = comparableSql(scope, inner);
  const unfit = () => {
    const name = inner.column?.field.name ?? inner.typed;
    const problem = `field ${name} does not support aggregate operator ${call.name}`;
    return scope.source.fail('MALFORMED_QUERY', problem, inner.typed, place);
  };
  if (inner.aggregate || inner.column?.field.aggregatable === false) throw unfit();
  const whole = { column: inner.column, aggregate: true, typed: inner.typed };
  switch (call.name) {
    case 'COUNT':
      return { ...whole, sql: `count(${inner.sql})`, type: 'int' };
    case 'COUNT_DISTINCT':
      return {
        ...whole,
        sql: `count(DISTINCT ${isText(inner.type) ? foldedSql(inner.sql) : inner.sql})`,
        type: 'int',
      };
    case 'MIN':
    case 'MAX':
      return { ...whole, sql: `${call.name.toLowerCase()}(${sql})`, type: inner.type };
    default: {
      if (!NUMERIC.has(inner.type)) throw unfit();
      const total = totalSql(sql);
      const value = call.name === 'AVG' ? `(${total} / count(${sql}))` : total;
      return { ...whole, sql: value, type: 'double' };
    }
  }
}

function argument(scope: Scope, call: Call, place: Place): Expression {
  const [only] = call.args;
  if (call.args.length !== 1 || only === undefined) {
    // `COUNT()` stands alone.
    const others = call.name === 'COUNT' && scope.source.clause('SELECT').some(({ text }) => text === ',');
    const problem = others ? "unexpected token: ','" : `${call.name} takes one field`;
    throw scope.source.fail('MALFORMED_QUERY', problem, others ? ',' : call.name, place);
  }
  return expressionOf(scope, only, place);
}

function dateExpression(scope: Scope, call: Call, place: Place): Expression {
  const [only] = call.args;
  const isLocal = typeof only === 'object' && only.name === 'CONVERTTIMEZONE' && call.args.length === 1;
  const inner = argument(scope, isLocal ? only : call, place);
  const fits = isLocal
    ? inner.type === 'datetime'
    : inner.type === 'datetime' || (inner.type === 'date' && !DATETIME_ONLY.has(call.name));
  if (!fits || inner.aggregate) {
    const problem = `field ${inner.column?.field.name ?? inner.typed} does not support function ${call.name}`;
    throw scope.source.fail('MALFORMED_QUERY', problem, inner.typed, place);
  }
  const { now, viewer } = scope.statement.context;
  const value = isLocal ? viewer.zone.localSql(inner.sql, now) : inner.sql;
  const sql = (DATE_FUNCTIONS[call.name] ?? '').replaceAll('value', () => value);
  return { ...inner, sql, type: call.name === 'DAY_ONLY' ? 'date' : 'int' };
}

/** `GROUPING(Type)`: 1 in a row that is a subtotal over the field, else 0. */
function groupingExpression(scope: Scope, call: Call, place: Place): Expression {
  const [field] = call.args;
  const column = typeof field === 'string' ? scope.column(field, place) : undefined;
  const sql = scope.subtotals?.rolledUp(column?.sql ?? '');
  if (sql === undefined) {
    const problem = 'GROUPING takes a field of GROUP BY ROLLUP or GROUP BY CUBE';
    throw scope.source.fail('MALFORMED_QUERY', problem, call.name, place);
  }
  return { sql, type: 'int', column: undefined, aggregate: true, typed: call.name };
}

/** A field or call as SQL; unknown names and unfit arguments are errors that point at the word. */
export function expressionOf(scope: Scope, operand: Operand, place: Place): Expression {
  const expression = rowExpression(scope, operand, place);
  return clauseOf(place) === 'WHERE' ? expression : (scope.subtotals?.value(expression) ?? expression);
}

function rowExpression(scope: Scope, operand: Operand, place: Place): Expression {
  if (typeof operand === 'string') return fieldExpression(scope, operand, place);
  if (AGGREGATES.has(operand.name)) return aggregateExpression(scope, operand, place);
  if (isDateFunction(operand.name)) return dateExpression(scope, operand, place);
  switch (operand.name) {
    case 'DISTANCE':
      return distanceExpression(scope, operand, place);
    case 'GROUPING':
      return groupingExpression(scope, operand, place);
    case 'CONVERTCURRENCY': {
      const inner = clauseOf(place) === 'SELECT' ? argument(scope, operand, place) : undefined;
      if (inner && !inner.aggregate) return inner;
      break;
    }
    // What is formatted is so in the user's own time zone.
    case 'CONVERTTIMEZONE':
    case 'FORMAT':
      if (clauseOf(place) === 'SELECT') return argument(scope, operand, place);
      break;
    case 'TOLABEL': {
      const inner = argument(scope, operand, place);
      return inner.column ? { ...inner, sql: labelSql(scope, inner.sql, inner.column.field) } : inner;
    }
  }
  throw scope.source.fail('MALFORMED_QUERY', `unexpected token: '${operand.name}'`, operand.name, place);
}
