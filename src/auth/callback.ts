import { relayAnswer } from './relay-answer.ts';

// All of `callback.html`: a redirect URI that is nothing else relays the org's answer and closes.
const { search } = location;
if (search) {
  history.replaceState(null, '', location.pathname);
  relayAnswer(search, globalThis);
}
