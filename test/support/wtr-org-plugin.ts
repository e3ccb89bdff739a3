import type { TestRunnerPlugin } from '@web/test-runner';
import type { SwitchName } from '../../src/simulator/switch-names.ts';
import { unpack } from './packed-values.ts';
import type { TestOrg } from './start-org.ts';

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
  | { order: 'switch'; id: number; name: SwitchName; values: string }
  | { order: 'requestLog' | 'close'; id: number };

const orgCommand = 'simulated-org';

/** Lets browser tests start simulated orgs over real HTTP, each at a port and so an origin of its own. */
export function orgPlugin(): TestRunnerPlugin<OrgOrder> {
  const served = new Map<number, TestOrg>();
  let lastId = 0;

  async function start(options: BrowserOrgOptions) {
    // Only when a test asks: most files need no org, and starting one loads SQLite.
    const { startOrg } = await import('./start-org.ts');
    lastId += 1;
    const id = lastId;
    // Pages of one browser keep metadata by the org's id.
    const org = await startOrg({ organization: id, ...options });
    served.set(id, org);
    return { id, url: org.url };
  }

  async function obey(order: Exclude<OrgOrder, { order: 'start' }>) {
    const host = served.get(order.id);
    if (!host) throw new Error(`${order.order} came after the simulated org was closed.`);
    switch (order.order) {
      case 'switch':
        return Reflect.apply(host[order.name], undefined, unpack(order.values));
      case 'requestLog':
        return host.requests();
      case 'close':
        served.delete(order.id);
        return host.close();
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
