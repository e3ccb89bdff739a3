import { type ServedOrg, type ServeOptions, serveSimulatedOrg } from '../../src/simulator/node/serve.ts';

/** A small simulated org on a free port, one per test file. Close it in `after`. */
export function startOrg(options: ServeOptions = {}): Promise<ServedOrg> {
  return serveSimulatedOrg({ port: 0, scale: 'small', ...options });
}
