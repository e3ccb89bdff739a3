import type { AuthEnvironment } from './types.ts';

/** A channel to the site's other pages; none where the browser has none, or keeps it from the page as it does storage. */
export function openChannel(
  { BroadcastChannel }: Pick<AuthEnvironment, 'BroadcastChannel'>,
  name: string,
): BroadcastChannel | undefined {
  try {
    return BroadcastChannel && new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
