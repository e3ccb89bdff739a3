import { executeServerCommand } from '@web/test-runner-commands';
import type { startOrg as startOrgInNode } from './start-org.ts';
import type { OrgCommand } from './wtr-org-plugin.ts';

type NodeOrg = Awaited<ReturnType<typeof startOrgInNode>>;
type Options = NonNullable<Parameters<typeof startOrgInNode>[0]>;

/** The same controls as the org in Node has, each answered later since they travel over the network. */
export type BrowserOrg = { readonly url: string } & {
  readonly [Name in keyof NodeOrg as NodeOrg[Name] extends (...args: never[]) => unknown
    ? Name
    : never]: NodeOrg[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

/**
 * Starts a simulated org over real HTTP at an origin of its own, which answers this page. Start one per test
 * file in `before` and `close()` it in `after`; what is left open is closed when the test run ends.
 */
export async function startOrg(options: Options = {}): Promise<BrowserOrg> {
  const { id, url } = await executeServerCommand<{ id: number; url: string }, OrgCommand>('sf-org:start', {
    origin: location.origin,
    options,
  });
  const call =
    (method: string) =>
    (...args: unknown[]) =>
      executeServerCommand<unknown, OrgCommand>('sf-org:call', { id, method, args });
  // A promise resolves with whatever has no `then`.
  return new Proxy({ url } as BrowserOrg, {
    get: (org, name) =>
      name === 'url' ? org.url : typeof name === 'string' && name !== 'then' ? call(name) : undefined,
  });
}
