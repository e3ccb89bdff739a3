import type { SObjectDescribe } from '../../../api/types.ts';
import { notFound } from '../../http/rest-failure.ts';
import { type ListView, listViewsOf } from '../../schema/list-views.ts';
import { dataPath } from '../../schema/s-object.ts';
import { normalizeId } from '../../store/ids.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { listInfo } from './list-info.ts';
import { listRecords, queryOf, taggedListRecords } from './list-records.ts';
import {
  illegalParameter,
  knownUiObject,
  numberParameter,
  pageUrl,
  tagged,
  uiObject,
  unavailable,
  withETag,
} from './ui-request.ts';

interface RequestedList {
  readonly describe: SObjectDescribe;
  readonly view: ListView;
}

const listPrefix = '00B';

/** The list view with that id, of whichever object. @throws RestFailure */
function listById(request: RestRequest, id: string): RequestedList {
  for (const name of request.org.store.schema.names()) {
    const describe = knownUiObject(request, name);
    const view =
      describe && listViewsOf(describe, request.org.labels).find((candidate) => candidate.id === id);
    if (describe && view) return { describe, view };
  }
  throw notFound();
}

/** The list view with that API name; `__Recent` is what the user has viewed of late. @throws RestFailure */
function listByName(request: RestRequest, objectName: string, name: string): RequestedList {
  const describe = uiObject(request, objectName);
  const view = listViewsOf(describe, request.org.labels).find((candidate) =>
    name === '__Recent' ? candidate.scope === 'recent' : candidate.developerName === name,
  );
  if (!view) throw notFound();
  return { describe, view };
}

/** The list view a path names, by its id or by object and API name. @throws RestFailure */
function requestedList(request: RestRequest): RequestedList {
  const { object = '', name } = request.params;
  if (name !== undefined) return listByName(request, object, name);
  const id = normalizeId(object);
  if (!id?.startsWith(listPrefix)) throw notFound();
  return listById(request, id);
}

/** The list views of an object. @param urlKey how the resource calls the URL of each */
function listsOf(request: RestRequest, resource: 'list-ui' | 'list-info', urlKey: 'listUiUrl' | 'url') {
  const describe = uiObject(request, request.params.object ?? '');
  const pageSize = numberParameter(request, 'pageSize', 20, [1, 2_000]);
  const offset = numberParameter(request, 'pageToken', 0, [0, 2_000]);
  const q = request.query.get('q');
  const recentOnly = request.query.get('recentListsOnly') ?? 'false';
  if (recentOnly.toLowerCase() === 'true') throw unavailable('recentListsOnly');
  if (recentOnly.toLowerCase() !== 'false') throw illegalParameter(`Invalid recentListsOnly: ${recentOnly}`);
  const path = `${dataPath}/ui-api/${resource}/${describe.name}`;
  const found = listViewsOf(describe, request.org.labels).filter(({ label }) =>
    label.toLowerCase().includes((q ?? '').toLowerCase()),
  );
  const lists = found.slice(offset, offset + pageSize);
  const urlOf = (pageToken: number) => pageUrl(request, path, ['q'], { pageSize, pageToken });
  const next = offset + pageSize < found.length ? offset + pageSize : undefined;
  const previous = offset > 0 ? Math.max(0, offset - pageSize) : undefined;
  return withETag({
    count: lists.length,
    currentPageToken: String(offset),
    currentPageUrl: urlOf(offset),
    lists: lists.map(({ developerName, id, label }) => ({
      apiName: developerName,
      id,
      label,
      [urlKey]: `${path}/${developerName}`,
    })),
    nextPageToken: next === undefined ? null : String(next),
    nextPageUrl: next === undefined ? null : urlOf(next),
    objectApiName: describe.name,
    pageSize,
    previousPageToken: previous === undefined ? null : String(previous),
    previousPageUrl: previous === undefined ? null : urlOf(previous),
    queryString: q,
    recentListsOnly: false,
  });
}

const isListId = ({ params }: RestRequest) =>
  normalizeId(params.object ?? '')?.startsWith(listPrefix) === true;

function infoOfList(request: RestRequest): Response {
  const { describe, view } = requestedList(request);
  return tagged(request, listInfo(describe, view, queryOf(request, describe, view)));
}

/** `GET /ui-api/list-info/ID`, or the list views of an object */
function infoOrLists(request: RestRequest): Response {
  if (isListId(request)) return infoOfList(request);
  return tagged(request, listsOf(request, 'list-info', 'url'));
}

/** `GET /ui-api/list-records/ID` */
function recordsOfList(request: RestRequest): Response {
  const { describe, view } = requestedList(request);
  return tagged(request, taggedListRecords(request, describe, view));
}

/** `GET /ui-api/list-ui/X/NAME`: what a list view is like, and its records */
function listUi(request: RestRequest): Response {
  const { describe, view } = requestedList(request);
  const info = listInfo(describe, view, queryOf(request, describe, view));
  return tagged(request, withETag({ info, records: listRecords(request, describe, view) }));
}

/** `GET /ui-api/list-ui/ID`, or the list views of an object */
function listUiOrLists(request: RestRequest): Response {
  return isListId(request) ? listUi(request) : tagged(request, listsOf(request, 'list-ui', 'listUiUrl'));
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_features_list_views.htm */
export const listUiRoutes: readonly Route[] = [
  { path: '/ui-api/list-ui/:object', methods: { GET: listUiOrLists } },
  { path: '/ui-api/list-ui/:object/:name', methods: { GET: listUi } },
  { path: '/ui-api/list-info/:object', methods: { GET: infoOrLists } },
  { path: '/ui-api/list-info/:object/:name', methods: { GET: infoOfList } },
  { path: '/ui-api/list-records/:object', methods: { GET: recordsOfList } },
  { path: '/ui-api/list-records/:object/:name', methods: { GET: recordsOfList } },
];
