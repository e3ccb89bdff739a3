import { pause } from './pause.ts';
import { withLease } from './tab-lease.ts';
import type { AuthEnvironment } from './types.ts';

/** Milliseconds after which a lock is taken from a tab that was frozen with it; longer than any refresh may take. */
export const lockPatience = 35_000;

/** What one tab wrote is certain to be seen by the next one only this many milliseconds later. */
const settlingTime = 100;

/** Runs the work while no other tab of this origin runs any of the same name. The outcome is the work's own. */
export function exclusively<T>(
  environment: Pick<AuthEnvironment, 'locks' | 'localStorage' | 'now'>,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const { locks } = environment;
  if (!locks) return withLease(environment, name, work, { life: lockPatience, settlingTime });
  return new Promise((resolve) => {
    let hasBegun = false;
    const run = () => {
      hasBegun = true;
      const running = work();
      resolve(running);
      // A holder whose lock is stolen goes on all the same: what it sent counts.
      return running.catch(() => {}).then(() => pause(settlingTime));
    };
    const wait = async (): Promise<void> => {
      const holder = await holderOf(locks, name);
      // Not all at the same moment, or each would steal from the one before.
      const patience = AbortSignal.timeout(Math.round(lockPatience + Math.random() * 2000));
      await locks.request(name, { signal: patience }, run).catch(async (error: unknown) => {
        if (hasBegun) return;
        if (!patience.aborted) throw error;
        if (holder === undefined || holder !== (await holderOf(locks, name))) return wait();
        await locks.request(name, { steal: true }, run).catch(() => {});
      });
    };
    // A page that may not use them at all goes on without.
    wait().catch(() => {
      if (!hasBegun) void run();
    });
  });
}

/** The page that holds a lock. */
async function holderOf(locks: LockManager, name: string): Promise<string | undefined> {
  const { held } = await locks.query();
  return held?.find((lock) => lock.name === name)?.clientId;
}

/**
 * Holds a claim for as long as this page lives. False where another page holds it: then this one is its copy. A page
 * that is loaded again waits a moment for the one it replaces to be gone.
 */
export async function claimForThisPage(locks: LockManager, name: string): Promise<boolean> {
  if (await isHeldHere(locks, name).catch(() => false)) return true;
  return new Promise((resolve) => {
    const hold = () => {
      resolve(true);
      return new Promise<never>(() => {});
    };
    locks.request(name, { signal: AbortSignal.timeout(500) }, hold).catch(() => resolve(false));
  });
}

/** True where an element that was put into this page before holds it. */
async function isHeldHere(locks: LockManager, name: string): Promise<boolean> {
  const holder = await holderOf(locks, name);
  const probe = `${name}:${Math.random()}`;
  return locks.request(probe, async () => (await holderOf(locks, probe)) === holder);
}
