import type { AuthController } from '../../src/auth/auth-controller.ts';
import type { AuthConfig } from '../../src/auth/types.ts';
import type { TestOrg } from '../support/start-org.ts';
import { FakePage, MemoryStorage } from './fake-page.ts';
import { clientId, land, navigated, open, pageAddress, until, walk } from './sign-in.ts';

export async function signIn({ tab, controller }: ReturnType<typeof open>, config: AuthConfig, who?: string) {
  const done = controller.connect();
  const answer = await walk(await navigated(tab.popup), 'allow', who);
  await land(answer, config, tab.openerOf(tab.popup));
  await done;
}

export const tokenOf = async (controller: AuthController) => (await controller.getAccessToken()).accessToken;

/** Signs a tab in at an org; gives it, and a way to open more pages on what it stored. */
export async function keepSession(org: TestOrg, storage: NonNullable<AuthConfig['storage']>) {
  const config: AuthConfig = { loginUrl: org.url, clientId, storage };
  const localStorage = new MemoryStorage();
  const newTab = async (sessionStorage: Storage = new MemoryStorage()) => {
    const page = open(config, new FakePage(pageAddress, { localStorage, storage: sessionStorage }));
    await page.controller.start();
    return page;
  };
  const first = await newTab();
  await signIn(first, config);
  if (storage !== 'memory') {
    const kept = storage === 'local' ? localStorage : first.tab.storage;
    await until(() => kept.length > 0);
  }
  return { config, localStorage, first, newTab };
}

/** A page of a browser that lacks something, or is another. */
export function openWith(config: AuthConfig, tab: FakePage, changes: Partial<FakePage['environment']>) {
  Object.defineProperty(tab, 'environment', { value: { ...tab.environment, ...changes } });
  return open(config, tab);
}

/** Whether the org takes a token. */
export async function works(org: TestOrg, accessToken: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(`${org.url}/services/oauth2/userinfo`, { headers })).ok;
}
