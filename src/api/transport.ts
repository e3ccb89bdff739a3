import { isSfError, type SfError } from '../errors/sf-error.ts';
import { authorizedFetch } from './authorized-fetch.ts';
import { isLimit, isRefreshable, isTransient } from './classify.ts';
import type { AccessGrant, ApiRequest, ClientOptions } from './client.ts';
import { startDeadline } from './deadline.ts';
import { FailedFetches } from './failed-fetches.ts';
import { LimitCircuit } from './limit-circuit.ts';
import { failedFetchError, timeoutError, unlessRepeatable } from './lost-answer.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import { RetryBudget } from './retry-budget.ts';
import { retryDelay } from './retry-timing.ts';

/** Sends a request and gives the org's answer, whatever its status. Rejects where there is none. */
export type Exchange = (request: ApiRequest) => Promise<Answer>;

/** Milliseconds. */
const defaultTimeout = 30_000;
/** Milliseconds in which a renewed token is not suspected once more. */
const trustInRenewal = 60_000;

interface LostAnswer {
  readonly cause: unknown;
  readonly isTimeout: boolean;
}

/** Token, time limit, one renewal of the session, retries: all that happens to one request on its way. */
export function createTransport(options: ClientOptions, apiVersion: string): Exchange {
  const {
    getAccessToken,
    fetch: send = globalThis.fetch.bind(globalThis),
    onAnswer,
    now = Date.now,
    random = Math.random,
    wait = waitFor,
  } = options;
  const budget = new RetryBudget();
  const circuit = new LimitCircuit(now);
  const failures = new FailedFetches(send, now, apiVersion);
  let renewed = Number.NEGATIVE_INFINITY;

  async function attempt(grant: AccessGrant, request: ApiRequest): Promise<Answer | LostAnswer> {
    const { signal, timeout = defaultTimeout, reads } = request;
    const deadline = startDeadline(timeout, signal);
    try {
      const response = await authorizedFetch(
        send,
        grant,
        { ...request, signal: deadline.signal },
        apiVersion,
      );
      return await readAnswer(response, reads);
    } catch (cause) {
      if (isSfError(cause)) throw cause;
      return { cause, isTimeout: deadline.isOver };
    } finally {
      deadline.clear();
      signal?.throwIfAborted();
    }
  }

  /** True where a newer token may help. A 401 without CORS headers looks like an answer that got lost. */
  async function isTokenRefused(grant: AccessGrant, outcome: Answer | LostAnswer): Promise<boolean> {
    if ('status' in outcome) return isRefreshable(outcome);
    if (outcome.isTimeout || now() - renewed < trustInRenewal) return false;
    return (await failures.reasonOf(grant)) === 'token-refused';
  }

  /** Milliseconds until the next try; `undefined` where there is to be none. */
  function delayAfter(outcome: Answer | LostAnswer, request: ApiRequest, tries: number): number | undefined {
    const { method, isRepeatable = method !== 'POST' } = request;
    const mayHelp =
      'status' in outcome ? isTransient(outcome, isRepeatable) : isRepeatable && !outcome.isTimeout;
    const retryAfter = 'status' in outcome ? outcome.header('retry-after') : null;
    const delay = mayHelp ? retryDelay({ tries, retryAfter, now: now(), random: random() }) : undefined;
    return delay !== undefined && budget.spend() ? delay : undefined;
  }

  async function errorOf(grant: AccessGrant, request: ApiRequest, lost: LostAnswer): Promise<SfError> {
    const { operation } = request;
    if (lost.isTimeout) return unlessRepeatable(request, timeoutError(operation, lost.cause));
    const reason = await failures.reasonOf(grant);
    const error = failedFetchError(operation, reason, lost.cause);
    // Without the allowlist's leave a browser sends no more than the preflight.
    return reason === 'origin-not-allowed' ? error : unlessRepeatable(request, error);
  }

  return async (request) => {
    const { signal } = request;
    const refusal = circuit.enter();
    if (refusal) return refusal;
    budget.earn();
    let grant = await getAccessToken({ ...(signal && { signal }) });
    let mayRenew = true;
    for (let tries = 1; ; ) {
      signal?.throwIfAborted();
      const outcome = await attempt(grant, request);
      if ('status' in outcome) onAnswer?.(outcome);
      if (mayRenew && (await isTokenRefused(grant, outcome))) {
        mayRenew = false;
        grant = await getAccessToken({ refused: grant.accessToken, ...(signal && { signal }) });
        renewed = now();
        continue;
      }
      // The grant is kept, so that a repeated request never crosses over to another user.
      const delay = delayAfter(outcome, request, tries);
      if (delay !== undefined) {
        tries += 1;
        await wait(delay, signal);
        continue;
      }
      if (!('status' in outcome)) throw await errorOf(grant, request, outcome);
      if (isLimit(outcome)) circuit.refuse(outcome);
      else circuit.close();
      return outcome;
    }
  };
}

function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
