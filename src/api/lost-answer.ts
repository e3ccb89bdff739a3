import { SfError } from '../errors/sf-error.ts';
import type { ApiRequest } from './client.ts';
import type { FailureReason } from './failed-fetches.ts';

/** The error of a request without an answer; says so where it must not be repeated and may have been carried out. */
export function unlessRepeatable(
  { method, isRepeatable = method !== 'POST' }: ApiRequest,
  error: SfError,
): SfError {
  if (isRepeatable) return error;
  return new SfError({
    code: 'OUTCOME_UNKNOWN',
    operation: error.operation,
    problem: `${error.problem} What was sent may have been saved all the same.`,
    remedy: 'Check whether it was before you send it again.',
    ...(error.status && { status: error.status }),
    cause: error,
  });
}

/** The error for a request whose fetch failed for this reason. */
export function failedFetchError(operation: string, reason: FailureReason, cause: unknown): SfError {
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
  return new SfError({
    code: 'NETWORK',
    operation,
    problem: reason === 'unreachable' ? 'The org could not be reached.' : 'The answer of the org got lost.',
    remedy: 'Check the network connection and try again; the org may also be down for maintenance.',
    cause,
  });
}

export function timeoutError(operation: string, cause: unknown): SfError {
  return new SfError({
    code: 'TIMEOUT',
    operation,
    problem: 'The org did not answer in time.',
    remedy: 'Check the network connection and try again.',
    cause,
  });
}
