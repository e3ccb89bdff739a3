import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type PageServer, servePages } from '../../scripts/serve-pages.ts';
import { chromiumPath, launchArguments } from './chromium.ts';
import { startOrg } from './start-org.ts';

const demoOrgUrl = 'http://localhost:4100';
const pageRoots = ['demo', 'test/e2e/pages'];

export type Org = Awaited<ReturnType<typeof startOrg>>;

/** The demo pages and the test pages on one origin, a simulated org on another, and a browser. */
export interface Site {
  readonly org: Org;
  readonly url: string;
  /** Opens a page of the site in a visitor's fresh profile. Every failed check of the page's own is collected. */
  open(path: string, options?: { colorScheme?: 'light' | 'dark'; width?: number }): Promise<Page>;
  /** Ends the profiles that tests opened. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export async function openSite(options: Parameters<typeof startOrg>[0] = {}): Promise<Site> {
  const org = await startOrg(options);
  const htmlRoot = await rewritePages(org.url);
  const pages: PageServer = await servePages({
    port: 0,
    roots: [htmlRoot, ...pageRoots, 'dist'],
    connectTo: [org.url],
  });
  org.org.allowOrigin(pages.url);
  const browser: Browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...launchArguments],
  });
  const contexts: BrowserContext[] = [];

  return {
    org,
    url: pages.url,
    async open(path, { colorScheme = 'light', width = 1280 } = {}) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        locale: 'en-US',
        timezoneId: 'Europe/Berlin',
      });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      await page.goto(`${pages.url}/${path}`);
      return page;
    },
    async closePages() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await Promise.all([pages.close(), org.close(), rm(htmlRoot, { recursive: true })]);
    },
  };
}

/** Copies the pages into a folder of their own. They name the org of `npm start`; here it is on another port. */
async function rewritePages(orgUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sf-elements-pages-'));
  for (const root of pageRoots) {
    const names = (await readdir(root)).filter((name) => name.endsWith('.html'));
    for (const name of names) {
      const text = await readFile(join(root, name), 'utf8');
      await writeFile(join(folder, name), text.replaceAll(demoOrgUrl, orgUrl));
    }
  }
  return folder;
}

export const ada = { username: 'ada@northwind.example', password: 'simulated' };

/** Fills the org's login page. */
export async function logIn(login: Page, { username, password } = ada): Promise<void> {
  await login.getByLabel('Username').fill(username);
  await login.getByLabel('Password').fill(password);
  await login.getByRole('button', { name: 'Log In' }).click();
}

/** Clicks the connect button and gives the org's popup. */
export async function openPopup(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await connectButton(page).click();
  return opened;
}

export function connectButton(page: Page) {
  return page.locator('sf-connect-button').getByRole('button').first();
}

/** Goes through the popup until the page is connected. */
export async function connectByPopup(page: Page): Promise<void> {
  const popup = await openPopup(page);
  await logIn(popup);
  await popup.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
}
