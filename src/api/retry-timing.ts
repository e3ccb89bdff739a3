/** Tries of one request, the first included. */
const mostTries = 3;
/** Milliseconds. */
const firstBackoff = 500;
const longestRetryAfter = 30_000;

export interface RetryMoment {
  /** Tries so far. */
  readonly tries: number;
  /** The answer's `Retry-After`, where there was one that can be read. */
  readonly retryAfter: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * Milliseconds to wait before a failed request is tried again, `undefined` where it is to be given up: after three
 * tries, or where the org asks for more patience than a visitor has. Full jitter on top of what the org asks for, so
 * that those who failed together do not come back together.
 */
export function retryDelay({ tries, retryAfter, now, random }: RetryMoment): number | undefined {
  if (tries >= mostTries) return undefined;
  const asked = readRetryAfter(retryAfter, now) ?? 0;
  if (asked > longestRetryAfter) return undefined;
  return asked + random * firstBackoff * 2 ** tries;
}

/** Milliseconds that a `Retry-After` of seconds or of a date asks for; `undefined` for anything else. Source: RFC 9110, 10.2.3. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const time = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
