#!/usr/bin/env node
import { seedPassword, seedUsername } from '../simulated-org.ts';
import { readOptions, UsageError, usage } from './cli-options.ts';
import { HostFailure } from './host-failure.ts';
import { type ServedOrg, type ServeOptions, serveSimulatedOrg } from './serve.ts';

function requested(): ServeOptions {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options !== 'help') return options;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** What to do about an error that is none of the org's own; undefined where nobody but its makers can tell. */
function remedy(error: unknown, { port }: ServeOptions): string | undefined {
  if (error instanceof HostFailure) return error.message;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop that program, or choose another port with --port.`;
    case 'EACCES':
      return `Port ${port} may not be listened on. Choose another port with --port.`;
    case 'ERR_MODULE_NOT_FOUND':
      return `The simulated org keeps its records in sql.js, which is not installed. Run: npm install sql.js`;
    default:
      return undefined;
  }
}

async function serve(options: ServeOptions): Promise<ServedOrg> {
  try {
    return await serveSimulatedOrg(options);
  } catch (error) {
    console.error(remedy(error, options) ?? error);
    process.exit(1);
  }
}

const options = requested();
const { url, close } = await serve(options);
console.log(`Simulated org ready at ${url} for pages of ${options.allowedOrigins?.join(', ')}`);
console.log(`Sign in as ${seedUsername} with the password: ${seedPassword}`);
if (options.dataFile) console.log(`Its data are kept in ${options.dataFile}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    try {
      await close();
      process.exit(0);
    } catch (error) {
      console.error(remedy(error, options) ?? error);
      process.exit(1);
    }
  });
}
