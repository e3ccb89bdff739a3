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
      | 'refuseNextAuthorization'
      | 'refuseNextToken'
      | 'revokeRefreshTokens'
      | 'setBulkPace'
      | 'setDown'
      | 'setInstanceUrl'
      | 'setIssuerInAnswers'
      | 'setLatency'
      | 'setOpenerPolicy'
      | 'setTokenLifetime'
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
    refuseNextAuthorization: (error, description) => org.refuseNextAuthorization(error, description),
    refuseNextToken: (error, description, status) => org.refuseNextToken(error, description, status),
    revokeRefreshTokens: () => org.revokeRefreshTokens(),
    setBulkPace: (rowsPerPoll) => org.setBulkPace(rowsPerPoll),
    setDown: (down) => org.setDown(down),
    setInstanceUrl: (url) => org.setInstanceUrl(url),
    setIssuerInAnswers: (on) => org.setIssuerInAnswers(on),
    setLatency: (milliseconds, paths) => org.setLatency(milliseconds, paths),
    setOpenerPolicy: (policy) => org.setOpenerPolicy(policy),
    setTokenLifetime: (seconds) => org.setTokenLifetime(seconds),
    signIn: (username) => org.signIn(username),
    requests: () => org.requestLog,
  };
}
