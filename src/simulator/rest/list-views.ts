import { json } from '../http/answers.ts';
import { notFound } from '../http/rest-failure.ts';
import { type ListView, listViewsOf } from '../schema/list-views.ts';
import { runSoql } from '../soql/run-soql.ts';
import { normalizeId } from '../store/ids.ts';
import { recordUrl } from '../store/output.ts';
import { requestedObject } from './describe.ts';
import { type ListViewQuery, listViewQuery, shownRecord } from './list-view-query.ts';
import type { RestRequest } from './request.ts';
import { withSoql } from './with-soql.ts';

const defaultLimit = 25;
const mostRecords = 2_000;

function summary(objectName: string, { id, developerName, label }: ListView) {
  const url = recordUrl(objectName, `listviews/${id}`);
  return {
    describeUrl: `${url}/describe`,
    developerName,
    id,
    label,
    resultsUrl: `${url}/results`,
    soqlCompatible: true,
    url,
  };
}

/** The list view a path names. @throws RestFailure */
function requestedView(request: RestRequest): ListView {
  const id = normalizeId(request.params.id ?? '');
  const view = listViewsOf(requestedObject(request), request.org.labels).find(
    (candidate) => candidate.id === id,
  );
  if (!view) throw notFound();
  return view;
}

function queryOf(request: RestRequest, view: ListView): ListViewQuery {
  const { recentRecords, store, labels } = request.org;
  const recentIds = recentRecords.of(request.caller.userId);
  return listViewQuery(store.schema, requestedObject(request), view, recentIds, labels);
}

/** `GET /sobjects/X/listviews` */
function listViews(request: RestRequest): Response {
  const describe = requestedObject(request);
  const views = listViewsOf(describe, request.org.labels).map((view) => summary(describe.name, view));
  return json({
    done: true,
    listviews: views,
    nextRecordsUrl: null,
    size: views.length,
    sobjectType: describe.name,
  });
}

/** `GET /sobjects/X/listviews/ID` */
function listView(request: RestRequest): Response {
  return json(summary(requestedObject(request).name, requestedView(request)));
}

/** `GET /sobjects/X/listviews/ID/describe` */
function describeListView(request: RestRequest): Response {
  const view = requestedView(request);
  const { columns, orderBy, soql } = queryOf(request, view);
  return json({
    columns,
    id: view.id.slice(0, 15),
    orderBy,
    query: soql,
    scope: view.scope === 'mine' ? 'mine' : null,
    sobjectType: requestedObject(request).name,
    whereCondition: view.condition ?? { conditions: [], conjunction: 'and' },
  });
}

function bound({ query }: RestRequest, name: string, otherwise: number, [least, most]: [number, number]) {
  const given = query.get(name) ?? '';
  return /^\d+$/.test(given) ? Math.min(Math.max(Number(given), least), most) : otherwise;
}

/** `GET /sobjects/X/listviews/ID/results?limit=N&offset=N`: 25 records, or up to 2,000. */
function listViewResults(request: RestRequest): Response {
  const view = requestedView(request);
  const { columns, soql } = queryOf(request, view);
  const limit = bound(request, 'limit', defaultLimit, [1, mostRecords]);
  const offset = bound(request, 'offset', 0, [0, mostRecords]);
  // One record more tells whether there are more.
  const page = `${soql} LIMIT ${limit + 1} OFFSET ${offset}`;
  const { records } = withSoql(request, (context) => runSoql(page, context));
  const shown = records.slice(0, limit);
  return json({
    columns,
    developerName: view.developerName,
    done: records.length <= limit,
    id: view.id.slice(0, 15),
    label: view.label,
    records: shown.map((record) => shownRecord(columns, record)),
    size: shown.length,
  });
}

const path = '/sobjects/:object/listviews';

export const listViewRoutes = [
  { path, methods: { GET: listViews } },
  { path: `${path}/:id`, methods: { GET: listView } },
  { path: `${path}/:id/describe`, methods: { GET: describeListView } },
  { path: `${path}/:id/results`, methods: { GET: listViewResults } },
];
