import { ConditionWriter, type Where } from './condition.ts';
import { type DescribedFields, fields, identifier } from './identifier.ts';
import { countLiteral } from './literal.ts';
import { Soql } from './soql-text.ts';
import { valueError } from './value-error.ts';

export interface OrderBy {
  field: string;
  /** Default `asc`. */
  direction?: 'asc' | 'desc';
  /** Where records without a value stand; default `first`. */
  nulls?: 'first' | 'last';
}

export interface SelectOptions {
  /** Field paths; a `Soql`, such as a subquery, stands as it is. */
  fields: readonly (string | Soql)[];
  where?: Where | undefined;
  orderBy?: readonly (string | OrderBy)[] | undefined;
  limit?: number | undefined;
  /** At most 2,000. */
  offset?: number | undefined;
  /** Describes of the objects that lookups refer to; paths are checked as far as they reach. */
  related?: readonly DescribedFields[] | undefined;
}

/**
 * A query of one object, its names checked against the describe and its values written as their fields' types demand:
 * `selectFrom(contact, { fields: ['Name'], where: { AccountId: { in: ids }, Birthdate: { lt: '2000-01-01' } } })`.
 * Throws an `SfError` with code `UNKNOWN_FIELD` or `SOQL_VALUE`.
 */
export function selectFrom(describe: DescribedFields, options: SelectOptions): Soql {
  const { where, orderBy = [], limit, offset, related = [] } = options;
  const order = Array.from(orderBy, (by) =>
    orderItem(typeof by === 'object' && by ? by : { field: by }, describe, related),
  );
  const clauses = [
    `SELECT ${fields(describe, options.fields, related)} FROM ${identifier(describe.name)}`,
    where !== undefined && `WHERE ${new ConditionWriter(describe, related).write(where)}`,
    order.length > 0 && `ORDER BY ${order.join(', ')}`,
    limit !== undefined && `LIMIT ${countLiteral(limit)}`,
    offset !== undefined && `OFFSET ${countLiteral(offset, 2000)}`,
  ];
  return new Soql(clauses.filter(Boolean).join(' '));
}

function orderItem(
  { field, direction = 'asc', nulls = 'first' }: OrderBy,
  describe: DescribedFields,
  related: readonly DescribedFields[],
): string {
  if (!/^(asc|desc)$/.test(direction) || !/^(first|last)$/.test(nulls)) {
    throw valueError('An order cannot be read.', 'Its direction is asc or desc, its nulls first or last.');
  }
  return [
    identifier(field, describe, related),
    direction === 'desc' && 'DESC',
    nulls === 'last' && 'NULLS LAST',
  ]
    .filter(Boolean)
    .join(' ');
}
