import type { SoqlError } from './soql-error.ts';
import type { Clause } from './source.ts';
import type { Condition, SoqlQuery } from './syntax.ts';

const MAXIMUM_SEMI_JOINS = 2;
/** What an inner query cannot have, in the order in which a query has it. */
const UNFIT = ['WITH', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FOR'] as const;

/** A semi-join or anti-join, and the conditions it stands in, the outermost first. */
interface Found {
  left: string;
  at: number;
  inner: SoqlQuery;
  within: ('and' | 'or' | 'not')[];
}

function semiJoins(condition: Condition, within: Found['within'] = []): Found[] {
  if (condition.kind === 'not') {
    // `NOT Id IN (…)` is another way to write `Id NOT IN (…)`.
    const isPlain = condition.item.kind === 'comparison';
    return semiJoins(condition.item, isPlain ? within : [...within, 'not']);
  }
  if (condition.kind !== 'comparison') {
    return condition.items.flatMap((item) => semiJoins(item, [...within, condition.kind]));
  }
  if (Array.isArray(condition.right)) return [];
  const left = typeof condition.left === 'string' ? condition.left : condition.left.name;
  return [{ left, at: condition.at, inner: condition.right, within }];
}

function misplaced({ within }: Found): string | undefined {
  if (within.every((kind) => kind === 'and')) return undefined;
  return within.length === 1 && within[0] === 'or'
    ? "Semi join sub-selects are not allowed with the 'OR' operator"
    : 'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.';
}

function innerProblem(outer: SoqlQuery, inner: SoqlQuery): SoqlError | undefined {
  const fail = (problem: string, word: string, clause: Clause) =>
    inner.source.fail('MALFORMED_QUERY', problem, word, clause);
  if (inner.from.toUpperCase() === outer.from.toUpperCase()) {
    return fail('The inner and outer selects should not be on the same object type', inner.from, 'FROM');
  }
  if (inner.where && semiJoins(inner.where).length > 0) {
    return fail('Nesting of semi join sub-selects is not supported', 'IN', 'WHERE');
  }
  const unfit = UNFIT.find((clause) => inner.source.has(clause));
  return unfit && fail(`missing value at '${unfit}'`, unfit, unfit);
}

/**
 * Refuses semi-joins and anti-joins where an org does not take them.
 * Source: SOQL and SOSL Reference, "Comparison Operators", "Semi-Joins with IN and Anti-Joins with NOT IN".
 */
export function checkSemiJoins(query: SoqlQuery): void {
  const [grouped] = query.having ? semiJoins(query.having) : [];
  if (grouped) {
    const problem = 'Semi-joins are only supported in WHERE clauses';
    throw query.source.fail('MALFORMED_QUERY', problem, grouped.left, { clause: 'HAVING', from: grouped.at });
  }
  if (query.where === undefined) return;
  const found = semiJoins(query.where);
  for (const [index, semiJoin] of found.entries()) {
    const problem =
      index >= MAXIMUM_SEMI_JOINS
        ? `Maximum ${MAXIMUM_SEMI_JOINS} semi join sub-selects are allowed`
        : misplaced(semiJoin);
    if (problem)
      throw query.source.fail('MALFORMED_QUERY', problem, semiJoin.left, {
        clause: 'WHERE',
        from: semiJoin.at,
      });
    const refusal = innerProblem(query, semiJoin.inner);
    if (refusal) throw refusal;
  }
}
