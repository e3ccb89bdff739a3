import { failure, unreadable } from '../http/rest-failure.ts';
import type { Caller, OrgContext } from '../org-context.ts';
import { jsonDepth } from './json-depth.ts';

/** One call of the REST API, on its way to the resource that answers it. */
export interface RestRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  /** Values of the path's `:names`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
  readonly org: OrgContext;
  readonly caller: Caller;
  /** Set for the parts of a composite request that is all or nothing. */
  readonly allOrNone?: boolean;
}

/** A request whose resource is still to be found. */
export type UnroutedRequest = Omit<RestRequest, 'params'>;

/** Answers a request for `path`, which is below `/services/data`. Whatever the REST API refuses is an answer too. */
export type Perform = (path: string, request: UnroutedRequest) => Promise<Response>;

export interface ParsedBody {
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Lists and objects within one another that a body may have, as is usual with parsers in Java. */
const mostDepth = 1_000;

/** Where the engine says that it stopped reading, else the end of the text. */
function placeOf(error: unknown, text: string): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? [];
  const lines = text.split('\n');
  return `[line:${line ?? lines.length}, column:${column ?? (lines.at(-1)?.length ?? 0) + 1}]`;
}

/** The body as a JSON object. @throws RestFailure */
export function jsonBody(request: RestRequest): ParsedBody {
  const text = request.body;
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(contentType)) {
    throw failure(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Type: ${contentType} is not supported`);
  }
  if (text.trim() === '') {
    const message = 'The HTTP entity body is required, but this request has no entity body.';
    throw failure(400, 'JSON_PARSER_ERROR', message);
  }
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    const message = `Unexpected character or end of input at ${placeOf(error, text)}`;
    throw failure(400, 'JSON_PARSER_ERROR', message);
  }
  const depth = jsonDepth(text);
  if (depth > mostDepth) {
    const message = `Document nesting depth (${depth}) exceeds the maximum allowed (${mostDepth})`;
    throw failure(400, 'JSON_PARSER_ERROR', message);
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw unreadable('SObject', values);
  }
  return { values: values as Record<string, unknown>, text };
}
