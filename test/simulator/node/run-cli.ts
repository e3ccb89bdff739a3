import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { urlFrom } from '../../support/processes.ts';

const cli = resolve(import.meta.dirname, '../../../src/simulator/node/cli.ts');

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaints: string;
}

/** Runs the command until it ends by itself. */
export async function runCli(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args]);
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, output, complaints };
}

/** Runs the command on a free port while `work` does something at its URL; `work` may end it, else it is killed. */
export async function withCli(
  args: readonly string[],
  work: (url: string, child: ChildProcess) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, [cli, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await work(await urlFrom(child), child);
  } finally {
    child.kill('SIGKILL');
  }
}
