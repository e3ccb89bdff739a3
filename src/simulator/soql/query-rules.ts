import { isAggregateQuery } from './aggregate.ts';
import { checkSemiJoins } from './semi-join-rules.ts';
import type { SoqlQuery } from './syntax.ts';

/** The sObject itself is the first of five levels. Source: "Understanding Relationship Query Limitations". */
const MAXIMUM_CHILD_LEVELS = 4;

/** Refuses what is well-formed, yet not allowed where it stands, in the query and in those for children. */
export function checkQuery(query: SoqlQuery, level = 0): void {
  const fail = (problem: string) => query.source.fail('MALFORMED_QUERY', problem, query.from, 'FROM');
  if (level > MAXIMUM_CHILD_LEVELS) {
    throw fail(
      `SOQL statements cannot query aggregate relationships more than ${MAXIMUM_CHILD_LEVELS} levels away from the root entity object.`,
    );
  }
  // What WITH asks for is Apex's, or a feature this org has not: articles in data categories, feeds of profiles.
  if (query.source.has('WITH')) {
    throw query.source.fail('MALFORMED_QUERY', "unexpected token: 'WITH'", 'WITH', 'WITH');
  }
  if (level > 0 && isAggregateQuery(query)) throw fail('Only root queries support aggregate expressions');
  checkSemiJoins(query);
  for (const item of query.select) {
    if (item.kind !== 'subquery') continue;
    const { source, offset } = item.query;
    // Source: SOQL and SOSL Reference, "OFFSET".
    if (offset !== undefined && query.limit !== 1) {
      throw source.fail('MALFORMED_QUERY', "unexpected token: 'OFFSET'", 'OFFSET', 'OFFSET');
    }
    checkQuery(item.query, level + 1);
  }
}
