import type { Scope } from './scope.ts';
import type { SoqlQuery } from './syntax.ts';

/** The records of each scope that narrows a query. Nobody in this org belongs to a team or has a scoping rule. */
const FILTERS: Record<string, (scope: Scope) => string> = {
  delegated: (scope) => `(${owned(scope, 'CreatedById')} AND NOT ${owned(scope, 'OwnerId')})`,
  mine: (scope) => owned(scope, scope.describe.name === 'User' ? 'Id' : 'OwnerId'),
  team: () => '0',
};

/** Whether a field names who asks. */
function owned(scope: Scope, field: string): string {
  const { userId } = scope.statement.context;
  return `${scope.column(field, 'FROM').sql} IS ${scope.statement.bind(userId)}`;
}

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
  return FILTERS[supported.name]?.(scope);
}
