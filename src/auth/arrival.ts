import { findAnswer, ourState, withoutAnswer } from './answer-text.ts';
import type { OAuthSettings } from './auth-config.ts';
import { pendingKey, pendingKeys } from './pending-key.ts';
import type { AuthEnvironment, AuthWindow } from './types.ts';

/** That a page was loaded with something to judge: an answer's parameters, or none where one is awaited. */
export interface Arrival {
  readonly text?: string;
}

/**
 * Takes an answer to a sign-in out of address and history at once, before anything is sent or loaded. Nothing where
 * there is none and none is awaited. What is not clearly this connection's is left alone: the page may have a `code` or
 * `state` of its own, and so is everything in another site's frame.
 */
export function takeArrival(environment: AuthEnvironment, settings: OAuthSettings): Arrival | undefined {
  const { location, history, window } = environment;
  if (isForeignFrame(window, location)) return undefined;
  const { search, hash } = location;
  // Only the user-agent flow is answered in the fragment.
  const text = findAnswer({ search, hash: settings.flow === 'user-agent' ? hash : '' });
  const awaited = pendingKeys(() => environment.sessionStorage);
  const isOurs = (key: string) => key.startsWith(pendingKey(settings));
  if (text === undefined) return awaited.some(isOurs) ? {} : undefined;
  const state = ourState(new URLSearchParams(text));
  const key = awaited.find((candidate) => candidate.endsWith(`:${state}`));
  if (key !== undefined && !isOurs(key)) return undefined;
  history.replaceState(history.state, '', withoutAnswer(location.href));
  return { text };
}

/** True in a frame whose outermost page is another site's, or may be. */
export function isForeignFrame({ top, self }: AuthWindow, { origin }: Location): boolean {
  try {
    return top !== self && (top as Window).location.origin !== origin;
  } catch {
    return true;
  }
}
