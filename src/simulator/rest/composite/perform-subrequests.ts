import { errors } from '../../http/answers.ts';
import { failure, RestFailure } from '../../http/rest-failure.ts';
import { dataPath } from '../../schema/s-object.ts';
import type { Perform, RestRequest } from '../request.ts';
import { References } from './references.ts';
import { type Subrequest, type SubrequestResult, sharedHeaders } from './subrequest.ts';

/** Headers of a part's answer that are given back; the others belong to the answer as a whole. */
const toldHeaders = ['Allow', 'ETag', 'Last-Modified', 'Location'];

/** What can be asked for in parts: a composite request within another one cannot. */
const supported = new RegExp(`^${dataPath}/(sobjects|query|queryAll|composite/sobjects)(/|$)`);

/** What the parts of one composite request have in common. */
interface Whole {
  readonly request: RestRequest;
  readonly perform: Perform;
  readonly allOrNone: boolean;
  readonly references: References;
}

function requestOf(subrequest: Subrequest, { request: whole, references, allOrNone }: Whole) {
  const url = new URL(references.inUrl(subrequest.url), 'http://localhost');
  if (url.pathname.startsWith(`${dataPath}/`) && !supported.test(url.pathname)) {
    throw failure(400, 'INVALID_INPUT', `The resource is not supported in a subrequest: ${url.pathname}`);
  }
  const headers = new Headers(subrequest.httpHeaders);
  for (const name of sharedHeaders) {
    const value = whole.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const { method } = subrequest;
  const given = method === 'GET' ? undefined : references.inBody(subrequest.body);
  const body = given === undefined ? '' : JSON.stringify(given);
  const { org, caller } = whole;
  const query = url.searchParams;
  return { path: url.pathname, request: { method, headers, query, body, org, caller, allOrNone } };
}

async function answerTo(subrequest: Subrequest, whole: Whole): Promise<Response> {
  try {
    const { path, request } = requestOf(subrequest, whole);
    return await whole.perform(path, request);
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    return errors(error.status, error.errors);
  }
}

async function resultOf(referenceId: string, response: Response): Promise<SubrequestResult> {
  const text = await response.text();
  const told = toldHeaders.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    body: text === '' ? null : JSON.parse(text),
    httpHeaders: Object.fromEntries(told),
    httpStatusCode: response.status,
    referenceId,
  };
}

function rolledBack({ referenceId }: Subrequest): SubrequestResult {
  const errorCode = 'PROCESSING_HALTED';
  const message = 'The transaction was rolled back since another operation in the same transaction failed.';
  return { body: [{ errorCode, message }], httpHeaders: {}, httpStatusCode: 400, referenceId };
}

export function hasFailed({ httpStatusCode }: SubrequestResult): boolean {
  return httpStatusCode >= 400;
}

/** Whether a failure keeps the whole from being done: also one among the records of a collection, answered with 200. */
function undoes(result: SubrequestResult): boolean {
  if (hasFailed(result)) return true;
  return Array.isArray(result.body) && result.body.some((item) => item?.success === false);
}

/**
 * Performs parts in their order, each as a request of its own.
 * @param allOrNone the first failure undoes what was done and keeps the parts after it from being performed
 */
export async function performSubrequests(
  subrequests: readonly Subrequest[],
  request: RestRequest,
  perform: Perform,
  allOrNone: boolean,
): Promise<SubrequestResult[]> {
  const whole = { request, perform, allOrNone, references: new References() };
  const transaction = request.org.store.database.begin();
  const results: SubrequestResult[] = [];
  try {
    for (const subrequest of subrequests) {
      const result = await resultOf(subrequest.referenceId, await answerTo(subrequest, whole));
      results.push(result);
      if (!hasFailed(result)) whole.references.add(subrequest.referenceId, result.body);
      if (allOrNone && undoes(result)) {
        transaction.rollBack();
        return subrequests.map((other) => (other === subrequest ? result : rolledBack(other)));
      }
    }
  } catch (error) {
    transaction.rollBack();
    throw error;
  }
  transaction.commit();
  return results;
}
