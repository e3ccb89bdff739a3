import type { ChildRelationship, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import { dataPath } from '../../schema/s-object.ts';
import { runSoql } from '../../soql/run-soql.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { withSoql } from '../with-soql.ts';
import { nameFieldOf } from './field-info.ts';
import { emptySelection, selectFields } from './field-selection.ts';
import { type RequestedRecord, recordById, rowsById } from './requested-record.ts';
import { uiRecords } from './ui-record.ts';
import { knownUiObject, listParameter, numberParameter, pageUrl, tagged, withETag } from './ui-request.ts';

interface Children {
  readonly relationship: ChildRelationship;
  readonly child: SObjectDescribe;
}

/** The children a relationship leads to, as `Contacts` of an account. @throws RestFailure */
function childrenUnder(request: RestRequest, { describe }: RequestedRecord, name: string): Children {
  const relationship = describe.childRelationships.find(
    ({ relationshipName }) => relationshipName?.toLowerCase() === name.toLowerCase(),
  );
  const child = relationship && knownUiObject(request, relationship.childSObject);
  if (child) return { relationship, child };
  throw failure(400, 'INVALID_FIELD', `${name} is not a child relationship of ${describe.name}`);
}

/** A page of a record's children; the first is page 1. Source: User Interface API Developer Guide, "Record Collection". */
function childPage(
  request: RestRequest,
  { row }: RequestedRecord,
  { relationship, child }: Children,
  page: number,
) {
  const pageSize = numberParameter(request, 'pageSize', 5, [1, 2_000]);
  const soql = `SELECT Id FROM ${child.name} WHERE ${relationship.field} = '${row.Id}' ORDER BY Id`;
  const { records } = withSoql(request, (context) => runSoql(soql, context));
  const selection = emptySelection();
  for (const name of ['Id', nameFieldOf(child), relationship.field]) selection.fields.add(name);
  selectFields(request, child, selection, listParameter(request, 'fields'), true);
  selectFields(request, child, selection, listParameter(request, 'optionalFields'), false);
  const shown = records.slice((page - 1) * pageSize, page * pageSize).map(({ Id }) => String(Id));
  const rows = rowsById(request, shown);
  const path = `${dataPath}/ui-api/records/${row.Id}/child-relationships/${relationship.relationshipName}`;
  const urlOf = (number: number) =>
    pageUrl(request, path, ['fields', 'optionalFields'], { page: number, pageSize });
  const next = records.length > page * pageSize ? page + 1 : undefined;
  const previous = page > 1 ? page - 1 : undefined;
  return {
    count: rows.length,
    currentPageToken: String(page),
    currentPageUrl: urlOf(page),
    nextPageToken: next === undefined ? null : String(next),
    nextPageUrl: next === undefined ? null : urlOf(next),
    previousPageToken: previous === undefined ? null : String(previous),
    previousPageUrl: previous === undefined ? null : urlOf(previous),
    records: uiRecords(request, child, rows, selection),
  };
}

/**
 * The children that `childRelationships=Account.Contacts` asks for, by relationship name; those of other objects are
 * meant for other records.
 * @throws RestFailure
 */
export function requestedChildren(request: RestRequest, record: RequestedRecord): Record<string, unknown> {
  const objectName = record.describe.name.toLowerCase();
  const pages = listParameter(request, 'childRelationships').flatMap((given) => {
    const [owner = '', ...name] = given.split('.');
    if (owner.toLowerCase() !== objectName) return [];
    const children = childrenUnder(request, record, name.join('.'));
    return [[children.relationship.relationshipName, childPage(request, record, children, 1)] as const];
  });
  return Object.fromEntries(pages);
}

/** `GET /ui-api/records/ID/child-relationships/NAME` */
function childRecords(request: RestRequest): Response {
  const record = recordById(request, request.params.id ?? '');
  const children = childrenUnder(request, record, request.params.name ?? '');
  const byToken = numberParameter(request, 'pageToken', 1, [1, 2_000]);
  const page = numberParameter(request, 'page', byToken, [1, 2_000]);
  return tagged(request, withETag(childPage(request, record, children, page)));
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_features_records_child_relationships.htm */
export const childRecordRoutes: readonly Route[] = [
  { path: '/ui-api/records/:id/child-relationships/:name', methods: { GET: childRecords } },
];
