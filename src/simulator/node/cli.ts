import { parseArgs } from 'node:util';
import { serveSimulatedOrg } from './serve.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    'allow-origin': { type: 'string', multiple: true, default: ['http://localhost:4000'] },
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const port = Number(values.port);
const seed = Number(values.seed);
if (!Number.isInteger(port) || port < 0 || port > 65_535 || !Number.isInteger(seed)) {
  console.error('Usage: cli.ts [--port NUMBER] [--allow-origin ORIGIN]... [--data FILE] [--seed NUMBER]');
  process.exit(2);
}

const { url, close } = await serveSimulatedOrg({
  port,
  seed,
  allowedOrigins: values['allow-origin'],
  ...(values.data === undefined ? {} : { dataFile: values.data }),
});
console.log(`Simulated org ready at ${url} for pages of ${values['allow-origin'].join(', ')}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await close();
    process.exit(0);
  });
}
