import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { isCompound } from '../store/output.ts';
import { parseSoql } from './parse.ts';
import { queriedObject, Scope } from './scope.ts';
import { SoqlError } from './soql-error.ts';
import { Statement, type StatementContext } from './statement.ts';
import { defaultViewer } from './viewer.ts';

/** A field a query selects. */
export interface SelectedColumn {
  /** Where records have it: relationship names, then the field's. */
  readonly path: readonly string[];
  readonly field: FieldDescribe;
}

/**
 * The sObject and the columns of a query that a table can show.
 * @throws SoqlError for a query that the org refuses, or whose records are no rows of plain values
 */
export function selectedColumns(
  soql: string,
  context: Omit<StatementContext, 'allRows' | 'viewer'>,
): { describe: SObjectDescribe; columns: readonly SelectedColumn[] } {
  const query = parseSoql(soql);
  const statement = new Statement({ ...context, allRows: false, viewer: defaultViewer() });
  const describe = queriedObject(statement, query.from, query.source);
  const scope = new Scope(statement, describe, query);
  const unsupported = (what: string) =>
    new SoqlError('FUNCTIONALITY_NOT_ENABLED', `${what} not supported in Bulk Query`);
  if (query.groupBy.length > 0) throw unsupported('GROUP BY');
  if (query.offset !== undefined) throw unsupported('OFFSET');
  const columns = query.select.map((item): SelectedColumn => {
    if (item.kind === 'subquery') throw unsupported('Aggregate Relationships');
    if (item.kind === 'typeof') throw unsupported('TYPEOF');
    if (item.kind === 'call') throw unsupported(item.call.name);
    const { field, parents } = scope.column(item.path, 'SELECT');
    if (isCompound(field)) throw unsupported('Selecting compound data');
    return { path: [...parents.map(({ relationshipName }) => relationshipName), field.name], field };
  });
  return { describe, columns };
}
