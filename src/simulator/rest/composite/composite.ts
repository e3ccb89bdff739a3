import { json } from '../../http/answers.ts';
import { dataPath } from '../../schema/s-object.ts';
import { jsonBody, type Perform } from '../request.ts';
import type { Resource } from '../router.ts';
import { performSubrequests } from './perform-subrequests.ts';
import { flagOf, listOf, objectOf } from './read-json.ts';
import { readSubrequests, type Subrequest } from './subrequest.ts';

const mostSubrequests = 25;
const mostQueries = 5;

/** A composite request cannot be part of another one. */
const supported = /^\w+ \/(sobjects|query|queryAll|composite\/sobjects)(\/|$)/;

/** Queries, their further pages, and collections. */
const queryOrCollection = new RegExp(`^${dataPath}/(query|queryAll|composite/sobjects)([/?]|$)`);

/** `GET /composite` */
export function compositeResources(): Response {
  const names = ['batch', 'sobjects', 'graph'];
  return json(Object.fromEntries(names.map((name) => [name, `${dataPath}/composite/${name}`])));
}

function limitExceeded(operations: string): Response {
  const message = `The request can’t contain more than ${operations}.`;
  const body = [{ errorCode: 'LIMIT_EXCEEDED', message }];
  return json({ compositeResponse: [{ body, httpHeaders: {}, httpStatusCode: 400, referenceId: null }] });
}

function exceededLimit(subrequests: readonly Subrequest[]): string | undefined {
  if (subrequests.length > mostSubrequests) return `${mostSubrequests} operations`;
  const queries = subrequests.filter(({ url }) => queryOrCollection.test(url));
  return queries.length > mostQueries ? `${mostQueries} query or sObject Collections operations` : undefined;
}

/**
 * `POST /composite`: up to 25 parts that may refer to each other's answers, as one call.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post.html
 */
export function postComposite(perform: Perform): Resource {
  return async (request) => {
    const properties = ['allOrNone', 'collateSubrequests', 'compositeRequest'];
    const source = objectOf('CompositeRequest', jsonBody(request).values, properties);
    const allOrNone = flagOf(source, 'allOrNone');
    flagOf(source, 'collateSubrequests');
    const subrequests = readSubrequests(listOf(source, 'compositeRequest'));
    const exceeded = exceededLimit(subrequests);
    if (exceeded !== undefined) return limitExceeded(exceeded);
    const context = { request, perform, supported, allOrNone };
    return json({ compositeResponse: await performSubrequests(subrequests, context) });
  };
}
