import type { Arrival } from './arrival.ts';
import type { OAuthSettings } from './auth-config.ts';
import { type GenuineAnswer, parseCallbackAnswer } from './callback-answer.ts';
import { handOver, returnUrlOf, withoutHash } from './hand-over.ts';
import { pendingKey } from './pending-key.ts';
import {
  dropPending,
  findPending,
  isTooOld,
  keepPending,
  type PendingSignIn,
  pendingOf,
} from './pending-sign-in.ts';
import { relayAnswer } from './relay-answer.ts';
import { answerRefused } from './sign-in-error.ts';
import type { AuthEnvironment } from './types.ts';

/** What a page was loaded with turned out to be for one connection. */
export type Landing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly pending: PendingSignIn; readonly answer: GenuineAnswer }
  | { readonly kind: 'refused'; readonly error: Error }
  /** This page is about to give way to the one that is to use the answer. */
  | { readonly kind: 'leaving' };

/** Judges what arrived. A popup's answer is relayed to the page that asked. */
export function land(environment: AuthEnvironment, settings: OAuthSettings, { text }: Arrival): Landing {
  const { location, now } = environment;
  if (text === undefined) return findKept(environment, settings);
  const answer = parseCallbackAnswer(text);
  if (answer.kind === 'none') return { kind: 'nothing' };
  if (answer.mode === 'popup') {
    relayAnswer(text, environment);
    return { kind: 'nothing' };
  }
  if (answer.kind === 'malformed') return refused(answer.problem);
  const pending = findPending(() => environment.sessionStorage, settings, answer.state);
  if (!pending) return refused('it belongs to no sign-in of this tab, or was used before');
  const isElsewhere = withoutHash(returnUrlOf(pending, location)) !== withoutHash(location.href);
  // A fragment stays in the page's own record of how it was loaded, so a token asks for another load.
  if ((isElsewhere || answer.kind === 'token') && !isTooOld(pending, now())) {
    const key = pendingKey(settings, pending.state);
    if (handOver(environment, key, pending, text)) return { kind: 'leaving' };
  }
  return accept(environment, settings, pending, answer);
}

/** An answer that another load of the page has handed over; or one that came without the state it is awaited with. */
function findKept(environment: AuthEnvironment, settings: OAuthSettings): Landing {
  const { sessionStorage, location, now } = environment;
  const awaited = pendingOf(sessionStorage, settings, now());
  const pending = awaited.find(({ answer }) => answer !== undefined);
  const answer = parseCallbackAnswer(pending?.answer ?? '');
  if (pending && answer.kind !== 'none' && answer.kind !== 'malformed') {
    return accept(environment, settings, pending, answer);
  }
  // Said, never used. The real one may still come.
  if (pending && answer.kind === 'malformed') {
    keepPending(sessionStorage, settings, { ...pending, answer: undefined });
    return refused(answer.problem);
  }
  const isStray = /[?&](?:code|error)=/.test(location.search);
  // Back on the page that was left, such parameters are its own.
  const isBack = awaited.some(({ returnUrl }) => returnUrl === location.href);
  return isStray && awaited.length > 0 && !isBack
    ? refused('its state is missing or was altered')
    : { kind: 'nothing' };
}

/** An answer counts once, for ten minutes. */
function accept(
  { sessionStorage, location, now }: AuthEnvironment,
  settings: OAuthSettings,
  pending: PendingSignIn,
  answer: GenuineAnswer,
): Landing {
  dropPending(sessionStorage, settings, pending.state);
  if (isTooOld(pending, now())) return refused('it came too late');
  const returnUrl = returnUrlOf(pending, location);
  const isHere = withoutHash(returnUrl) === withoutHash(location.href);
  // As a navigation, so that a router that lives by the hash hears of it. Without a hash it would be a reload.
  if (isHere && returnUrl !== location.href && returnUrl.includes('#')) {
    location.replace(returnUrl);
  }
  return { kind: 'answer', pending, answer };
}

function refused(problem: string): Landing {
  return { kind: 'refused', error: answerRefused(problem) };
}
