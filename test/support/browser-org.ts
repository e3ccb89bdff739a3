import { executeServerCommand } from '@web/test-runner-commands';
import type { LoggedRequest } from '../../src/simulator/simulated-org.ts';
import { type RemoteSwitches, remoteSwitches, type SwitchName } from '../../src/simulator/switch-names.ts';
import { pack } from './packed-values.ts';
import type { BrowserOrgOptions, OrgOrder } from './wtr-org-plugin.ts';

/** A simulated org that a browser test reaches over HTTP, with the switches it has in Node. */
export type BrowserOrg = Omit<RemoteSwitches, 'allowOrigin' | 'disallowOrigin'> & {
  /** Its origin, never the page's. */
  readonly url: string;
  /** Puts an origin, by default this page's, on the CORS allowlist. */
  allowOrigin(origin?: string): Promise<void>;
  /** Takes an origin, by default this page's, off the CORS allowlist. */
  disallowOrigin(origin?: string): Promise<void>;
  requestLog(): Promise<LoggedRequest[]>;
  close(): Promise<void>;
};

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
  const turn = <Answer>(name: SwitchName, values: readonly unknown[]) =>
    give<Answer>({ order: 'switch', id, name, values: pack(values) });
  return {
    ...remoteSwitches(turn),
    url,
    allowOrigin: (origin = location.origin) => turn('allowOrigin', [origin]),
    disallowOrigin: (origin = location.origin) => turn('disallowOrigin', [origin]),
    requestLog: () => give({ order: 'requestLog', id }),
    close: () => give({ order: 'close', id }),
  };
}

/** The command's name stands in the plugin, which runs in Node only. */
async function give<Answer>(order: OrgOrder): Promise<Answer> {
  const { answer } = await executeServerCommand<{ answer: Answer }, OrgOrder>('simulated-org', order);
  return answer;
}
