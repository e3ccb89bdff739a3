import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { type Counts, noTests } from './counts.ts';

interface Options {
  readonly files: readonly string[];
  /** How many files run at once. */
  readonly concurrency: number;
}

/** Runs test files of `node:test`, each in its own process: one line per file, failures in full at the end. */
export async function runNodeTests({ files, concurrency }: Options): Promise<Counts> {
  const total = noTests();
  const failures: string[] = [];
  const stream = run({ files: [...files], concurrency, isolation: 'process', timeout: 300_000 });
  stream.on('test:stdout', ({ message }) => process.stdout.write(message));
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  // Node passes a file in which no test is: here that is a mistake.
  const empty = new Set<string>();
  stream.on('test:pass', ({ name, file, skip }) => {
    if (file && resolve(name) === file) empty.add(name);
    // Node counts the tests of a skipped suite nowhere.
    if (skip) total.skipped.push(skip === true ? name : `${name}: ${skip}`);
  });
  stream.on('test:fail', ({ name, file, line, details }) => {
    // A suite fails because a test in it does, which is reported by itself.
    if ((details.error as { failureType?: string }).failureType === 'subtestsFailed') return;
    const place = file ? `${relative('.', file)}${line ? `:${line}` : ''}` : '';
    failures.push(`✗ ${name}  (${place})\n${inspect(details.error.cause ?? details.error)}`);
  });
  stream.on('test:summary', ({ file, counts, duration_ms }) => {
    if (file === undefined) {
      total.passed = counts.passed;
      total.failed = counts.tests - counts.passed - counts.skipped - counts.todo;
      return;
    }
    const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
    const result = failed === 0 ? `${counts.passed} passed` : `${counts.passed} passed, ${failed} FAILED`;
    console.log(`  ${relative('.', file)}  ${result}  ${(duration_ms / 1000).toFixed(1)} s`);
  });
  for await (const _ of stream);
  for (const name of empty) failures.push(`✗ ${name} has no tests`);
  total.passed -= empty.size;
  total.failed += empty.size;
  for (const failure of failures) console.error(`\n${failure}`);
  return total;
}
