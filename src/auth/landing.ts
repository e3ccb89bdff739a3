import type { OAuthSettings } from './auth-config.ts';
import { type GenuineAnswer, parseCallbackAnswer, withoutAnswer } from './callback-answer.ts';
import {
  awaitsAnswer,
  dropPending,
  findPending,
  isFor,
  isTooOld,
  type PendingSignIn,
} from './pending-sign-in.ts';
import { relayAnswer } from './relay-answer.ts';
import { answerRefused } from './sign-in-error.ts';
import type { AuthEnvironment } from './types.ts';
import { parseUrl } from './web-address.ts';

/** What a page's address turned out to hold for one connection. */
export type Landing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly pending: PendingSignIn; readonly answer: GenuineAnswer }
  | { readonly kind: 'refused'; readonly error: Error };

const nothing: Landing = { kind: 'nothing' };

/**
 * Reads the answer in this page's address and takes it out of address and history at once, before anything is
 * sent. A popup's answer is relayed to the page that asked. What is not clearly ours is left alone: the page may
 * have a `code` or `state` of its own.
 */
export function land(environment: AuthEnvironment, settings: OAuthSettings): Landing {
  const { location } = environment;
  const { search } = location;
  const answer = parseCallbackAnswer(search);
  if (answer.kind === 'none') return findStrayAnswer(environment, settings, search);
  if (answer.mode === 'popup') {
    cleanAddress(environment, withoutAnswer(location.href));
    relayAnswer(search, environment);
    return nothing;
  }
  if (answer.kind === 'malformed') {
    cleanAddress(environment, withoutAnswer(location.href));
    return refused(answer.problem);
  }
  const pending = readPending(environment, answer.state);
  if (pending && !isFor(pending, settings)) return nothing;
  if (pending) dropPending(environment.sessionStorage, answer.state);
  if (!pending || isTooOld(pending, environment.now())) {
    cleanAddress(environment, withoutAnswer(location.href));
    return refused(pending ? 'it came too late' : 'it belongs to no sign-in of this tab, or was used before');
  }
  const returnUrl = parseUrl(pending.returnUrl);
  cleanAddress(
    environment,
    returnUrl?.origin === location.origin ? returnUrl.href : withoutAnswer(location.href),
  );
  return { kind: 'answer', pending, answer };
}

/** An answer with a lost or foreign state, while one is awaited: said, never used. The real one may still come. */
function findStrayAnswer(environment: AuthEnvironment, settings: OAuthSettings, search: string): Landing {
  const parameters = new URLSearchParams(search);
  if (!parameters.has('code') && !parameters.has('error')) return nothing;
  try {
    const awaited = awaitsAnswer(environment.sessionStorage, settings, environment.now());
    return awaited ? refused('its state is missing or was altered') : nothing;
  } catch {
    return nothing;
  }
}

/** Nothing, too, where the browser keeps its storage from the page. */
function readPending(environment: AuthEnvironment, state: string): PendingSignIn | undefined {
  try {
    return findPending(environment.sessionStorage, state);
  } catch {
    return undefined;
  }
}

function cleanAddress({ history }: AuthEnvironment, address: string): void {
  history.replaceState(history.state, '', address);
}

function refused(problem: string): Landing {
  return { kind: 'refused', error: answerRefused(problem) };
}
