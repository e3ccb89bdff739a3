import { executeServerCommand } from '@web/test-runner-commands';
import type { LoggedRequest, Session } from '../../src/simulator/simulated-org.ts';
import type { BrowserOrgOptions, OrgOrder } from './wtr-org-plugin.ts';

/** A simulated org that a browser test reaches over HTTP, with the controls it has in Node. */
export interface BrowserOrg {
  /** Its origin, never the page's. */
  readonly url: string;
  /** A session without the login page. @param username of a seed user, the administrator by default */
  signIn(username?: string): Promise<Session>;
  expireAccessTokens(): Promise<void>;
  revokeRefreshTokens(): Promise<void>;
  setDown(down: boolean): Promise<void>;
  /** Puts an origin, by default this page's, on the CORS allowlist. */
  allowOrigin(origin?: string): Promise<void>;
  /** Takes an origin, by default this page's, off the CORS allowlist. */
  disallowOrigin(origin?: string): Promise<void>;
  /** Delays answers. @param paths only those whose path matches */
  setLatency(milliseconds: number, paths?: RegExp): Promise<void>;
  requestLog(): Promise<LoggedRequest[]>;
  close(): Promise<void>;
}

/**
 * Starts a small simulated org that answers this page. Start one per test file in `before` and close it in
 * `after`; what is left open is closed when the test run ends.
 */
export async function startOrg(options: BrowserOrgOptions = {}): Promise<BrowserOrg> {
  const allowedOrigins = [location.origin, ...(options.allowedOrigins ?? [])];
  const { id, url } = await give<{ id: number; url: string }>({
    order: 'start',
    options: { ...options, allowedOrigins },
  });
  return {
    url,
    signIn: (username) => give({ order: 'signIn', id, username }),
    expireAccessTokens: () => give({ order: 'expireAccessTokens', id }),
    revokeRefreshTokens: () => give({ order: 'revokeRefreshTokens', id }),
    setDown: (down) => give({ order: 'setDown', id, down }),
    allowOrigin: (origin = location.origin) => give({ order: 'allowOrigin', id, origin }),
    disallowOrigin: (origin = location.origin) => give({ order: 'disallowOrigin', id, origin }),
    setLatency: (milliseconds, paths) =>
      give({ order: 'setLatency', id, milliseconds, paths: paths?.source }),
    requestLog: () => give({ order: 'requestLog', id }),
    close: () => give({ order: 'close', id }),
  };
}

/** The command's name stands in the plugin, which runs in Node only. */
async function give<Answer>(order: OrgOrder): Promise<Answer> {
  const { answer } = await executeServerCommand<{ answer: Answer }, OrgOrder>('simulated-org', order);
  return answer;
}
