import { openChannel } from './open-channel.ts';
import type { AuthEnvironment } from './types.ts';

/** What tabs tell each other. Never a token: who may share one finds it in the storage. */
export interface TabMessage {
  readonly type: 'kept' | 'ended';
  readonly userId?: string | undefined;
  readonly organizationId?: string | undefined;
}

export interface TabListener {
  /** Something was said; by whom, and whether it makes sense, is to be found out. */
  heed(message: Partial<TabMessage> | null): void;
  /** The storage may hold something else than it did. */
  compare(): void;
}

const closers = new FinalizationRegistry<() => void>((close) => close());

/**
 * Hears what other tabs say and store under a key, and gives the channel to answer on. The listener is held weakly, so
 * that a connection whose element is gone for good can go too.
 */
export function listenToTabs(
  environment: Pick<AuthEnvironment, 'window' | 'BroadcastChannel'>,
  key: string,
  listener: TabListener,
): BroadcastChannel | undefined {
  const { window } = environment;
  const self = new WeakRef(listener);
  const ending = new AbortController();
  const { signal } = ending;
  const channel = openChannel(environment, key);
  channel?.addEventListener('message', ({ data }) => self.deref()?.heed(data));
  // It comes when the value has, which a message may overtake. Without a key the whole storage was cleared.
  const onStorage = (event: Event) => {
    const { key: changed } = event as StorageEvent;
    if (changed === null || changed === key) self.deref()?.compare();
  };
  window.addEventListener('storage', onStorage, { signal });
  // A page that was put aside heard nothing meanwhile.
  const onShow = (event: Event) => (event as PageTransitionEvent).persisted && self.deref()?.compare();
  window.addEventListener('pageshow', onShow, { signal });
  closers.register(listener, () => {
    ending.abort();
    channel?.close();
  });
  return channel;
}
