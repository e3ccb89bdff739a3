import type { OAuthSettings } from './auth-config.ts';

/** A sign-in that was started and not answered yet. */
export interface PendingSignIn {
  readonly state: string;
  /** What the flow needs to know its answer by: for PKCE the engine's record, with the verifier in it. */
  readonly request: string;
  /** Whose answer it is to be: an answer never counts for another org, app or flow. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly flow: string;
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

const identifying = ['loginUrl', 'clientId', 'flow'] as const;

const prefix = 'sf-elements:sign-in:';

export function isTooOld(pending: PendingSignIn, now: number): boolean {
  return now - pending.createdAt > pendingLifetime;
}

export function isFor(pending: PendingSignIn, settings: OAuthSettings): boolean {
  return identifying.every((name) => pending[name] === settings[name]);
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

/** The sign-ins for these settings that this tab still waits for. */
export function pendingFor(storage: Storage, settings: OAuthSettings, now: number): PendingSignIn[] {
  forgetOld(storage, now);
  return pendingStates(storage)
    .map((state) => findPending(storage, state))
    .filter((pending) => pending !== undefined && isFor(pending, settings)) as PendingSignIn[];
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
  try {
    const value: Partial<Record<keyof PendingSignIn, unknown>> | null = JSON.parse(text);
    const { request, redirectUri, returnUrl, createdAt, answer } = value ?? {};
    const texts = [request, redirectUri, returnUrl, ...identifying.map((name) => value?.[name])];
    const isWhole = value?.state === state && texts.every((entry) => typeof entry === 'string');
    const isAnswered = answer === undefined || typeof answer === 'string';
    return isWhole && isAnswered && typeof createdAt === 'number' ? (value as PendingSignIn) : undefined;
  } catch {
    return undefined;
  }
}
