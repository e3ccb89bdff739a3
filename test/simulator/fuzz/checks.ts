import assert from 'node:assert/strict';
import type { FuzzAnswer } from './client.ts';
import type { FuzzRequest } from './requests.ts';

/** Errors of the REST API, or the one of the UI API. */
function checkErrors(body: unknown, text: string): void {
  const errors = Array.isArray(body) ? body : [body];
  assert.ok(errors.length > 0, text);
  for (const { message, errorCode, enhancedErrorType, statusCode, fields } of errors) {
    assert.equal(typeof message, 'string', text);
    assert.match(String(errorCode ?? enhancedErrorType ?? statusCode), /^[A-Z]\w+$/, text);
    assert.ok(fields === undefined || Array.isArray(fields), text);
  }
}

interface Parts {
  readonly compositeResponse?: Part[];
  readonly results?: Part[];
  readonly graphs?: { readonly graphResponse?: Parts }[];
}

interface Part {
  readonly httpStatusCode?: number;
  readonly statusCode?: number;
  readonly body?: unknown;
  readonly result?: unknown;
}

function partsOf({ compositeResponse, results, graphs }: Parts): Part[] {
  const ofGraphs = graphs?.flatMap(({ graphResponse = {} }) => partsOf(graphResponse));
  return compositeResponse ?? results ?? ofGraphs ?? [];
}

/** Answers within an answer: of composite requests, batches and graphs. */
function checkParts(text: string): void {
  for (const { httpStatusCode, statusCode, body, result } of partsOf(JSON.parse(text) ?? {})) {
    const status = httpStatusCode ?? statusCode;
    if (status === undefined) continue;
    assert.ok(status >= 200 && status < 500, text);
    if (status >= 400 && status !== 412) checkErrors(body ?? result, text);
  }
}

/** An OAuth error, as JSON. */
function checkOAuthError({ contentType, text }: FuzzAnswer): void {
  assert.match(contentType, /^application\/json/, text);
  const { error, error_description } = JSON.parse(text);
  assert.deepEqual([typeof error, typeof error_description], ['string', 'string'], text);
}

const rolledBack = [
  'The transaction was rolled back since another operation',
  'Record rolled back because not all records were valid',
];

/** Whether an answer says that nothing was written: a refusal, or what is all or nothing and was rolled back. */
export function leavesNothing({ status, text }: FuzzAnswer): boolean {
  const [ofParts = '', ofRecords = ''] = rolledBack;
  return status >= 400 || text.includes(ofParts) || (text.startsWith('[') && text.includes(ofRecords));
}

/** Whatever is asked for: no failure of the org's own, and a body of the form that belongs there. */
export function checkAnswer({ method, path }: FuzzRequest, answer: FuzzAnswer, base: string): void {
  const { status, contentType, text } = answer;
  assert.ok(status >= 200 && status < 500, `${status}: ${text}`);
  // There is no body where none is asked for, nor where a condition does not hold.
  if (method === 'HEAD' || status === 412) {
    assert.equal(text, '');
    return;
  }
  const { pathname } = new URL(base + path);
  const isToken = /^(\/customers)?\/services\/oauth2\/token$/.test(pathname);
  if (isToken && status >= 400) checkOAuthError(answer);
  if (!/^\/services\/data(\/|$)/.test(pathname)) return;
  if (status >= 400) {
    assert.match(contentType, /^application\/json/, text);
    checkErrors(JSON.parse(text), text);
  } else if (contentType.startsWith('application/json')) checkParts(text);
  else assert.match(text === '' ? 'text/csv' : contentType, /^text\/csv/, text);
}
