import { openChannel } from './open-channel.ts';
import type { AuthEnvironment } from './types.ts';

/** The channel on which a landing page reaches the page that asked, also when COOP has cut it off its opener. */
export const relayChannelName = 'sf-elements:sign-in';

const messageType = 'sf-elements:sign-in-answer';

/**
 * Hands the answer in a popup's landing page to the page that asked, then closes the popup. Does nothing in a
 * frame. It goes to pages of this origin only; a code is of no use to them without the verifier, which never left
 * the page that asked.
 */
export function relayAnswer(
  answer: string,
  environment: Pick<AuthEnvironment, 'window' | 'location' | 'BroadcastChannel'>,
): void {
  const { window, location } = environment;
  if (window.top !== window.self) return;
  const message = { type: messageType, answer };
  if (canPostMessage(window.opener)) window.opener.postMessage(message, location.origin);
  const channel = openChannel(environment, relayChannelName);
  channel?.postMessage(message);
  channel?.close();
  // A moment later, so that the message has left before its sender is gone.
  setTimeout(() => window.close(), 100);
}

/** The text of a relayed answer; nothing if the message is something else. */
export function readRelayedAnswer(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, answer } = message as { type?: unknown; answer?: unknown };
  return type === messageType && typeof answer === 'string' ? answer : undefined;
}

function canPostMessage(opener: unknown): opener is Pick<Window, 'postMessage'> {
  return typeof opener === 'object' && opener !== null && 'postMessage' in opener;
}
