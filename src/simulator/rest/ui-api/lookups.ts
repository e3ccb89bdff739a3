import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import { findField } from '../../schema/names.ts';
import { dataPath } from '../../schema/s-object.ts';
import { ComposedQuery } from '../../sosl/composed-query.ts';
import { runSearch, type SearchScope } from '../../sosl/run-search.ts';
import { readSearchTerm } from '../../sosl/search-term.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { withSoql } from '../with-soql.ts';
import { nameFieldOf } from './field-info.ts';
import { emptySelection } from './field-selection.ts';
import { rowsById } from './requested-record.ts';
import { uiRecords } from './ui-record.ts';
import {
  enumParameter,
  illegalParameter,
  knownUiObject,
  numberParameter,
  tagged,
  uiObject,
  withETag,
} from './ui-request.ts';

interface Lookup {
  readonly source: SObjectDescribe;
  readonly field: FieldDescribe;
}

/** The lookup field a path names. @throws RestFailure */
function requestedLookup(request: RestRequest): Lookup {
  const { object = '', field: name = '' } = request.params;
  const source = uiObject(request, object);
  const field = findField(source, name);
  if (field?.type === 'reference') return { source, field };
  throw failure(400, 'INVALID_FIELD', `Field ${name} is not a lookup of ${source.name}`);
}

/** What tells records of the same name apart. */
const secondaryFields: Readonly<Record<string, string>> = {
  Account: 'Site',
  Case: 'Subject',
  Contact: 'Title',
  Lead: 'Company',
  User: 'Title',
};

type SearchType = 'Recent' | 'Search' | 'TypeAhead';

/** The fewest characters that each kind of search looks for. */
const fewest = { Search: 2, TypeAhead: 3 } as const;

interface Wanted {
  readonly searchType: SearchType;
  readonly q: string;
  readonly page: number;
  readonly pageSize: number;
}

/** @throws RestFailure */
function wanted(request: RestRequest): Wanted {
  const [searchType = 'Recent'] = enumParameter(request, 'searchType', 'SearchType', [
    'Recent',
    'Search',
    'TypeAhead',
  ] as const);
  const q = (request.query.get('q') ?? '').trim();
  if (searchType !== 'Recent' && q.length < fewest[searchType]) {
    throw illegalParameter(`Specify at least ${fewest[searchType]} characters in q for ${searchType}.`);
  }
  const page = numberParameter(request, 'page', 1, [1, 2_000]);
  return { searchType, q, page, pageSize: numberParameter(request, 'pageSize', 25, [1, 2_000]) };
}

/** Ids of what the caller has viewed or saved of late and whose name holds the words, the latest first. */
function recentIds({ org, caller }: RestRequest, target: SObjectDescribe, q: string): string[] {
  const name = nameFieldOf(target);
  return org.recentRecords.of(caller.userId).filter((id) => {
    const row = org.store.objectOf(id)?.name === target.name ? org.store.find(id) : undefined;
    return (
      row?.IsDeleted === 0 &&
      String(row[name] ?? '')
        .toLowerCase()
        .includes(q.toLowerCase())
    );
  });
}

/** Ids of what a search finds; the last word may be only begun. */
function foundIds(request: RestRequest, target: SObjectDescribe, q: string, scope: SearchScope): string[] {
  if (!target.searchable) return [];
  // Quoted, so that no word of them is an operator.
  const words = q.split(/["\\?*\s]+/).filter((word) => word !== '');
  const quoted = words.map((word, index) => `"${word}${index === words.length - 1 ? '*' : ''}"`);
  const term = readSearchTerm(quoted.join(' '));
  if (!term) return [];
  const query = new ComposedQuery(`SELECT Id FROM ${target.name} ORDER BY ${nameFieldOf(target)}`);
  const objects = [{ name: target.name, query }];
  const search = { term, scope, objects, limit: 2_000 };
  return withSoql(request, (context) => runSearch(search, context)).map(
    ({ attributes }) => attributes?.url?.split('/').at(-1) ?? '',
  );
}

function idsOf(request: RestRequest, target: SObjectDescribe, { searchType, q }: Wanted): string[] {
  if (searchType === 'Recent') return recentIds(request, target, q);
  return foundIds(request, target, q, searchType === 'Search' ? 'ALL' : 'NAME');
}

/** A page of the records of one object that a lookup may point to. */
function suggestions(request: RestRequest, { source, field }: Lookup, target: SObjectDescribe) {
  const given = wanted(request);
  const { searchType, q, page, pageSize } = given;
  const ids = idsOf(request, target, given);
  const path = `${dataPath}/ui-api/lookups/${source.name}/${field.name}/${target.name}`;
  const urlOf = (number: number) => {
    const query = new URLSearchParams({ ...(q === '' ? {} : { q }), searchType });
    return `${path}?${query}&page=${number}&pageSize=${pageSize}`;
  };
  const selection = emptySelection();
  for (const name of ['Id', nameFieldOf(target), secondaryFields[target.name] ?? 'Id']) {
    selection.fields.add(name);
  }
  const rows = rowsById(request, ids.slice((page - 1) * pageSize, page * pageSize));
  return {
    count: rows.length,
    currentPageToken: null,
    currentPageUrl: urlOf(page),
    nextPageToken: null,
    nextPageUrl: ids.length > page * pageSize ? urlOf(page + 1) : null,
    previousPageToken: null,
    previousPageUrl: page > 1 ? urlOf(page - 1) : null,
    records: uiRecords(request, target, rows, selection),
  };
}

/** `GET /ui-api/lookups/X/FIELD`: of each object that the lookup may point to. */
function allTargets(request: RestRequest): Response {
  const lookup = requestedLookup(request);
  const targets = lookup.field.referenceTo.flatMap((name) => knownUiObject(request, name) ?? []);
  const results = targets.map((target) => [target.name, suggestions(request, lookup, target)] as const);
  return tagged(request, withETag({ lookupResults: Object.fromEntries(results) }));
}

/** `GET /ui-api/lookups/X/FIELD/TARGET` */
function oneTarget(request: RestRequest): Response {
  const lookup = requestedLookup(request);
  const target = uiObject(request, request.params.target ?? '');
  if (lookup.field.referenceTo.includes(target.name)) {
    return tagged(request, withETag(suggestions(request, lookup, target)));
  }
  throw failure(400, 'INVALID_TYPE', `Field ${lookup.field.name} does not point to ${target.name}`);
}

/**
 * Records to choose from in a lookup field. A filter has no effect, nor have `dependentFieldBindings`: the describe of a
 * lookup tells that it has one, as `filteredLookupInfo`, but not which.
 * Source: https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_lookup_get.htm
 */
export const lookupRoutes: readonly Route[] = [
  { path: '/ui-api/lookups/:object/:field', methods: { GET: allTargets } },
  { path: '/ui-api/lookups/:object/:field/:target', methods: { GET: oneTarget } },
];
