import { type ServedOrg, type ServeOptions, serveSimulatedOrg } from '../../src/simulator/node/serve.ts';
import type { LoggedRequest } from '../../src/simulator/simulated-org.ts';
import { type Switches, switchNames } from '../../src/simulator/switch-names.ts';

/** A served org whose switches also lie at the top, so that they can be called from a browser by name. */
export interface TestOrg extends ServedOrg, Switches {
  readonly fetch: typeof fetch;
  /** Every request so far. */
  requests(): readonly LoggedRequest[];
}

/** A small simulated org on a free port, one per test file. Close it in `after`. */
export async function startOrg(options: ServeOptions = {}): Promise<TestOrg> {
  const served = await serveSimulatedOrg({ port: 0, scale: 'small', ...options });
  const { org } = served;
  const switches = Object.fromEntries(switchNames.map((name) => [name, org[name].bind(org)]));
  return { ...served, ...(switches as unknown as Switches), fetch, requests: () => org.requestLog };
}
