import { errors, json } from '../http/answers.ts';
import { notFound, RestFailure } from '../http/rest-failure.ts';
import { bearerToken } from '../oauth/identity.ts';
import type { OrgContext } from '../org-context.ts';
import { apiVersion, dataPath } from '../schema/s-object.ts';
import { basicInformation, fullDescribe, globalDescribe } from './describe.ts';
import { dailyApiRequests, limits } from './limits.ts';
import { queryResources } from './query.ts';
import { deleteRecord, getRecord, patchRecord, postRecord } from './records.ts';
import { type Route, route } from './router.ts';

/** Answers one request below `/services/data`. */
export type DataApi = (request: Request, path: string, org: OrgContext) => Promise<Response>;

const versions = [{ label: "Spring '26", url: dataPath, version: apiVersion }];

function resources() {
  return json({
    sobjects: `${dataPath}/sobjects`,
    query: `${dataPath}/query`,
    limits: `${dataPath}/limits`,
  });
}

function routes(): Route[] {
  const { query, queryMore } = queryResources();
  return [
    { path: '', methods: { GET: resources } },
    { path: '/limits', methods: { GET: limits } },
    { path: '/query', methods: { GET: query } },
    { path: '/query/:locator', methods: { GET: queryMore } },
    { path: '/sobjects', methods: { GET: globalDescribe } },
    { path: '/sobjects/:object', methods: { GET: basicInformation, POST: postRecord } },
    { path: '/sobjects/:object/describe', methods: { GET: fullDescribe } },
    {
      path: '/sobjects/:object/:id',
      methods: { GET: getRecord, PATCH: patchRecord, DELETE: deleteRecord },
    },
  ];
}

async function answer(request: Request, path: string, org: OrgContext, table: Route[]): Promise<Response> {
  if (path === '/services/data') return json(versions);
  const userId = org.grants.userOf(bearerToken(request) ?? '');
  if (userId === undefined) {
    return errors(401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
  }
  if (path !== dataPath && !path.startsWith(`${dataPath}/`)) throw notFound();
  const response = await route(table, path.slice(dataPath.length), {
    method: request.method,
    headers: request.headers,
    query: new URL(request.url).searchParams,
    body: request.method === 'GET' || request.method === 'HEAD' ? '' : await request.text(),
    org,
    caller: { userId },
  });
  response.headers.set('sforce-limit-info', `api-usage=${org.apiCalls()}/${dailyApiRequests}`);
  return response;
}

/** The REST API of one org. */
export function createDataApi(): DataApi {
  const table = routes();
  return async (request, path, org) => {
    try {
      return await answer(request, path.replace(/(?<=.)\/$/, ''), org, table);
    } catch (error) {
      if (!(error instanceof RestFailure)) throw error;
      return errors(error.status, error.errors, { ...error.headers });
    }
  };
}
