/** Builds, then serves the demo pages and, at an origin of its own, the simulated org. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serveSimulatedOrg } from '../src/simulator/node/serve.ts';
import { servePages } from './serve-pages.ts';

const pagesPort = 4000;
const orgPort = 4100;
const orgUrl = `http://localhost:${orgPort}`;

const pages = await whenPortIsFree(pagesPort, () =>
  servePages({ port: pagesPort, roots: ['demo', 'dist'], connectTo: [orgUrl] }),
);
// Filling the org takes about as long as building, so both are done at once.
const build = spawn(process.execPath, ['scripts/build.ts', '--quick'], { stdio: 'inherit' });
const built = once(build, 'exit');
const org = await whenPortIsFree(orgPort, () =>
  serveSimulatedOrg({
    port: orgPort,
    origin: orgUrl,
    allowedOrigins: [pages.url, `http://127.0.0.1:${pagesPort}`],
    scale: 'full',
  }),
);
const [exitCode] = await built;
if (exitCode !== 0) process.exit(1);

console.log(`
  Demo pages      ${pages.url}
  Simulated org   ${orgUrl}
  Sign in with    ada@northwind.example, password: simulated

  Ctrl+C stops both.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.all([pages.close(), org.close()]);
    process.exit(0);
  });
}

/** Runs `listen`; a port that another program holds ends the script with a sentence instead of a stack. */
async function whenPortIsFree<T>(port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    console.error(`Port ${port} is taken by another program. Stop that program, then run npm start again.`);
    process.exit(1);
  }
}
