import type { SfErrorDetail } from '../errors/sf-error.ts';
import type { ApiRequest } from './client.ts';
import { readDetails } from './error-details.ts';
import type { Answer } from './read-answer.ts';

// A refresh cannot mend these: the session exists but may never use the REST API.
const lastingRefusals = [
  'This session is not valid for use with the REST API',
  'Connected app is not attached to Agent',
];

/** True when the org refused the token in a way that a newer token can mend. */
export function isRefreshable(answer: Answer): boolean {
  if (answer.status !== 401) return false;
  return !readDetails(answer.body).some(({ message }) => lastingRefusals.includes(message));
}

/** Statuses by which an org or what stands before it says: not now. */
const transientStatuses = [420, 429, 502, 503, 504];
/** Those of them that say that nothing was carried out. */
const refusingStatuses = [420, 429];

/** True where doing it twice has the effect of doing it once. */
export function isRepeatable({ method, isRepeatable = method !== 'POST' }: ApiRequest): boolean {
  return isRepeatable;
}

/** True where the same request may succeed in a moment. One that must not be repeated may be where nothing was done. */
export function isTransient(answer: Answer, mayRepeat: boolean): boolean {
  if (isLimit(answer)) return false;
  if (refusals(answer).some(({ errorCode }) => errorCode === 'UNABLE_TO_LOCK_ROW')) return true;
  return (mayRepeat ? transientStatuses : refusingStatuses).includes(answer.status);
}

/** True where the org says that it has answered enough requests for now. */
export function isLimit(answer: Answer): boolean {
  return refusals(answer).some(({ errorCode }) => errorCode === 'REQUEST_LIMIT_EXCEEDED');
}

/** True where that is about requests at the same time, not those of a day. */
export function isConcurrentLimit({ errorCode, message }: SfErrorDetail): boolean {
  return errorCode === 'REQUEST_LIMIT_EXCEEDED' && message.startsWith('Concurrent');
}

/** What a success holds is data, whatever it looks like. */
function refusals({ ok, body }: Answer): SfErrorDetail[] {
  return ok ? [] : readDetails(body);
}
