import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { relative } from 'node:path';
import { type Reporter, startTestRunner } from '@web/test-runner';
import config from '../../web-test-runner.config.mjs';
import { type Counts, closingLine, noTests } from './counts.ts';

type Runner = NonNullable<Awaited<ReturnType<typeof startTestRunner>>>;
type Session = ReturnType<Runner['sessions']['all']> extends Iterable<infer Item> ? Item : never;
type Suite = NonNullable<Session['testResults']>;

/** Runs test files in a real browser, as web-test-runner.config.mjs says; its reporter prints the failures. */
export async function runBrowserTests(files: readonly string[]): Promise<Counts> {
  const runner = await startTestRunner({
    config: {
      ...config,
      files: [...files],
      port: await freePort(),
      reporters: [...config.reporters, oneLinePerFile],
    },
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error('The browser tests did not start.');
  await new Promise((resolve) => runner.on('stopped', resolve));
  const total = noTests();
  for (const session of runner.sessions.all()) count(session, total);
  return total;
}

/** One that the system hands out: counted up from a fixed one, two runs at the same time take the same. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const oneLinePerFile: Reporter = {
  reportTestFileResults({ logger, testFile, sessionsForTestFile }) {
    const counts = noTests();
    for (const session of sessionsForTestFile) count(session, counts);
    logger.log(`  ${relative('.', testFile)}  ${closingLine(counts)}`);
  },
};

function count(session: Session, total: Counts): void {
  const failedBefore = total.failed;
  if (session.testResults) countSuite(session.testResults, total);
  // A file that does not load, or an error outside the tests.
  if (!session.passed && total.failed === failedBefore) total.failed += 1;
}

function countSuite(suite: Suite, total: Counts): void {
  for (const test of suite.tests) {
    if (test.skipped) total.skipped.push(test.name);
    else if (test.passed) total.passed += 1;
    else total.failed += 1;
  }
  for (const inner of suite.suites) countSuite(inner, total);
}
