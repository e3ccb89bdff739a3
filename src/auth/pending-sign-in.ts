import { pendingKey, pendingKeys, type SignInOwner } from './pending-key.ts';

/** A sign-in that was started and not answered yet. */
export interface PendingSignIn {
  readonly state: string;
  /** What the flow needs to know its answer by: for PKCE the library's record, with the verifier in it. */
  readonly request: string;
  /** The exact one the org was given. */
  readonly redirectUri: string;
  /** The page to come back to. */
  readonly returnUrl: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The answer, on its way from the page it came to, to the page that is to use it. */
  readonly answer?: string | undefined;
}

/** Milliseconds in which an answer counts. */
export const pendingLifetime = 10 * 60_000;

export function isTooOld(pending: PendingSignIn, now: number): boolean {
  return now - pending.createdAt > pendingLifetime;
}

/** Keeps a sign-in over the way to the login page and back. Throws what the storage throws. */
export function keepPending(storage: Storage, owner: SignInOwner, pending: PendingSignIn): void {
  forgetOld(storage, pending.createdAt);
  storage.setItem(pendingKey(owner, pending.state), JSON.stringify(pending));
}

/** The pending sign-in of that state; nothing where there is none, or none that can be read. */
export function findPending(
  storage: () => Storage,
  owner: SignInOwner,
  state: string,
): PendingSignIn | undefined {
  return readPending(storage, pendingKey(owner, state));
}

/** An answer counts once: whoever acts on it drops it first. */
export function dropPending(storage: Storage, owner: SignInOwner, state: string): void {
  storage.removeItem(pendingKey(owner, state));
}

/** The sign-ins of this owner that the tab still waits for. */
export function pendingOf(storage: Storage, owner: SignInOwner, now: number): PendingSignIn[] {
  forgetOld(storage, now);
  const keys = pendingKeys(() => storage).filter((key) => key.startsWith(pendingKey(owner)));
  return keys.flatMap((key) => readPending(() => storage, key) ?? []);
}

/** What is kept under a key, if it can be read. The storage may throw. */
export function readPending(storage: () => Storage, key: string): PendingSignIn | undefined {
  try {
    const value: Partial<PendingSignIn> | null = JSON.parse(storage().getItem(key) ?? 'null');
    const { state, request, redirectUri, returnUrl, createdAt, answer = '' } = value ?? {};
    const isWhole = [state, request, redirectUri, returnUrl, answer].every(
      (text) => typeof text === 'string',
    );
    return isWhole && key.endsWith(`:${state}`) && typeof createdAt === 'number'
      ? (value as PendingSignIn)
      : undefined;
  } catch {
    return undefined;
  }
}

function forgetOld(storage: Storage, now: number): void {
  for (const key of pendingKeys(() => storage)) {
    const pending = readPending(() => storage, key);
    if (!pending || isTooOld(pending, now)) storage.removeItem(key);
  }
}
