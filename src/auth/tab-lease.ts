import { pause } from './pause.ts';
import type { AuthEnvironment } from './types.ts';

interface Lease {
  readonly owner: string;
  /** Milliseconds since the epoch after which it is anybody's. */
  readonly until: number;
}

/** Milliseconds for a tab's bid to reach every other one: several times the 83 that it was seen to take at most. */
const bidding = 400;

/**
 * For browsers without Web Locks: a lease in `localStorage`, held by whose bid still stands a moment after it was
 * made. A tab that dies leaves its lease to run out.
 */
export async function withLease<T>(
  { localStorage, now }: Pick<AuthEnvironment, 'localStorage' | 'now'>,
  name: string,
  work: () => Promise<T>,
  { life, settlingTime }: { readonly life: number; readonly settlingTime: number },
): Promise<T> {
  const key = `${name}:lease`;
  const owner = String(Math.random());
  const standing = (): Lease | undefined => {
    const lease = parseLease(localStorage.getItem(key));
    // One that runs for longer than any may was written by a clock that has been set back since.
    return lease && lease.until > now() && lease.until <= now() + life ? lease : undefined;
  };
  try {
    while (standing()?.owner !== owner) {
      if (!standing()) localStorage.setItem(key, JSON.stringify({ owner, until: now() + life }));
      await pause(bidding * (1 + Math.random()));
    }
  } catch {
    // Where there is no room for a lease, it goes on without.
  }
  const running = work();
  const release = async () => {
    await pause(settlingTime);
    if (standing()?.owner === owner) localStorage.removeItem(key);
  };
  running
    .catch(() => {})
    .then(release)
    .catch(() => {});
  return running;
}

function parseLease(text: string | null): Lease | undefined {
  try {
    return JSON.parse(text ?? '') ?? undefined;
  } catch {
    return undefined;
  }
}
