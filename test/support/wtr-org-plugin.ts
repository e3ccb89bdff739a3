import type { TestRunnerPlugin } from '@web/test-runner';
import type { ServedOrg } from '../../src/simulator/node/serve.ts';

/** What of the org's options can be sent as JSON. */
export interface BrowserOrgOptions {
  /** Default `small`. */
  scale?: 'small' | 'full';
  seed?: number;
  /** Rows of a query page. Default 2,000. */
  pageSize?: number;
  /** CORS allowlist, beside the page that starts the org. */
  allowedOrigins?: string[];
}

/** What a browser test sends: `start`, then the orders it gives to the org of that id. */
export type OrgOrder =
  | { order: 'start'; options: BrowserOrgOptions }
  | { order: 'signIn'; id: number; username: string | undefined }
  | { order: 'expireAccessTokens' | 'revokeRefreshTokens' | 'requestLog' | 'close'; id: number }
  | { order: 'setDown'; id: number; down: boolean }
  | { order: 'allowOrigin' | 'disallowOrigin'; id: number; origin: string }
  | { order: 'setLatency'; id: number; milliseconds: number; paths: string | undefined };

const orgCommand = 'simulated-org';

/** Lets browser tests start simulated orgs over real HTTP, each at a port and so an origin of its own. */
export function orgPlugin(): TestRunnerPlugin<OrgOrder> {
  const served = new Map<number, ServedOrg>();
  let lastId = 0;

  async function start(options: BrowserOrgOptions) {
    // Only when a test asks: most files need no org, and starting one loads SQLite.
    const { startOrg } = await import('./start-org.ts');
    const org = await startOrg(options);
    lastId += 1;
    served.set(lastId, org);
    return { id: lastId, url: org.url };
  }

  async function obey(order: Exclude<OrgOrder, { order: 'start' }>) {
    const host = served.get(order.id);
    if (!host) throw new Error(`${order.order} came after the simulated org was closed.`);
    const { org } = host;
    switch (order.order) {
      case 'signIn':
        return org.signIn(order.username);
      case 'requestLog':
        return org.requestLog;
      case 'setDown':
        return org.setDown(order.down);
      case 'allowOrigin':
      case 'disallowOrigin':
        return org[order.order](order.origin);
      case 'setLatency':
        return org.setLatency(order.milliseconds, order.paths ? new RegExp(order.paths) : undefined);
      case 'close':
        served.delete(order.id);
        return host.close();
      default:
        return org[order.order]();
    }
  }

  return {
    name: orgCommand,
    async executeCommand({ command, payload }) {
      if (command !== orgCommand || !payload) return undefined;
      // Wrapped, since the test runner takes an empty answer for an unknown command.
      return { answer: await (payload.order === 'start' ? start(payload.options) : obey(payload)) };
    },
    async serverStop() {
      await Promise.all([...served.values()].map((org) => org.close()));
    },
  };
}
