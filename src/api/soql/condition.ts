import type { SfError } from '../../errors/sf-error.ts';
import { everyRow, noRow } from './empty-list.ts';
import { type DescribedFields, findField, identifier } from './identifier.ts';
import { listLiteral, patternText, type SoqlScalar } from './literal.ts';
import { Soql } from './soql-text.ts';
import { checkHoldsText, typedLiteral } from './typed-literal.ts';
import { valueError } from './value-error.ts';

/** What a field is compared with; all of several comparisons must hold. */
export interface Comparison {
  eq?: SoqlScalar;
  ne?: SoqlScalar;
  lt?: SoqlScalar;
  lte?: SoqlScalar;
  gt?: SoqlScalar;
  gte?: SoqlScalar;
  /** Text matches itself only; wildcards come from `` like`…` ``. */
  like?: string | Soql;
  in?: readonly SoqlScalar[];
  nin?: readonly SoqlScalar[];
  includes?: readonly SoqlScalar[];
  excludes?: readonly SoqlScalar[];
}

/**
 * Conditions by field path, all of which must hold; `and`, `or` and `not` make groups. A list of conditions means `and`. A
 * `Soql` is a condition as it is.
 */
export type Where =
  | Soql
  | readonly Where[]
  | {
      and?: readonly Where[];
      or?: readonly Where[];
      not?: Where;
      [fieldPath: string]: SoqlScalar | Comparison | Where | undefined;
    };

const operators = new Map([
  ['eq', '='],
  ['ne', '!='],
  ['lt', '<'],
  ['lte', '<='],
  ['gt', '>'],
  ['gte', '>='],
  ['like', 'LIKE'],
  ['in', 'IN'],
  ['nin', 'NOT IN'],
  ['includes', 'INCLUDES'],
  ['excludes', 'EXCLUDES'],
]);
/** More than anyone nests by hand: what is deeper holds itself. */
const deepest = 50;

/** Writes conditions on the fields of one object. */
export class ConditionWriter {
  readonly #describe: DescribedFields;
  readonly #related: readonly DescribedFields[];

  constructor(describe: DescribedFields, related: readonly DescribedFields[]) {
    this.#describe = describe;
    this.#related = related;
  }

  write(where: unknown, depth = 0): string {
    if (where instanceof Soql) return `(${where})`;
    if (depth <= deepest && Array.isArray(where)) return this.#group('AND', where, depth);
    if (depth > deepest || !isPlainObject(where)) {
      throw valueError(
        'A condition cannot be read.',
        "Write an object such as { LastName: 'Young' }, a list of such, or soql`…`.",
      );
    }
    const conditions = Object.entries(where).map(([key, value]) => this.#entry(key, value, depth));
    return joined('AND', conditions);
  }

  #entry(key: string, value: unknown, depth: number): string {
    if (key === 'and' || key === 'or') return this.#group(key.toUpperCase(), value, depth);
    if (key === 'not') return `(NOT ${this.write(value, depth + 1)})`;
    const path = String(identifier(key));
    const isPlain =
      typeof value !== 'object' || value === null || value instanceof Date || value instanceof Soql;
    const comparisons = Object.entries(isPlain ? { eq: value } : value);
    if (comparisons.length === 0) throw unknownComparison(path);
    return joined(
      'AND',
      comparisons.map(([operator, operand]) => this.#comparison(path, operator, operand)),
    );
  }

  #group(operator: string, items: unknown, depth: number): string {
    if (!Array.isArray(items)) throw valueError('A group of conditions is no list.', 'Write { or: [ … ] }.');
    return joined(
      operator,
      Array.from(items, (item) => this.write(item, depth + 1)),
    );
  }

  #comparison(path: string, name: string, value: unknown): string {
    const field = findField(path, this.#describe, this.#related);
    const operator = operators.get(name);
    if (!operator) throw unknownComparison(path);
    if (name === 'like') {
      checkHoldsText(field);
      const pattern = value instanceof Soql && value.isPattern ? value : `'${patternText(value)}'`;
      return `${path} LIKE ${pattern}`;
    }
    if (!/N$|CLUDES/.test(operator)) return `${path} ${operator} ${typedLiteral(value, field)}`;
    if (!Array.isArray(value)) throw valueError(`${path} ${operator} has no list.`, 'Give it an array.');
    if (value.length === 0) return /^[NE]/.test(operator) ? everyRow : noRow;
    const literals = Array.from(value, (item) => typedLiteral(item, field));
    return `${path} ${operator} ${listLiteral(literals)}`;
  }
}

/** A promise, a map or a date has no keys either, but did not mean that there is no condition. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unknownComparison(path: string): SfError {
  return valueError(
    `A comparison of ${path} is not known.`,
    `There are ${[...operators.keys()].join(', ')}.`,
  );
}

/** Of no conditions all hold, and none. */
function joined(operator: string, conditions: readonly string[]): string {
  const [first = operator === 'AND' ? everyRow : noRow] = conditions;
  return conditions.length > 1 ? `(${conditions.join(` ${operator} `)})` : first;
}
