import { AuthController } from '../../src/auth/auth-controller.ts';
import type { AuthConfig, AuthStatus } from '../../src/auth/types.ts';
import { FakePage, type FakePopup } from './fake-page.ts';
import { type Visitor, walkSignIn } from './visitor.ts';

export const pageOrigin = 'http://localhost:4000';
export const pageAddress = `${pageOrigin}/contact?from=mail#form`;
export const clientId = 'simulated-client';

const ada: Visitor = { username: 'ada@northwind.example', password: 'simulated' };

/** The address to which the org sends the browser after the visitor allowed, or denied, access. */
export function walk(
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
  username = ada.username,
): Promise<string> {
  return walkSignIn(authorizeUrl, { ...ada, username, decision });
}

/** Resolves once the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The authorize URL a popup is sent to. */
export async function navigated(popup: FakePopup): Promise<string> {
  await until(() => popup.url !== 'about:blank');
  return popup.url;
}

/** Loads the popup's landing page, which relays its address as the shipped kit does. */
export async function land(address: string, config: AuthConfig, opener: unknown): Promise<FakePage> {
  const landing = new FakePage(address, { opener });
  await new AuthController(config, landing.environment).start();
  return landing;
}

/** A page with one connection, its states recorded. */
export function open(config: AuthConfig, tab = new FakePage(pageAddress)) {
  const controller = new AuthController(config, tab.environment);
  const statuses: AuthStatus[] = [];
  controller.subscribe(({ status }) => statuses.push(status));
  return { tab, controller, statuses };
}

/** Connects by popup, the visitor allowing it. */
export async function connected(config: AuthConfig) {
  const page = open(config);
  const done = page.controller.connect();
  const { popup } = page.tab;
  await land(await walk(await navigated(popup)), config, page.tab.openerOf(popup));
  await done;
  return page;
}
