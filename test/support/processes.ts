import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The URL that a server writes in its first line that has one, once it listens. */
export async function urlFrom({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The output of the server cannot be read.');
  for await (const line of createInterface({ input: stdout })) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('The server ended before it was ready.');
}

/** Ends a process and waits until it has. The answer is its exit code; null where the signal ended it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code;
}
