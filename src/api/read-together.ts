import { forOperation } from '../errors/for-operation.ts';
import { isSfError } from '../errors/sf-error.ts';
import { isLimit, isTransient } from './classify.ts';
import {
  callsFor,
  collected,
  compositeOf,
  mostParts,
  type Part,
  partAnswer,
  singlePart,
} from './composite-parts.ts';
import type { QueuedRead } from './folded-reads.ts';
import type { Answer } from './read-answer.ts';
import type { Exchange } from './transport.ts';

/**
 * Answers reads by as few calls as there can be: as parts of composite requests, which count once toward the org's
 * limit, and records of one object, where they are more than fit, as collections. A part that fails fails only its own
 * reads. Never rejects.
 */
export async function readTogether(
  reads: readonly QueuedRead[],
  exchange: Exchange,
  apiVersion: string,
): Promise<void> {
  await sendParts(reads.length > mostParts ? collected(reads) : reads.map(singlePart));

  async function sendParts(parts: readonly Part[]): Promise<void> {
    await Promise.all(callsFor(parts).map(sendCall));
  }

  async function sendCall(parts: readonly Part[]): Promise<void> {
    const [only] = parts;
    const alone = parts.length === 1 && only?.split ? only : undefined;
    const own = parts.flatMap((part) => part.reads);
    const shared = signalOf(own);
    try {
      const request = alone?.request ?? compositeOf(parts, apiVersion);
      const answer = await exchange({ ...request, signal: shared.signal });
      if (alone) await settlePart(alone, answer);
      else await settleComposite(parts, answer);
    } catch (error) {
      for (const { request, reject } of own) {
        reject(isSfError(error) ? forOperation(error, request.operation) : error);
      }
    } finally {
      shared.release();
    }
  }

  async function settleComposite(parts: readonly Part[], answer: Answer): Promise<void> {
    if (isRefusal(answer)) return askApart(parts);
    const missing = answer.ok ? unreadable(answer) : answer;
    const settled = parts.map((part, index) => {
      const own = partAnswer(answer, index);
      // The call as a whole was answered, so nobody has tried again yet.
      if (own && isTransient(own, true)) return askApart([part]);
      return settlePart(part, own ?? missing);
    });
    await Promise.all(settled);
  }

  function askApart(parts: readonly Part[]): void {
    for (const { request, resolve } of parts.flatMap((part) => part.reads)) resolve(exchange(request));
  }

  async function settlePart({ reads: own, split }: Part, answer: Answer): Promise<void> {
    if (split && isRefusal(answer)) return sendParts(own.map(singlePart));
    const answers = split && answer.ok ? split(answer) : own.map(() => answer);
    own.forEach(({ resolve }, index) => {
      resolve(answers[index] ?? unreadable(answer));
    });
  }
}

/** True where the org did not want these reads together, each of which may be fine. */
function isRefusal(answer: Answer): boolean {
  const { status } = answer;
  return status >= 400 && status < 500 && status !== 401 && !isLimit(answer) && !isTransient(answer, true);
}

function unreadable(answer: Answer): Answer {
  return { ...answer, ok: false, isUnreadable: true };
}

/** A signal that fires once nobody waits for any of the reads. */
function signalOf(reads: readonly QueuedRead[]): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const signals = reads.flatMap(({ request }) => request.signal ?? []);
  const check = () =>
    signals.length === reads.length && signals.every(({ aborted }) => aborted) && controller.abort();
  for (const signal of signals) signal.addEventListener('abort', check);
  check();
  return {
    signal: controller.signal,
    release() {
      for (const signal of signals) signal.removeEventListener('abort', check);
    },
  };
}
