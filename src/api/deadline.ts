export interface Deadline {
  /** Fires when the time is up or the caller gives up. */
  readonly signal: AbortSignal;
  /** True once the time is up. */
  readonly isOver: boolean;
  /** Ends the waiting. */
  clear(): void;
}

/** A limit in milliseconds on something that can be aborted, joined with the caller's own signal. */
export function startDeadline(milliseconds: number, given: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, milliseconds);
  const passOn = () => controller.abort(given?.reason);
  given?.addEventListener('abort', passOn);
  if (given?.aborted) passOn();
  return {
    signal: controller.signal,
    get isOver() {
      return isOver;
    },
    clear() {
      clearTimeout(timer);
      given?.removeEventListener('abort', passOn);
    },
  };
}
