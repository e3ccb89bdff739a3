import { type ServedOrg, type ServeOptions, serveSimulatedOrg } from '../../src/simulator/node/serve.ts';
import type { LoggedRequest, SimulatedOrg } from '../../src/simulator/simulated-org.ts';

/** A served org whose switches also lie at the top, so that they can be called from a browser by name. */
export interface TestOrg
  extends ServedOrg,
    Pick<
      SimulatedOrg,
      | 'allowOrigin'
      | 'disallowOrigin'
      | 'expireAccessTokens'
      | 'revokeRefreshTokens'
      | 'setDown'
      | 'setLatency'
      | 'signIn'
    > {
  /** Every request so far. */
  requests(): readonly LoggedRequest[];
}

/** A small simulated org on a free port, one per test file. Close it in `after`. */
export async function startOrg(options: ServeOptions = {}): Promise<TestOrg> {
  const served = await serveSimulatedOrg({ port: 0, scale: 'small', ...options });
  const { org } = served;
  return {
    ...served,
    allowOrigin: (origin) => org.allowOrigin(origin),
    disallowOrigin: (origin) => org.disallowOrigin(origin),
    expireAccessTokens: () => org.expireAccessTokens(),
    revokeRefreshTokens: () => org.revokeRefreshTokens(),
    setDown: (down) => org.setDown(down),
    setLatency: (milliseconds, paths) => org.setLatency(milliseconds, paths),
    signIn: (username) => org.signIn(username),
    requests: () => org.requestLog,
  };
}
