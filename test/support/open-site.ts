import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type ServePagesOptions, servePages } from '../../scripts/serve-pages.ts';
import { Visitor } from '../simulator/sign-in.ts';
import { chromiumPath, launchArguments } from './chromium.ts';
import { startOrg } from './start-org.ts';

/** The addresses by which the pages name their orgs. */
const orgUrls = ['http://localhost:4100', 'http://localhost:4200'] as const;
const pageRoots = ['demo', 'test/e2e/pages'];

export type Org = Awaited<ReturnType<typeof startOrg>>;

/** Another origin for the same pages. */
export interface OriginOptions extends Pick<ServePagesOptions, 'headers' | 'hostname'> {}

export interface SiteOptions extends NonNullable<Parameters<typeof startOrg>[0]> {
  /** A second org, which the pages name `http://localhost:4200`. */
  readonly secondOrg?: Parameters<typeof startOrg>[0];
  /** Whether visitors come with a session of Ada's at the org, as most do: it asks them for consent only. */
  readonly loggedIn?: boolean;
}

/** The demo pages and the test pages on one origin, simulated orgs on others, and a browser. */
export interface Site {
  readonly org: Org;
  /** The first one again where no second was asked for. */
  readonly secondOrg: Org;
  readonly url: string;
  /** Opens a page in a visitor's fresh profile: a path of the site, or a whole address. */
  open(path: string, options?: VisitOptions): Promise<Page>;
  /** Serves the pages on one more origin, which the orgs answer too; gives its URL. */
  addOrigin(options: OriginOptions): Promise<string>;
  /** Ends the profiles that tests opened. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** Sees each tab of the profile before anything is loaded in it. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

export async function openSite({ secondOrg, loggedIn, ...options }: SiteOptions = {}): Promise<Site> {
  const org = await startOrg(options);
  const orgs = secondOrg ? [org, await startOrg({ organization: 2, ...secondOrg })] : [org];
  const urls = orgs.map(({ url }) => url);
  const htmlRoot = await rewritePages(urls);
  const addServer = async (settings: OriginOptions) => {
    const roots = [htmlRoot, ...pageRoots, 'dist'];
    const server = await servePages({ port: 0, roots, connectTo: urls, ...settings });
    for (const served of orgs) served.allowOrigin(server.url);
    return server;
  };
  const pages = await addServer({});
  const servers = [pages];
  const browser: Browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...launchArguments],
  });
  const contexts: BrowserContext[] = [];
  const cookies = loggedIn ? await new Visitor(org.url).logIn() : [];

  return {
    org,
    secondOrg: orgs.at(-1) ?? org,
    url: pages.url,
    async open(path, { colorScheme = 'light', width = 1280, prepare } = {}) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        locale: 'en-US',
        timezoneId: 'Europe/Berlin',
      });
      contexts.push(context);
      context.setDefaultTimeout(20_000);
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: org.url })));
      await prepare?.(context);
      const page = await context.newPage();
      await page.goto(new URL(path, `${pages.url}/`).href);
      return page;
    },
    async addOrigin(settings) {
      const server = await addServer(settings);
      servers.push(server);
      return server.url;
    },
    async closePages() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await Promise.all([...servers, ...orgs].map((server) => server.close()));
      await rm(htmlRoot, { recursive: true });
    },
  };
}

/** Copies the pages into a folder of their own. They name the orgs of `npm start`; here those are on other ports. */
async function rewritePages(urls: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sf-elements-pages-'));
  for (const root of pageRoots) {
    const names = (await readdir(root)).filter((name) => name.endsWith('.html'));
    for (const name of names) {
      let text = await readFile(join(root, name), 'utf8');
      urls.forEach((url, index) => {
        text = text.replaceAll(orgUrls[index] ?? url, url);
      });
      await writeFile(join(folder, name), text);
    }
  }
  return folder;
}

export const ada = { username: 'ada@northwind.example', password: 'simulated' };
export const marco = { ...ada, username: 'marco@northwind.example' };

/** Fills the org's login page. */
export async function logIn(login: Page, { username, password } = ada): Promise<void> {
  await login.getByLabel('Username').fill(username);
  await login.getByLabel('Password').fill(password);
  await login.getByRole('button', { name: 'Log In' }).click();
}

/** Goes through the org's pages, in its popup or in the tab itself: logs in, unless the browser is logged in, and consents. */
export async function allow(login: Page, user = ada): Promise<void> {
  const button = login.getByRole('button', { name: /^(?:Log In|Allow)$/ });
  if ((await button.innerText()) === 'Log In') await logIn(login, user);
  await login.getByText(`You are logged in as ${user.username}.`).waitFor();
  await consent(login);
}

/** Allows what the org's page asks. A popup may be gone before the click has come to rest. */
export async function consent(login: Page): Promise<void> {
  await login.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
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
  await allow(await openPopup(page));
  await signedIn(page);
}

/** Waits until the page shows who is connected. */
export async function signedIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
}
