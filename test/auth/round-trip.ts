import type { AuthConfig } from '../../src/auth/types.ts';
import { FakePage } from './fake-page.ts';
import { open, pageAddress, until, walk } from './sign-in.ts';

/** Leaves a page for the login page; gives the address the org sends back to, and the tab's storage. */
export async function leave(config: AuthConfig, decision?: 'allow' | 'deny', from = pageAddress) {
  const { tab, controller } = open({ ...config, login: 'redirect' }, new FakePage(from));
  const waiting = controller.connect();
  await until(() => tab.left.length > 0);
  const answer = await walk(tab.left[0] ?? '', decision);
  return { tab, controller, waiting, answer, storage: tab.storage };
}

/** Loads the page at an address in a tab with that storage, and whatever page that one gives way to. */
export async function load(
  address: string,
  storage: Storage,
  config: AuthConfig,
  ahead = 0,
): Promise<ReturnType<typeof open> & { before: FakePage | undefined }> {
  const tab = new FakePage(address, { storage });
  tab.ahead = ahead;
  const page = open(config, tab);
  await Promise.race([page.controller.start(), tab.hasLeft]);
  const [next] = tab.left;
  if (next === undefined) return { ...page, before: undefined };
  return { ...(await load(next, storage, config, ahead)), before: tab };
}
