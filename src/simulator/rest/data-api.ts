import { errors, json } from '../http/answers.ts';
import { limitExceeded, notFound, RestFailure } from '../http/rest-failure.ts';
import { bearerToken } from '../oauth/identity.ts';
import { scopesOf } from '../oauth/pages.ts';
import type { OrgContext } from '../org-context.ts';
import { seenBy } from '../permissions/seen-by.ts';
import { apiVersion, dataPath } from '../schema/s-object.ts';
import { bulkRoutes } from './bulk/bulk-routes.ts';
import { postBatch } from './composite/batch.ts';
import { collectionRoutes } from './composite/collections.ts';
import { compositeResources, postComposite } from './composite/composite.ts';
import { postGraphs } from './composite/graph.ts';
import { fullDescribe, globalDescribe } from './describe.ts';
import { recordByExternalId } from './external-id.ts';
import { layoutRoutes } from './layouts/layouts.ts';
import { limits, recordCount } from './limits.ts';
import { listViewRoutes } from './list-views.ts';
import { query, queryAll, queryMore } from './query.ts';
import { basicInformation, recent } from './recent.ts';
import { deleteRecord, getRecord, patchRecord, postRecord } from './records.ts';
import { deletedRecords, updatedRecords } from './replication.ts';
import type { Perform } from './request.ts';
import { type Route, requireRead, route } from './router.ts';
import { getParameterizedSearch, postParameterizedSearch, search } from './search.ts';
import { Turns } from './turns.ts';
import { uiApiRoutes } from './ui-api/ui-api-routes.ts';

/** Answers one request below `/services/data`. */
export type DataApi = (request: Request, path: string, org: OrgContext) => Promise<Response>;

const versions = [{ label: "Spring '26", url: dataPath, version: apiVersion }];

function resources() {
  return json({
    sobjects: `${dataPath}/sobjects`,
    query: `${dataPath}/query`,
    queryAll: `${dataPath}/queryAll`,
    limits: `${dataPath}/limits`,
    composite: `${dataPath}/composite`,
    jobs: `${dataPath}/jobs`,
    recent: `${dataPath}/recent`,
    search: `${dataPath}/search`,
    parameterizedSearch: `${dataPath}/parameterizedSearch`,
  });
}

function routes(perform: Perform): Route[] {
  return [
    { path: '', methods: { GET: resources } },
    { path: '/composite', methods: { GET: compositeResources, POST: postComposite(perform) } },
    { path: '/composite/batch', methods: { POST: postBatch(perform) } },
    { path: '/composite/graph', methods: { POST: postGraphs(perform) } },
    ...collectionRoutes,
    ...bulkRoutes(),
    { path: '/limits', methods: { GET: limits } },
    { path: '/limits/recordCount', methods: { GET: recordCount } },
    { path: '/query', methods: { GET: query } },
    { path: '/query/:locator', methods: { GET: queryMore } },
    { path: '/queryAll', methods: { GET: queryAll } },
    { path: '/queryAll/:locator', methods: { GET: queryMore } },
    { path: '/recent', methods: { GET: recent } },
    { path: '/search', methods: { GET: search } },
    {
      path: '/parameterizedSearch',
      methods: { GET: getParameterizedSearch, POST: postParameterizedSearch },
    },
    { path: '/sobjects', methods: { GET: globalDescribe } },
    { path: '/sobjects/:object', methods: { GET: basicInformation, POST: postRecord } },
    { path: '/sobjects/:object/Id', methods: { POST: postRecord } },
    { path: '/sobjects/:object/describe', methods: { GET: fullDescribe } },
    ...layoutRoutes,
    ...uiApiRoutes,
    { path: '/sobjects/:object/deleted', methods: { GET: deletedRecords } },
    { path: '/sobjects/:object/updated', methods: { GET: updatedRecords } },
    ...listViewRoutes,
    {
      path: '/sobjects/:object/:id',
      methods: { GET: getRecord, PATCH: patchRecord, DELETE: deleteRecord },
    },
    recordByExternalId,
  ];
}

function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/$/, '');
}

/** Answers a call, or what it throws. */
async function answered(work: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    return errors(error.status, error.errors, { ...error.headers });
  }
}

function versionList({ method }: Request): Response {
  requireRead(method);
  return json(versions);
}

function invalidSession(message: string): Response {
  return errors(401, [{ message, errorCode: 'INVALID_SESSION_ID' }]);
}

/** Clients that know no PATCH send a POST that says so: `?_HttpMethod=PATCH`. */
function methodOf({ method }: Request, query: URLSearchParams): string {
  return (method === 'POST' && query.get('_HttpMethod')) || method;
}

/** How requests of their own and the parts of composite ones are answered alike. */
function createPerform(): Perform {
  const perform: Perform = (givenPath, request) =>
    answered(() => {
      const path = withoutSlash(givenPath);
      if (path !== dataPath && !path.startsWith(`${dataPath}/`)) throw notFound();
      const org = seenBy(request.org, request.caller);
      return route(table, path.slice(dataPath.length), { ...request, org });
    });
  const table = routes(perform);
  return perform;
}

/** The REST API of one org. */
export function createDataApi(): DataApi {
  const perform = createPerform();
  const turns = new Turns();
  return async (request, path, org) => {
    if (withoutSlash(path) === '/services/data') return answered(() => versionList(request));
    const grant = org.grants.grantOf(bearerToken(request) ?? '');
    if (!grant) return invalidSession('Session expired or invalid');
    const scopes = scopesOf(grant);
    if (!scopes.includes('api') && !scopes.includes('full')) {
      return invalidSession('This session is not valid for use with the REST API');
    }
    const { userId } = grant;
    const { apiUsage } = org;
    const response = await answered(async () => {
      if (!apiUsage.take()) throw limitExceeded();
      const { headers } = request;
      const { searchParams } = new URL(request.url);
      const method = methodOf(request, searchParams);
      const body = method === 'GET' || method === 'HEAD' ? '' : await request.text();
      return turns.take(() =>
        perform(path, { method, headers, query: searchParams, body, org, caller: { userId } }),
      );
    });
    response.headers.set('sforce-limit-info', `api-usage=${apiUsage.used}/${apiUsage.max}`);
    return response;
  };
}
