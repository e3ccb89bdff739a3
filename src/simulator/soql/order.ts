import type { FieldDescribe } from '../../api/types.ts';
import { comparableSql } from './amounts.ts';
import { type Expression, expressionOf } from './operand.ts';
import type { Scope } from './scope.ts';
import type { Place } from './source.ts';
import type { SoqlQuery, SortItem } from './syntax.ts';

const MAXIMUM_OFFSET = 2000;
const MAXIMUM_INTEGER = 2_147_483_647;

/** Picklists sort as their values are listed, values not listed last. */
function picklistTerms(scope: Scope, sql: string, field: FieldDescribe, direction: string): string[] {
  if (field.type !== 'picklist' || field.picklistValues.length === 0) return [];
  const places = field.picklistValues.map(
    ({ value }, index) => `WHEN ${scope.statement.bind(value)} THEN ${index}`,
  );
  return [`CASE ${sql} ${places.join(' ')} ELSE ${places.length} END ${direction}`];
}

function termsOf(scope: Scope, item: SortItem, expression: Expression): string[] {
  const { column, type } = expression;
  const direction = item.descending ? 'DESC' : 'ASC';
  const isValue = column !== undefined && type === column.field.type;
  const sql = comparableSql(scope, expression);
  const places = isValue ? picklistTerms(scope, sql, column.field, direction) : [];
  const term = `${sql} ${direction} NULLS ${item.nulls}`;
  return places.length > 0
    ? [`${sql} IS NULL ${item.nulls === 'FIRST' ? 'DESC' : 'ASC'}`, ...places, term]
    : [term];
}

/**
 * The ORDER BY clause. Rows alike end in the order of `last`, so that pages never overlap.
 * `check` refuses expressions that the query may not sort by.
 */
export function orderSql(
  scope: Scope,
  query: SoqlQuery,
  last: readonly string[],
  check: (expression: Expression, place: Place) => void,
): string {
  const terms = query.orderBy.flatMap((item) => {
    const place = { clause: 'ORDER', from: item.at } as const;
    const expression = expressionOf(scope, item.by, place);
    const field = expression.column?.field;
    if (field?.sortable === false && !expression.aggregate) {
      const problem = `field '${field.name}' can not be sorted in a query call`;
      throw scope.source.fail('MALFORMED_QUERY', problem, expression.typed, place);
    }
    check(expression, place);
    return termsOf(scope, item, expression);
  });
  const all = [...terms, ...last];
  return all.length > 0 ? `ORDER BY ${all.join(', ')}` : '';
}

/** Refuses a LIMIT or OFFSET outside of what the org allows. */
export function checkBounds({ limit, offset, source }: SoqlQuery): void {
  if (limit !== undefined && limit > MAXIMUM_INTEGER) {
    const typed = source.clause('LIMIT')[0]?.text ?? '';
    throw source.fail('MALFORMED_QUERY', `numeric value out of range: ${typed}`, typed, 'LIMIT');
  }
  if (offset !== undefined && offset > MAXIMUM_OFFSET) {
    const problem = `Maximum SOQL offset allowed is ${MAXIMUM_OFFSET}`;
    throw source.fail(
      'NUMBER_OUTSIDE_VALID_RANGE',
      problem,
      source.clause('OFFSET')[0]?.text ?? '',
      'OFFSET',
    );
  }
}

/** The LIMIT clause; empty without bounds. */
export function limitSql({ limit, offset }: SoqlQuery): string {
  if (limit === undefined && offset === undefined) return '';
  return `LIMIT ${limit ?? -1} OFFSET ${offset ?? 0}`;
}
