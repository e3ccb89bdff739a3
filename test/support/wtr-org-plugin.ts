import type { TestRunnerPlugin } from '@web/test-runner';
import type { startOrg } from './start-org.ts';

type Org = Awaited<ReturnType<typeof startOrg>>;

/** What the browser sends: `sf-org:start` with options, then `sf-org:call` with a method of the org. */
export interface OrgCommand {
  /** Which org is called; missing at the start. */
  readonly id?: number;
  /** The page's origin, which the org must answer. */
  readonly origin?: string;
  readonly options?: Parameters<typeof startOrg>[0];
  readonly method?: string;
  readonly args?: readonly unknown[];
}

/** Lets browser tests start simulated orgs over real HTTP, each at a port and so an origin of its own. */
export function orgPlugin(): TestRunnerPlugin<OrgCommand> {
  const orgs = new Map<number, Org>();
  let lastId = 0;

  async function start({ origin, options }: OrgCommand) {
    // Only when a test asks: most files need no org, and starting one loads SQLite.
    const { startOrg } = await import('./start-org.ts');
    const org = await startOrg({
      ...options,
      allowedOrigins: [origin ?? '', ...(options?.allowedOrigins ?? [])],
    });
    lastId += 1;
    orgs.set(lastId, org);
    return { id: lastId, url: org.url };
  }

  async function call({ id = 0, method = '', args = [] }: OrgCommand) {
    const org = orgs.get(id);
    if (!org) throw new Error(`This org is closed, so ${method}() cannot be called.`);
    if (method === 'close') orgs.delete(id);
    const result = await Reflect.apply(Reflect.get(org, method), org, args);
    // The answer travels as JSON, which has no `undefined`.
    return result ?? null;
  }

  return {
    name: 'simulated-org',
    executeCommand({ command, payload = {} }) {
      if (command === 'sf-org:start') return start(payload);
      if (command === 'sf-org:call') return call(payload);
    },
    async serverStop() {
      await Promise.all([...orgs.values()].map((org) => org.close()));
    },
  };
}
