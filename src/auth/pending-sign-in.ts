import type { OAuthSettings } from './auth-config.ts';

/** A sign-in that was started and not answered yet. */
export interface PendingSignIn {
  readonly state: string;
  /** The engine's record, with the verifier in it. */
  readonly request: string;
  /** Whose answer it is to be: an answer never counts for another org or app. */
  readonly loginUrl: string;
  readonly clientId: string;
  /** The page to come back to. */
  readonly returnUrl: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Milliseconds in which an answer counts. */
export const pendingLifetime = 10 * 60_000;

const prefix = 'sf-elements:sign-in:';

export function isTooOld(pending: PendingSignIn, now: number): boolean {
  return now - pending.createdAt > pendingLifetime;
}

export function isFor(pending: PendingSignIn, settings: OAuthSettings): boolean {
  return pending.loginUrl === settings.loginUrl && pending.clientId === settings.clientId;
}

/** Keeps a sign-in over the way to the login page and back. Throws what the storage throws. */
export function keepPending(storage: Storage, pending: PendingSignIn): void {
  forgetOld(storage, pending.createdAt);
  storage.setItem(prefix + pending.state, JSON.stringify(pending));
}

/** The pending sign-in of that state; nothing where there is none, or none that can be read. */
export function findPending(storage: Storage, state: string): PendingSignIn | undefined {
  const text = storage.getItem(prefix + state);
  return text === null ? undefined : parsePending(text, state);
}

/** An answer counts once: whoever acts on it drops it first. */
export function dropPending(storage: Storage, state: string): void {
  storage.removeItem(prefix + state);
}

/** True while a sign-in for these settings waits for its answer in this tab. */
export function awaitsAnswer(storage: Storage, settings: OAuthSettings, now: number): boolean {
  return pendingStates(storage).some((state) => {
    const pending = findPending(storage, state);
    return pending !== undefined && isFor(pending, settings) && !isTooOld(pending, now);
  });
}

function forgetOld(storage: Storage, now: number): void {
  for (const state of pendingStates(storage)) {
    const pending = findPending(storage, state);
    if (!pending || isTooOld(pending, now)) dropPending(storage, state);
  }
}

function pendingStates(storage: Storage): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

function parsePending(text: string, state: string): PendingSignIn | undefined {
  let value: Partial<Record<keyof PendingSignIn, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { request, loginUrl, clientId, returnUrl, createdAt } = value ?? {};
  if (value?.state !== state || typeof request !== 'string' || typeof createdAt !== 'number')
    return undefined;
  if (typeof loginUrl !== 'string' || typeof clientId !== 'string' || typeof returnUrl !== 'string')
    return undefined;
  return { state, request, loginUrl, clientId, returnUrl, createdAt };
}
