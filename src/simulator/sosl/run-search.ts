import type { FieldDescribe, FieldType, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { runQuery, type SoqlContext } from '../soql/run-soql.ts';
import { SoqlError } from '../soql/soql-error.ts';
import { quote } from '../store/tables.ts';
import { ComposedQuery } from './composed-query.ts';
import { malformed } from './search-error.ts';
import { isFound, type SearchTerm } from './search-term.ts';

export type SearchScope = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

export const searchScopes: readonly SearchScope[] = ['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'];

/** What RETURNING says of one sObject. */
export interface SearchedObject {
  readonly name: string;
  /** Its fields, conditions and order. */
  readonly query: ComposedQuery;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface Search {
  readonly term: SearchTerm;
  readonly scope: SearchScope;
  /** Without any, every sObject that can be searched. */
  readonly objects: readonly SearchedObject[];
  /** Records in all. */
  readonly limit: number;
}

/** The most records a search answers. */
export const mostFound = 2_000;
const furthestOffset = 2_000;

const searchedTypes: ReadonlySet<FieldType> = new Set([
  'combobox',
  'email',
  'phone',
  'string',
  'textarea',
  'url',
]);
const separator = '\u001f';

function isSearched(field: FieldDescribe, scope: SearchScope): boolean {
  switch (scope) {
    case 'NAME':
      return field.nameField;
    case 'EMAIL':
      return field.type === 'email';
    case 'PHONE':
      return field.type === 'phone';
    // Which fields the sidebar searches is not documented.
    case 'SIDEBAR':
    case 'ALL':
      return searchedTypes.has(field.type) && (field.updateable || field.nameField || field.autoNumber);
  }
}

function foundIds(search: Search, describe: SObjectDescribe, { database }: SoqlContext): string[] {
  const columns = describe.fields.filter((field) => isSearched(field, search.scope));
  const text = ['char(31)', ...columns.map(({ name }) => quote(name)), "''"].join(', ');
  const sql = `SELECT "Id", concat_ws(${text}) AS "text" FROM ${quote(describe.name)} WHERE "IsDeleted" = 0`;
  const found = database.all(sql).filter((row) => isFound(search.term, String(row.text), separator));
  return found.map((row) => String(row.Id));
}

function foundRecords(search: Search, object: SearchedObject, context: SoqlContext): SObjectRecord[] {
  const { name, limit = mostFound, offset = 0 } = object;
  if (offset > furthestOffset) throw malformed(`SOSL offset should be between 0 to ${furthestOffset}`);
  return object.query.run((query) => {
    const describe = context.schema.get(name);
    if (describe && !describe.searchable) {
      throw new SoqlError('INVALID_TYPE', `entity type ${name} does not support search`);
    }
    // What is wrong with the query is wrong whatever is found.
    const among = describe ? foundIds(search, describe, context) : [];
    return runQuery({ ...query, among, limit: Math.min(limit, mostFound), offset }, context).records;
  });
}

/** Runs a search over one sObject after another. Throws `SoqlError` for what the org refuses. */
export function runSearch(search: Search, context: SoqlContext): SObjectRecord[] {
  const { schema } = context;
  const everywhere = schema.names().filter((name) => schema.get(name)?.searchable);
  const objects =
    search.objects.length > 0
      ? search.objects
      : everywhere.map((name) => ({ name, query: new ComposedQuery(`SELECT Id FROM ${name}`) }));
  return objects.flatMap((object) => foundRecords(search, object, context)).slice(0, search.limit);
}
