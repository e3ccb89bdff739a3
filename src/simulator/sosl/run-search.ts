import type { FieldDescribe, FieldType, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { runSoql, type SoqlContext } from '../soql/run-soql.ts';
import { SoqlError } from '../soql/soql-error.ts';
import { quote } from '../store/tables.ts';
import { isFound, type SearchTerm, wordsOf } from './search-term.ts';

export type SearchScope = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE';

export const searchScopes: readonly SearchScope[] = ['ALL', 'NAME', 'EMAIL', 'PHONE'];

/** What RETURNING says of one sObject, in SOQL's words. */
export interface SearchedObject {
  readonly name: string;
  /** The SELECT list. */
  readonly fields: string;
  /** WHERE and ORDER BY, or nothing. */
  readonly clauses: string;
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
    case 'ALL':
      return searchedTypes.has(field.type) && (field.updateable || field.nameField || field.autoNumber);
  }
}

function foundIds(search: Search, describe: SObjectDescribe, { database }: SoqlContext): Set<string> {
  const columns = describe.fields.filter((field) => isSearched(field, search.scope));
  const text = columns.map(({ name }) => `ifnull(${quote(name)}, '')`).join(` || char(31) || `);
  const sql = `SELECT "Id", ${text || "''"} AS "text" FROM ${quote(describe.name)} WHERE "IsDeleted" = 0`;
  const found = database
    .all(sql)
    .filter((row) => isFound(search.term, String(row.text).split(separator).map(wordsOf)));
  return new Set(found.map((row) => String(row.Id)));
}

function foundRecords(search: Search, object: SearchedObject, context: SoqlContext): SObjectRecord[] {
  const { records } = runSoql(`SELECT ${object.fields} FROM ${object.name} ${object.clauses}`, context);
  const describe = context.schema.get(object.name);
  if (!describe?.searchable) {
    throw new SoqlError('INVALID_TYPE', `entity type ${object.name} does not support search`);
  }
  const ids = foundIds(search, describe, context);
  const { offset = 0, limit = mostFound } = object;
  return records
    .filter(({ attributes }) => ids.has(attributes?.url?.split('/').at(-1) ?? ''))
    .slice(offset, offset + limit);
}

/** Runs a search over one sObject after another. Throws `SoqlError` for what the org refuses. */
export function runSearch(search: Search, context: SoqlContext): SObjectRecord[] {
  const { schema } = context;
  const everywhere = schema.names().filter((name) => schema.get(name)?.searchable);
  const objects =
    search.objects.length > 0
      ? search.objects
      : everywhere.map((name) => ({ name, fields: 'Id', clauses: '' }));
  return objects.flatMap((object) => foundRecords(search, object, context)).slice(0, search.limit);
}
