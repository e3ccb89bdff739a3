import { failure } from '../../http/rest-failure.ts';
import { sharedHeaders } from './perform-part.ts';
import { methodOf, objectOf, textOf } from './read-json.ts';
import { illegalReferenceId } from './references.ts';

/** One part of a composite request, its references not yet replaced. */
export interface Subrequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly referenceId: string;
  readonly httpHeaders: Headers;
  readonly body: unknown;
}

/** What the org answered to one part. */
export interface SubrequestResult {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string | null;
}

function malformed(message: string) {
  return failure(400, 'JSON_PARSER_ERROR', message);
}

function headersOf(value: unknown): Headers {
  const headers = new Headers();
  const source = objectOf('Map', value);
  for (const name of Object.keys(source)) {
    if (sharedHeaders.includes(name.toLowerCase())) {
      throw malformed(`The header '${name}' can't be specified in a subrequest.`);
    }
    try {
      headers.set(name, textOf(source, name));
    } catch (error) {
      throw error instanceof TypeError ? malformed(`Invalid header: ${name}`) : error;
    }
  }
  return headers;
}

function readSubrequest(value: unknown): Subrequest {
  const properties = ['method', 'url', 'referenceId', 'httpHeaders', 'body'];
  const source = objectOf('CompositeSubrequest', value, properties);
  const method = methodOf(source);
  const url = textOf(source, 'url');
  const referenceId = textOf(source, 'referenceId');
  if (!url.startsWith('/services/data/v')) {
    throw malformed(`The url of a subrequest must start with /services/data/vXX.X/: ${url}`);
  }
  if (!/^[a-zA-Z0-9]\w*$/.test(referenceId)) throw malformed(illegalReferenceId(referenceId));
  return { method, url, referenceId, httpHeaders: headersOf(source.httpHeaders ?? {}), body: source.body };
}

/** The parts of a composite request. @throws RestFailure, for the request as a whole */
export function readSubrequests(values: readonly unknown[]): Subrequest[] {
  const subrequests = values.map(readSubrequest);
  const ids = subrequests.map(({ referenceId }) => referenceId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw malformed(`Duplicate ReferenceId found: ${twice}`);
  return subrequests;
}
