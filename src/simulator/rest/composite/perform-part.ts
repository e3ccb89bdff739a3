import { errors } from '../../http/answers.ts';
import { dataPath } from '../../schema/s-object.ts';
import type { Perform, RestRequest } from '../request.ts';

/** A request within another one. */
export interface Part {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers?: Headers;
  /** Undefined for none. */
  readonly body: unknown;
}

/** What answers the parts of one request. */
export interface PartContext {
  /** The request as a whole. */
  readonly request: RestRequest;
  readonly perform: Perform;
  /** What a part may ask for: its method and its path below the version, as `GET /limits`. */
  readonly supported: RegExp;
  readonly allOrNone?: boolean;
}

/** Headers that hold for the request as a whole; its parts inherit them. */
export const sharedHeaders = ['accept', 'authorization', 'content-type'];

function headersOf(part: Part, request: RestRequest): Headers {
  const headers = new Headers(part.headers);
  for (const name of sharedHeaders) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** Answers a part as the routes answer a request of its own; what is refused is an answer too. */
export async function performPart(part: Part, context: PartContext): Promise<Response> {
  const { request, perform, supported, allOrNone = false } = context;
  const { method } = part;
  const { pathname, searchParams: query } = new URL(part.url, 'http://localhost');
  if (
    pathname.startsWith(`${dataPath}/`) &&
    !supported.test(`${method} ${pathname.slice(dataPath.length)}`)
  ) {
    const message = `The resource is not supported in a subrequest: ${pathname}`;
    return errors(400, [{ errorCode: 'INVALID_INPUT', message }]);
  }
  const headers = headersOf(part, request);
  const body = method === 'GET' || part.body === undefined ? '' : JSON.stringify(part.body);
  const { org, caller } = request;
  return perform(pathname, { method, headers, query, body, org, caller, allOrNone });
}

/** The body of an answer; null for none. */
export async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}
