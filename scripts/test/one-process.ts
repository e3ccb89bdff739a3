import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Counts } from './counts.ts';
import { runNodeTests } from './node-tests.ts';

const self = fileURLToPath(import.meta.url);

/** Runs test files of `node:test` one after the other in one process of their own, which loads what they share once. */
export async function runInOneProcess(files: readonly string[]): Promise<Counts> {
  const child = fork(self, files);
  let counts: Counts | undefined;
  child.on('message', (message) => {
    counts = message as Counts;
  });
  const [code] = await once(child, 'exit');
  if (counts) return counts;
  console.error(`✗ The node tests ended early, with exit code ${code}.`);
  return { passed: 0, failed: 1, skipped: [] };
}

if (process.argv[1] === self) {
  const counts = await runNodeTests({ files: process.argv.slice(2) });
  // What tests left open does not keep the run from its end.
  process.send?.(counts, () => process.exit());
}
