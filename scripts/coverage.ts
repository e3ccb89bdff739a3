/**
 * How much of signing in, `src/auth`, its node tests run through: a line for each module. Fails where a test fails,
 * where too little is run, or where a module is run by no test at all.
 */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { transformSync } from 'esbuild';

const modules = 'src/auth/*.ts';
const tests = ['test/auth/*.test.ts', 'test/connection/*.test.ts'];
/** Percent of the lines, and of the branches: those of a function that is never called count only as its lines. */
const required = 95;

const stream = run({
  files: globSync(tests, { exclude: ['**/*.browser.test.ts'] }).sort(),
  concurrency: 2,
  timeout: 120_000,
  coverage: true,
  coverageIncludeGlobs: modules,
});
const problems: string[] = [];
const missing = new Set(globSync(modules).filter(hasCode));
stream.on('test:fail', ({ name, details }) => {
  if ((details.error as { failureType?: string }).failureType === 'subtestsFailed') return;
  problems.push(`✗ ${name}\n${inspect(details.error.cause ?? details.error)}`);
});
stream.on('test:coverage', ({ summary: { files, totals, workingDirectory } }) => {
  console.log('  lines  branches');
  for (const { path, lines, coveredLinePercent, coveredBranchPercent } of files) {
    const file = relative(workingDirectory, path);
    missing.delete(file);
    printLine(coveredLinePercent, coveredBranchPercent, `${file} ${placesOf(lines)}`);
  }
  printLine(totals.coveredLinePercent, totals.coveredBranchPercent, 'all');
  if (Math.min(totals.coveredLinePercent, totals.coveredBranchPercent) < required) {
    problems.push(`Less than ${required} % of the lines or of the branches is run.`);
  }
});
for await (const _ of stream);
for (const file of missing) problems.push(`${file} is run by no test.`);
for (const problem of problems) console.error(`\n${problem}`);
process.exit(problems.length > 0 ? 1 : 0);

function printLine(lines: number, branches: number, file: string): void {
  console.log(`${lines.toFixed(1).padStart(7)}${branches.toFixed(1).padStart(10)}  ${file}`);
}

/** The first of each row of lines that no test runs. */
function placesOf(lines: readonly { line: number; count: number }[]): string {
  const places = lines.filter(({ count }, at) => count === 0 && lines[at - 1]?.count !== 0);
  return places.map(({ line }) => `:${line}`).join(' ');
}

/** False for a module of types alone, which Node never loads. */
function hasCode(file: string): boolean {
  return transformSync(readFileSync(file, 'utf8'), { loader: 'ts' }).code.trim() !== '';
}
