import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { type Counts, noTests } from './counts.ts';

interface Options {
  readonly files: readonly string[];
  /** How many files run at once, each in a process of its own. Without it all run in this one, one after the other. */
  readonly processes?: number;
}

interface Tally {
  passed: number;
  failed: number;
  milliseconds: number;
}

/** Runs test files of `node:test`: one line per file, failures in full at the end. */
export async function runNodeTests({ files, processes }: Options): Promise<Counts> {
  const total = noTests();
  const failures: string[] = [];
  const tallies = new Map<string, Tally>();
  const tallyOf = (file = ''): Tally => {
    const tally = tallies.get(file) ?? { passed: 0, failed: 0, milliseconds: 0 };
    tallies.set(file, tally);
    return tally;
  };
  const stream = run({
    files: [...files],
    // Of a file: the longest takes minutes where a machine has other work.
    timeout: 900_000,
    ...(processes ? { isolation: 'process', concurrency: processes } : { isolation: 'none' }),
  });
  stream.on('test:stdout', ({ message }) => process.stdout.write(message));
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  stream.on('test:pass', ({ name, nesting, file, skip, details }) => {
    const tally = tallyOf(file);
    if (nesting === 0) tally.milliseconds += details.duration_ms;
    if (skip) total.skipped.push(skip === true ? name : `${name}: ${skip}`);
    else if (file && resolve(name) === file) {
      // Node passes a file in which no test is: here that is a mistake.
      failures.push(`✗ ${relative('.', name)} has no tests`);
      tally.failed += 1;
    } else if (details.type !== 'suite') tally.passed += 1;
  });
  stream.on('test:fail', ({ name, nesting, file, line, details }) => {
    const tally = tallyOf(file);
    if (nesting === 0) tally.milliseconds += details.duration_ms;
    // A suite fails because a test in it does, which is reported by itself.
    if ((details.error as { failureType?: string }).failureType === 'subtestsFailed') return;
    tally.failed += 1;
    const place = file ? `${relative('.', file)}${line ? `:${line}` : ''}` : '';
    failures.push(`✗ ${name}  (${place})\n${inspect(details.error.cause ?? details.error)}`);
  });
  const open = new Set(files.map((file) => resolve(file)));
  const close = (file: string): void => {
    open.delete(file);
    const { passed, failed, milliseconds } = tallyOf(file);
    const result = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
    console.log(`  ${relative('.', file)}  ${result}  ${(milliseconds / 1000).toFixed(1)} s`);
    total.passed += passed;
    total.failed += failed;
  };
  // Only files in processes of their own have a summary each.
  stream.on('test:summary', ({ file }) => file && close(file));
  for await (const _ of stream);
  for (const file of open) close(file);
  for (const failure of failures) console.error(`\n${failure}`);
  return total;
}
