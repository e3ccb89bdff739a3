import { SfError } from '../errors/sf-error.ts';
import { isRepeatable } from './classify.ts';
import type { ApiRequest } from './client.ts';
import type { FailureReason } from './failed-fetches.ts';

/** The error of a request without an answer; says so where it must not be repeated and may have been carried out. */
export function unlessRepeatable(request: ApiRequest, error: SfError): SfError {
  if (isRepeatable(request)) return error;
  return new SfError({
    code: 'OUTCOME_UNKNOWN',
    operation: error.operation,
    problem: `${error.problem} What was sent may have been saved all the same.`,
    remedy: 'Check whether it was before you send it again.',
    ...(error.status && { status: error.status }),
    details: error.details,
    cause: error,
  });
}

/** The error of a request that got no answer, for this reason. */
export function lostAnswerError(request: ApiRequest, reason: FailureReason, cause: unknown): SfError {
  const { operation } = request;
  // Neither was carried out: a browser asks for leave first, and the org looks at the token first.
  if (reason === 'token-refused') {
    return new SfError({
      code: 'INVALID_SESSION_ID',
      operation,
      problem: 'The session has ended.',
      remedy: 'Connect again.',
      cause,
    });
  }
  if (reason === 'origin-not-allowed') {
    const { origin } = globalThis.location;
    return new SfError({
      code: 'ORIGIN_NOT_ALLOWED',
      operation,
      problem: `The org does not answer requests from this site (${origin}).`,
      remedy: `In the org, an administrator adds ${origin} under Setup > CORS > Allowed Origins List.`,
      cause,
    });
  }
  return unlessRepeatable(request, new SfError({ ...unanswered[reason], operation, cause }));
}

const unanswered = {
  timeout: {
    code: 'TIMEOUT',
    problem: 'The org did not answer in time.',
    remedy: 'Check the network connection and try again.',
  },
  unreachable: {
    code: 'NETWORK',
    problem: 'The org could not be reached.',
    remedy: 'Check the network connection and try again; the org may also be down for maintenance.',
  },
  lost: {
    code: 'NETWORK',
    problem: 'The answer of the org got lost.',
    remedy: 'Check the network connection and try again.',
  },
} as const;
