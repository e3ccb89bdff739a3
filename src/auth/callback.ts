import { findAnswer, parseCallbackAnswer } from './callback-answer.ts';
import { handOver, returnUrlOf } from './hand-over.ts';
import { findPending } from './pending-sign-in.ts';
import { isForeignFrame, relayAnswer } from './relay-answer.ts';

// All of `callback.html`: a redirect URI that is nothing else passes the org's answer on to the page that asked.
const text = findAnswer(location);
if (text !== undefined && !isForeignFrame(window, location)) {
  history.replaceState(null, '', location.pathname);
  passOn(text);
}

function passOn(text: string): void {
  const answer = parseCallbackAnswer(text);
  if (answer.kind === 'none') return;
  if (answer.mode === 'popup') {
    relayAnswer(text, globalThis);
    return;
  }
  const pending = answer.kind === 'malformed' ? undefined : findPending(sessionStorage, answer.state);
  if (pending) handOver(globalThis, pending, text, returnUrlOf(pending, location));
}
