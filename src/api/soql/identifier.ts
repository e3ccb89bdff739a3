import { SfError } from '../../errors/sf-error.ts';
import { isPath } from '../api-name.ts';
import type { FieldDescribe, SObjectDescribe } from '../types.ts';
import { Soql } from './soql-text.ts';
import { valueError } from './value-error.ts';

/** What of a describe names are checked against. */
export type DescribedFields = Pick<SObjectDescribe, 'name' | 'fields'>;

/**
 * The name of a field or object to bind: `` soql`SELECT Id FROM Contact ORDER BY ${identifier(name, contact)}` ``. Without
 * a describe only its form is checked. With one, a path must begin with a lookup of the object; how it goes on is checked
 * where `related` holds the describe of the object that the lookup refers to.
 * Throws an `SfError` with code `UNKNOWN_FIELD`.
 */
export function identifier(
  name: string,
  describe?: DescribedFields,
  related: readonly DescribedFields[] = [],
): Soql {
  if (!isPath(name)) throw unknownField(name, 'is not an API name');
  if (describe) findField(name, describe, related);
  return new Soql(name);
}

/** A SELECT list: field names checked as by {@link identifier}; a `Soql`, such as a subquery, as it is. */
export function fields(
  describe: DescribedFields,
  names: readonly (string | Soql)[],
  related: readonly DescribedFields[] = [],
): Soql {
  if (!Array.isArray(names) || names.length === 0) {
    throw valueError('There are no fields to select.', 'Name one at least.');
  }
  return new Soql(
    Array.from(names, (name) => (name instanceof Soql ? name : identifier(name, describe, related))).join(
      ', ',
    ),
  );
}

/** The field a path leads to; undefined where the describes do not reach. */
export function findField(
  path: string,
  describe: DescribedFields,
  related: readonly DescribedFields[],
): FieldDescribe | undefined {
  const [name = '', ...rest] = path.split('.');
  const key = rest.length > 0 ? 'relationshipName' : 'name';
  const field = describe.fields.find((candidate) => candidate[key]?.toLowerCase() === name.toLowerCase());
  if (!field) throw unknownField(path, `is not a field of ${describe.name}`);
  if (rest.length === 0) return field;
  // Of a lookup to several objects the fields are those of the object Name, or of a TYPEOF.
  const parent = related.find((candidate) => field.referenceTo.join() === candidate.name);
  return parent && findField(rest.join('.'), parent, related);
}

function unknownField(name: unknown, problem: string): SfError {
  return new SfError({
    code: 'UNKNOWN_FIELD',
    operation: 'Build a query',
    problem: `“${String(name).slice(0, 255)}” ${problem}.`,
    remedy: 'Check the name; a field the user may not see is none either.',
  });
}
