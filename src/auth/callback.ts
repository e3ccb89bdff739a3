import { findAnswer, ourState } from './answer-text.ts';
import { isForeignFrame } from './arrival.ts';
import { handOver } from './hand-over.ts';
import { pendingKeys } from './pending-key.ts';
import { readPending } from './pending-sign-in.ts';
import { relayAnswer } from './relay-answer.ts';

// All of `callback.html`: a redirect URI that is nothing else passes the org's answer on to the page that asked.
const text = findAnswer(location);
if (text !== undefined && !isForeignFrame(window, location)) {
  history.replaceState(null, '', location.pathname);
  const state = ourState(new URLSearchParams(text));
  const key = pendingKeys(() => sessionStorage).find((candidate) => candidate.endsWith(`:${state}`));
  const pending = key && readPending(() => sessionStorage, key);
  if (state?.startsWith('popup.')) relayAnswer(text, globalThis);
  else if (pending) handOver(globalThis, key, pending, text);
}
