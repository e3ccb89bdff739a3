import type { FieldType, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import type { ListView } from '../../schema/list-views.ts';
import { findField } from '../../schema/names.ts';
import { dataPath } from '../../schema/s-object.ts';
import { runSoql } from '../../soql/run-soql.ts';
import { type ListViewQuery, listViewQuery } from '../list-view-query.ts';
import type { RestRequest } from '../request.ts';
import { withSoql } from '../with-soql.ts';
import { emptySelection, type FieldSelection, selectFields } from './field-selection.ts';
import { listInfo, listReference } from './list-info.ts';
import { rowsById } from './requested-record.ts';
import { uiRecords } from './ui-record.ts';
import {
  illegalParameter,
  listParameter,
  numberParameter,
  pageUrl,
  unavailable,
  withETag,
} from './ui-request.ts';

export function queryOf(
  { org, caller }: RestRequest,
  describe: SObjectDescribe,
  view: ListView,
): ListViewQuery {
  return listViewQuery(org.store.schema, describe, view, org.recentRecords.of(caller.userId), org.labels);
}

/** What the records of a list always have beside its columns. */
const audits = ['Id', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp'];

function addAudits({ fields, bare }: FieldSelection): void {
  for (const name of audits.filter((audit) => !fields.has(audit))) {
    fields.add(name);
    bare.add(name);
  }
}

function listSelection(
  request: RestRequest,
  describe: SObjectDescribe,
  { columns }: ListViewQuery,
): FieldSelection {
  const selection = emptySelection();
  const shown = columns.filter(({ hidden }) => !hidden);
  const paths = shown.map(({ fieldNameOrPath }) => `${describe.name}.${fieldNameOrPath}`);
  selectFields(request, describe, selection, [...paths, ...listParameter(request, 'fields')], true);
  selectFields(request, describe, selection, listParameter(request, 'optionalFields'), false);
  for (const one of [selection, ...selection.parents.values()]) addAudits(one);
  return selection;
}

/** The ORDER BY that `sortBy=-CreatedDate` asks for; undefined where the list's own holds. @throws RestFailure */
function requestedOrder(
  { query }: RestRequest,
  describe: SObjectDescribe,
  { columns }: ListViewQuery,
): string | undefined {
  const [, minus, given = ''] = /^(-?)(.+)$/.exec(query.get('sortBy') ?? '') ?? [];
  if (given === '') return undefined;
  const path = given.replace(new RegExp(`^${describe.name}\\.`, 'i'), '');
  const field = findField(describe, path);
  const column = columns.find(({ fieldNameOrPath }) => fieldNameOrPath.toLowerCase() === path.toLowerCase());
  const sorted = column?.sortable ? column.fieldNameOrPath : field?.sortable && field.name;
  if (sorted) return `${sorted} ${minus ? 'DESC' : 'ASC'} NULLS FIRST, Id ASC`;
  throw failure(400, 'INVALID_FIELD', `Records of ${describe.name} cannot be sorted by ${given}`);
}

const searchedTypes: readonly FieldType[] = ['string', 'picklist', 'combobox', 'email', 'phone', 'url'];

/** Records with the search term in one of the columns that hold text of their own; `*` and `?` stand for others. */
function searchCondition({ query }: RestRequest, { columns }: ListViewQuery): string | undefined {
  const term = (query.get('searchTerm') ?? '').trim();
  if (term === '') return undefined;
  const literal = term
    .replaceAll(/[\\'%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
  const searched = columns.filter(
    ({ fieldNameOrPath: path, hidden, type }) =>
      !hidden && !path.includes('.') && searchedTypes.includes(type),
  );
  const conditions = searched.map(({ fieldNameOrPath }) => `${fieldNameOrPath} LIKE '%${literal}%'`);
  return conditions.length === 0 ? 'Id = null' : `(${conditions.join(' OR ')})`;
}

/** The list's query, filtered and sorted as the request wants it. @throws RestFailure */
function requestedSoql(request: RestRequest, describe: SObjectDescribe, query: ListViewQuery): string {
  if (listParameter(request, 'where').length > 0) throw unavailable('where');
  const [selected = '', order] = query.soql.split(' ORDER BY ');
  const condition = searchCondition(request, query);
  const filter = condition ? ` ${selected.includes(' WHERE ') ? 'AND' : 'WHERE'} ${condition}` : '';
  return `${selected}${filter} ORDER BY ${requestedOrder(request, describe, query) ?? order}`;
}

const mostBefore = 2_000;

/** Where a page begins: its token is the number of records before it. @throws RestFailure */
function requestedOffset({ query }: RestRequest): number {
  const token = query.get('pageToken') ?? '0';
  if (/^\d{1,4}$/.test(token) && Number(token) <= mostBefore) return Number(token);
  throw illegalParameter(`Invalid pageToken: ${token}`);
}

const pageParameters = ['fields', 'optionalFields', 'searchTerm', 'sortBy'];

/** A page of a list view's records. Source: User Interface API Developer Guide, "List Record Collection". */
export function listRecords(request: RestRequest, describe: SObjectDescribe, view: ListView) {
  const query = queryOf(request, describe, view);
  const pageSize = numberParameter(request, 'pageSize', 50, [1, 2_000]);
  const offset = requestedOffset(request);
  const soql = requestedSoql(request, describe, query);
  const selection = listSelection(request, describe, query);
  // One record more tells whether there are more.
  const page = `${soql} LIMIT ${pageSize + 1} OFFSET ${offset}`;
  const { records } = withSoql(request, (context) => runSoql(page, context));
  const ids = records.slice(0, pageSize).map(({ Id }) => String(Id));
  const rows = rowsById(request, ids);
  const end = offset + pageSize;
  const next = records.length > pageSize && end <= mostBefore ? end : undefined;
  const previous = offset > 0 ? Math.max(0, offset - pageSize) : undefined;
  const path = `${dataPath}/ui-api/list-records/${describe.name}/${view.developerName}`;
  const urlOf = (pageToken: number | undefined) =>
    pageToken === undefined ? null : pageUrl(request, path, pageParameters, { pageSize, pageToken });
  return {
    count: rows.length,
    currentPageToken: String(offset),
    currentPageUrl: urlOf(offset),
    fields: listParameter(request, 'fields'),
    listInfoETag: listInfo(describe, view, query).eTag,
    listReference: listReference(describe, view),
    nextPageToken: next === undefined ? null : String(next),
    nextPageUrl: urlOf(next),
    optionalFields: listParameter(request, 'optionalFields'),
    pageSize,
    previousPageToken: previous === undefined ? null : String(previous),
    previousPageUrl: urlOf(previous),
    records: uiRecords(request, describe, rows, selection),
    searchTerm: request.query.get('searchTerm') || null,
    sortBy: request.query.get('sortBy') || null,
  };
}

/** The same with its tag, as it is answered alone. */
export const taggedListRecords = (request: RestRequest, describe: SObjectDescribe, view: ListView) =>
  withETag(listRecords(request, describe, view));
