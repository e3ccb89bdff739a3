import { createSimulatedOrg, type SimulatedOrgOptions } from '../../src/simulator/simulated-org.ts';
import type { ReachableOrg } from './rest-org.ts';

/** An org that goes on with exported data, and that nobody serves. */
export async function orgOnData(data: Uint8Array, options: SimulatedOrgOptions = {}): Promise<ReachableOrg> {
  const org = await createSimulatedOrg({ ...options, data });
  return {
    url: org.origin,
    fetch: (url, init) => org.handle(new Request(url, init)),
    signIn: (username) => org.signIn(username),
    close: async () => org.close(),
  };
}
