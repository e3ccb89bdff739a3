import type { OAuthSettings } from './auth-config.ts';
import { findAnswer, type GenuineAnswer, parseCallbackAnswer, withoutAnswer } from './callback-answer.ts';
import { handOver, returnUrlOf } from './hand-over.ts';
import {
  dropPending,
  findPending,
  isFor,
  isTooOld,
  type PendingSignIn,
  pendingFor,
} from './pending-sign-in.ts';
import { isForeignFrame, relayAnswer } from './relay-answer.ts';
import { answerRefused } from './sign-in-error.ts';
import type { AuthEnvironment } from './types.ts';

/** What a page's address turned out to hold for one connection. */
export type Landing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly pending: PendingSignIn; readonly answer: GenuineAnswer }
  | { readonly kind: 'refused'; readonly error: Error }
  /** This page is about to give way to the one that is to use the answer. */
  | { readonly kind: 'leaving' };

const nothing: Landing = { kind: 'nothing' };

/**
 * Reads the answer in this page's address and takes it out of address and history at once, before anything is
 * sent. A popup's answer is relayed to the page that asked. What is not clearly ours is left alone: the page may
 * have a `code` or `state` of its own, and so is everything in another site's frame.
 */
export function land(environment: AuthEnvironment, settings: OAuthSettings): Landing {
  const { location, window } = environment;
  if (isForeignFrame(window, location)) return nothing;
  const { search, hash } = location;
  // Only the user-agent flow is answered in the fragment.
  const text = findAnswer({ search, hash: settings.flow === 'user-agent' ? hash : '' });
  if (text === undefined) return findKept(environment, settings);
  const answer = parseCallbackAnswer(text);
  if (answer.kind === 'none') return nothing;
  const cleanUrl = withoutAnswer(location.href);
  if (answer.mode === 'popup') {
    replaceAddress(environment, cleanUrl);
    relayAnswer(text, environment);
    return nothing;
  }
  if (answer.kind === 'malformed') {
    replaceAddress(environment, cleanUrl);
    return refused(answer.problem);
  }
  const pending = readPending(environment, answer.state);
  if (pending && !isFor(pending, settings)) return nothing;
  replaceAddress(environment, cleanUrl);
  if (!pending) return refused('it belongs to no sign-in of this tab, or was used before');
  const returnUrl = returnUrlOf(pending, location);
  // A fragment stays in the page's own record of how it was loaded, so a token asks for another load.
  const isElsewhere = withoutHash(returnUrl) !== withoutHash(cleanUrl);
  const counts = !isTooOld(pending, environment.now());
  if (counts && (isElsewhere || answer.kind === 'token')) {
    if (handOver(environment, pending, text, returnUrl)) return { kind: 'leaving' };
  }
  return accept(environment, pending, answer);
}

/** An answer that another load of the page has handed over; or one that came without the state it is awaited with. */
function findKept(environment: AuthEnvironment, settings: OAuthSettings): Landing {
  const { location, now } = environment;
  try {
    const awaited = pendingFor(environment.sessionStorage, settings, now());
    const pending = awaited.find(({ answer }) => answer !== undefined);
    const answer = parseCallbackAnswer(pending?.answer ?? '');
    if (pending && answer.kind !== 'none' && answer.kind !== 'malformed') {
      return accept(environment, pending, answer);
    }
    // Said, never used. The real one may still come.
    const stray = /[?&](?:code|error)=/.test(location.search);
    return stray && awaited.length > 0 ? refused('its state is missing or was altered') : nothing;
  } catch {
    return nothing;
  }
}

/** An answer counts once, for ten minutes. */
function accept(environment: AuthEnvironment, pending: PendingSignIn, answer: GenuineAnswer): Landing {
  const { location, now } = environment;
  dropPending(environment.sessionStorage, pending.state);
  if (isTooOld(pending, now())) return refused('it came too late');
  const returnUrl = returnUrlOf(pending, location);
  // As a navigation, so that a router that lives by the hash hears of it.
  if (returnUrl !== location.href && withoutHash(returnUrl) === withoutHash(location.href)) {
    location.replace(returnUrl);
  }
  return { kind: 'answer', pending, answer };
}

/** Nothing, too, where the browser keeps its storage from the page. */
function readPending(environment: AuthEnvironment, state: string): PendingSignIn | undefined {
  try {
    return findPending(environment.sessionStorage, state);
  } catch {
    return undefined;
  }
}

function replaceAddress({ history }: AuthEnvironment, address: string): void {
  history.replaceState(history.state, '', address);
}

function withoutHash(address: string): string {
  return address.replace(/#.*/s, '');
}

function refused(problem: string): Landing {
  return { kind: 'refused', error: answerRefused(problem) };
}
