import { SfError } from '../errors/sf-error.ts';
import { isConcurrentLimit } from './classify.ts';
import type { ApiRequest } from './client.ts';
import { readDetails } from './error-details.ts';
import { unlessRepeatable } from './lost-answer.ts';
import type { Answer } from './read-answer.ts';

/** The `SfError` for an answer that is not a success. Body shapes: REST API Developer Guide, "Status Codes and Error Responses". */
export function orgError(request: ApiRequest, answer: Answer): SfError {
  const { body, status } = answer;
  const refusal = refusalOf(request.operation, body, status);
  const error = refusal ?? errorOfStatus(request, answer);
  // With 502 to 504 it may be a gateway that speaks, also in JSON, and it knows nothing of what the org has done.
  const mayBeDone = status > 500 || (!refusal && (status < 300 || status === 500));
  return mayBeDone ? unlessRepeatable(request, error) : error;
}

function errorOfStatus({ operation }: ApiRequest, answer: Answer): SfError {
  const { status, isUnreadable } = answer;
  return new SfError({
    code: status >= 400 ? 'HTTP_ERROR' : 'UNEXPECTED_ANSWER',
    operation,
    problem: problemOfStatus(answer),
    remedy:
      status >= 500 || isUnreadable
        ? 'Try again in a few minutes; the org may be under maintenance.'
        : 'Try again; if it stays, ask the administrator of the org.',
    status,
  });
}

/** The `SfError` for what a body says of a request or of one record in it; `undefined` where it says nothing. */
export function refusalOf(operation: string, body: unknown, status: number): SfError | undefined {
  const details = readDetails(body);
  const [first] = details;
  if (!first) return undefined;
  const key = isConcurrentLimit(first) ? 'CONCURRENT' : first.errorCode;
  const [problem, remedy = ''] = explanations.get(key) ?? ['The org refused the request.'];
  return new SfError({ code: first.errorCode, operation, problem, remedy, status, details });
}

function problemOfStatus({ status, isUnreadable }: Answer): string {
  if (isUnreadable) return `The org answered with something that is not data (status ${status}).`;
  return `The org answered with status ${status}.`;
}

/** What happened and what to do, by the org's own code. */
const explanations = new Map<string, readonly [problem: string, remedy?: string]>(
  Object.entries({
    ALL_OR_NONE_OPERATION_ROLLED_BACK: ['Another record of the same request failed.'],
    API_CURRENTLY_DISABLED: [
      'The org has its API switched off at the moment.',
      'Try again later or ask the administrator of the org.',
    ],
    API_DISABLED_FOR_ORG: [
      'The edition of this org has no API access.',
      'The administrator can have the API enabled for the org.',
    ],
    CONCURRENT: ['The org is answering too many requests at the moment.', 'Try again in a few seconds.'],
    DUPLICATES_DETECTED: ['The org found records that look the same.'],
    ENTITY_IS_DELETED: ['The record has been deleted.'],
    FIELD_CUSTOM_VALIDATION_EXCEPTION: ['The org has a rule against this.'],
    INSUFFICIENT_ACCESS: ['Your user may not do this.', 'The administrator of the org can give access.'],
    INSUFFICIENT_ACCESS_OR_READONLY: [
      'Your user may not change this record.',
      'The administrator of the org can give access.',
    ],
    INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: [
      'Your user may not use a record this one refers to.',
      'Choose another record or ask the administrator of the org.',
    ],
    INVALID_FIELD: [
      'A field in the request does not exist, or your user may not see it.',
      'Check the field names.',
    ],
    INVALID_QUERY_LOCATOR: ['The result of this query has expired.', 'Load the data again.'],
    INVALID_SESSION_ID: ['The session has ended.', 'Connect again.'],
    INVALID_TYPE: [
      'An object in the request does not exist, or your user may not see it.',
      "Check the object's API name; a custom object ends in __c.",
    ],
    MALFORMED_QUERY: ['The query is not valid SOQL.', 'Check the query.'],
    NOT_FOUND: ['There is no such thing in the org, or your user may not see it.'],
    PROCESSING_HALTED: ['Another part of the same request failed.'],
    REQUEST_LIMIT_EXCEEDED: [
      'The org has used up its API requests for today.',
      'It resets within 24 hours; the administrator can see the use under Setup > System Overview.',
    ],
    REQUIRED_FIELD_MISSING: ['A required field is empty.', 'Fill it in and save again.'],
    UNABLE_TO_LOCK_ROW: ['Somebody else is saving the same record right now.', 'Try again in a moment.'],
  }),
);
