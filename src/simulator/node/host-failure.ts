/** Why an org cannot be served or saved, in a line for who started it that says what to do. */
export class HostFailure extends Error {
  override readonly name = 'HostFailure';
}

/** What the system says of a file, without the call that failed: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^E[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
