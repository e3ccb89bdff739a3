/** Bundles, then serves the demo pages and, at an origin of its own, the simulated org. */
import { serveSimulatedOrg } from '../src/simulator/node/serve.ts';
import { buildPages } from './build-pages.ts';
import { servePages } from './serve-pages.ts';

const pagesPort = 4000;
const orgPort = 4100;
const orgUrl = `http://localhost:${orgPort}`;
const bundles = 'node_modules/.cache/sf-elements-demo';

// The bundler is a process of its own, so it works while the org is being filled.
const [org] = await Promise.all([
  whenPortIsFree(orgPort, () =>
    serveSimulatedOrg({
      port: orgPort,
      origin: orgUrl,
      allowedOrigins: [`http://localhost:${pagesPort}`, `http://127.0.0.1:${pagesPort}`],
      scale: 'full',
    }),
  ),
  buildPages(bundles),
]);
const pages = await whenPortIsFree(pagesPort, () =>
  servePages({ port: pagesPort, roots: ['demo', bundles], connectTo: [orgUrl] }),
);

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
