import type { Scope } from './scope.ts';
import type { SoqlQuery } from './syntax.ts';

/** The records of each scope that narrows a query. Nobody in this org belongs to a team or has a scoping rule. */
const FILTERS: Record<string, (owner: string, creator: string, user: string) => string> = {
  delegated: (owner, creator, user) => `(${creator} = ${user} AND ${owner} != ${user})`,
  mine: (owner, _creator, user) => `${owner} = ${user}`,
  team: () => '0',
};

/**
 * What `USING SCOPE` asks of a record; undefined where it asks nothing. An sObject takes the scopes that its describe
 * lists as `supportedScopes`.
 */
export function scopeFilter(scope: Scope, query: SoqlQuery): string | undefined {
  if (query.scope === undefined) return undefined;
  const wanted = query.scope.toUpperCase();
  const { supportedScopes, name } = scope.describe;
  const supported = supportedScopes.find((candidate) => candidate.name.toUpperCase() === wanted);
  if (supported === undefined) {
    const problem = `the scope '${query.scope}' is not supported for ${name}`;
    throw scope.source.fail('INVALID_QUERY_SCOPE', problem, query.scope, 'FROM');
  }
  const filter = FILTERS[supported.name];
  if (filter === undefined) return undefined;
  const user = scope.statement.bind(scope.statement.context.userId);
  const owner = scope.describe.name === 'User' ? 'Id' : 'OwnerId';
  return filter(scope.sql(owner), scope.sql('CreatedById'), user);
}
