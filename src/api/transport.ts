import { isSfError } from '../errors/sf-error.ts';
import { authorizedFetch } from './authorized-fetch.ts';
import { isLimit, isRefreshable, isRepeatable, isTransient } from './classify.ts';
import type { AccessGrant, ApiRequest, ClientOptions } from './client.ts';
import { startDeadline } from './deadline.ts';
import { FailedFetches, type FailureReason } from './failed-fetches.ts';
import { LimitCircuit } from './limit-circuit.ts';
import { lostAnswerError } from './lost-answer.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import { RetryBudget } from './retry-budget.ts';
import { retryDelay } from './retry-timing.ts';
import { waitFor } from './wait-for.ts';

/** Sends a request and gives the org's answer, whatever its status. Rejects where there is none. */
export type Exchange = (request: ApiRequest) => Promise<Answer>;

/** Milliseconds. */
const defaultTimeout = 30_000;
/** Milliseconds without another renewal after one that did not help, so that a page does not ask for token after token. */
const pauseAfterVainRenewal = 60_000;
/** Reasons that may be gone in a moment. Whoever has waited for a timeout does not wait for another. */
const passingReasons: readonly FailureReason[] = ['lost', 'unreachable'];

interface LostAnswer {
  readonly cause: unknown;
  readonly reason: FailureReason;
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
  /** When a renewed token was refused like the one before. */
  let renewedInVain = Number.NEGATIVE_INFINITY;

  async function attempt(grant: AccessGrant, request: ApiRequest): Promise<Answer | LostAnswer> {
    const { signal, timeout = defaultTimeout, reads } = request;
    const deadline = startDeadline(timeout, signal);
    try {
      const limited = { ...request, signal: deadline.signal };
      return await readAnswer(await authorizedFetch(send, grant, limited, apiVersion), reads);
    } catch (cause) {
      signal?.throwIfAborted();
      if (isSfError(cause)) throw cause;
      const reason = deadline.isOver ? 'timeout' : await failures.reasonOf(grant);
      return { cause, reason };
    } finally {
      deadline.clear();
    }
  }

  /** Milliseconds until the next try; `undefined` where there is to be none. */
  function delayAfter(outcome: Answer | LostAnswer, request: ApiRequest, tries: number): number | undefined {
    const mayRepeat = isRepeatable(request);
    const mayHelp = isLost(outcome)
      ? mayRepeat && passingReasons.includes(outcome.reason)
      : isTransient(outcome, mayRepeat);
    const retryAfter = isLost(outcome) ? null : outcome.header('retry-after');
    const delay = mayHelp ? retryDelay({ tries, retryAfter, now: now(), random: random() }) : undefined;
    return delay !== undefined && budget.spend() ? delay : undefined;
  }

  return async (request) => {
    const { signal } = request;
    const refusal = circuit.enter();
    if (refusal) return refusal;
    budget.earn();
    let grant = await getAccessToken({ ...(signal && { signal }) });
    let isRenewed = false;
    let mayBeDone = false;
    for (let tries = 1; ; ) {
      signal?.throwIfAborted();
      const isAfterLoss = mayBeDone;
      const outcome = await attempt(grant, request);
      mayBeDone ||= isLost(outcome) || outcome.status >= 500;
      if (!isLost(outcome)) onAnswer?.(outcome);
      if (isTokenRefused(outcome)) {
        if (isRenewed) renewedInVain = now();
        else if (now() - renewedInVain > pauseAfterVainRenewal) {
          isRenewed = true;
          grant = await getAccessToken({ refused: grant.accessToken, ...(signal && { signal }) });
          continue;
        }
      }
      const delay = delayAfter(outcome, request, tries);
      if (delay !== undefined) {
        tries += 1;
        await wait(delay, signal);
        // The grant stays the same, so that a repeated request never crosses over to another user.
        continue;
      }
      if (isLost(outcome)) throw lostAnswerError(request, outcome.reason, outcome.cause);
      if (isLimit(outcome)) circuit.refuse(outcome);
      else if (!isTransient(outcome, true)) circuit.close();
      // A repeated delete that finds nothing has had its effect the first time.
      const isGone = isAfterLoss && request.method === 'DELETE' && outcome.status === 404;
      if (isGone) return { ...outcome, ok: true, status: 204, body: undefined };
      return isAfterLoss ? { ...outcome, isAfterLoss } : outcome;
    }
  };
}

function isLost(outcome: Answer | LostAnswer): outcome is LostAnswer {
  return 'reason' in outcome;
}

/** True where a newer token may help. A 401 without CORS headers looks like an answer that got lost. */
function isTokenRefused(outcome: Answer | LostAnswer): boolean {
  return isLost(outcome) ? outcome.reason === 'token-refused' : isRefreshable(outcome);
}
