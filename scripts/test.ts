/**
 * `npm test [-- node|browser|e2e [part of a path]]`: the elements' tests in a real browser, then the node tests, and
 * whole pages driven through a browser. Ends with one line, `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { runBrowserTests } from './test/browser-tests.ts';
import { type Counts, closingLine, noTests, sum } from './test/counts.ts';
import { runNodeTests } from './test/node-tests.ts';
import { runInOneProcess } from './test/one-process.ts';

const parts = ['node', 'browser', 'e2e'] as const;
type Part = (typeof parts)[number];

const [chosen, filter = ''] = process.argv.slice(2);
if (chosen !== undefined && !parts.some((part) => part === chosen)) {
  console.error(`"${chosen}" is no part of the tests: npm test -- ${parts.join('|')} [part of a path]`);
  process.exit(2);
}

const runners: Record<Part, (files: string[]) => Promise<Counts>> = {
  node: runInOneProcess,
  browser: runBrowserTests,
  // Most of its time a page waits, for another page or for a moment to pass, so more of them than cores are quicker.
  e2e: (files) => runNodeTests({ files, processes: 4 }),
};

// Each file runs in a process of its own, which loads the same modules.
process.env.NODE_COMPILE_CACHE ??= 'node_modules/.cache/compile';

// Browser tests run from the sources; the others look at what is built.
if (chosen !== 'browser') {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
  if (status !== 0) {
    console.error('The build failed, so no test ran.\n\n0 passed, 0 failed');
    process.exit(1);
  }
}

// The node tests wait more than they work, so they run beside those in a browser.
const inBrowsers = async () => [await runPart('browser'), await runPart('e2e')];
const results = (await Promise.all([runPart('node'), inBrowsers()])).flat();

const total = sum(results);
if (total.passed + total.failed === 0) console.error('No test ran.');
if (total.skipped.length > 0) console.log('');
for (const skip of total.skipped) console.log(`skipped  ${skip}`);
console.log(`\n${closingLine(total)}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function runPart(part: Part): Promise<Counts> {
  const files = testFiles(part).filter((file) => file.includes(filter));
  if ((chosen !== undefined && chosen !== part) || files.length === 0) return noTests();
  return runners[part](files);
}

function testFiles(part: Part): string[] {
  if (part === 'browser') return globSync('test/**/*.browser.test.ts').sort();
  const all = globSync('test/**/*.test.ts', { exclude: ['test/**/*.browser.test.ts'] }).sort();
  return all.filter((file) => file.startsWith('test/e2e/') === (part === 'e2e'));
}
