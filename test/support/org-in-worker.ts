import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { servePages } from '../../scripts/serve-pages.ts';
import { type RemoteSwitches, remoteSwitches, type SwitchName } from '../../src/simulator/switch-names.ts';
import type * as registration from '../../src/simulator/worker/register.ts';
import { chromiumPath, launchArguments } from './chromium.ts';
import type { RestOrg, RestOrgOptions } from './rest-org.ts';

/** An org in a service worker, and a page that calls it. */
export type WorkerOrg = Omit<RestOrg, keyof RemoteSwitches> &
  RemoteSwitches & {
    readonly page: Page;
    /** Registers the worker again, with other settings. */
    register(settings: registration.WorkerSettings): Promise<string>;
  };

/** A browser in which orgs can be opened, each in the service worker of a fresh profile. */
export async function openWorkerBrowser() {
  const pages = await servePages({
    port: 0,
    roots: ['test/e2e/pages', 'dist'],
    headers: { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'" },
  });
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...launchArguments] });
  return {
    openOrg: async (options: RestOrgOptions = { scale: 'small' }) =>
      openOrg(await browser.newContext(), `${pages.url}/worker-bare.html`, options),
    /** An org for the pages below a path, in the profile of another org. */
    openOrgBelow: (path: string, { page }: WorkerOrg, options: registration.WorkerSettings) =>
      openOrg(page.context(), `${pages.url}/${path}/page.html`, { scope: `/${path}/`, ...options }),
    close: async () => {
      await browser.close();
      await pages.close();
    },
  };
}

type Choices = registration.WorkerSettings & Pick<registration.WorkerRegistration, 'scope'>;

const register = (page: Page, choices: Choices) =>
  page.evaluate(async (chosen) => {
    const module = '/simulator/worker/register.js';
    const { registerSimulatedOrg } = (await import(module)) as typeof registration;
    return registerSimulatedOrg({ script: '/sf-simulated-org-worker.js', path: 'an/org', ...chosen });
  }, choices);

const turn = (page: Page) => (name: SwitchName, values: readonly unknown[]) =>
  page.evaluate(
    async ({ name, values }) => {
      const module = '/simulator/worker/register.js';
      const { simulatedOrgSwitches } = (await import(module)) as typeof registration;
      return Reflect.apply(simulatedOrgSwitches()[name], undefined, values);
    },
    { name, values },
  );

async function openOrg(context: BrowserContext, pageUrl: string, options: Choices): Promise<WorkerOrg> {
  const page = await context.newPage();
  await page.goto(pageUrl);
  return {
    ...remoteSwitches(turn(page)),
    url: await register(page, options),
    page,
    register: (settings) => register(page, settings),
    fetch: (address, init = {}) => fetchIn(page, address, init),
    close: () => context.close(),
  };
}

/** `fetch` as the page has it, and so through its service worker. For bodies of text. */
async function fetchIn(
  page: Page,
  url: string,
  { method = 'GET', headers, body }: RequestInit,
): Promise<Response> {
  const request = {
    url,
    method,
    headers: [...new Headers(headers)],
    body: (body as string | undefined) ?? null,
  };
  const { status, answered, text } = await page.evaluate(async ({ url, ...init }) => {
    const response = await fetch(url, init);
    return { status: response.status, answered: [...response.headers], text: await response.text() };
  }, request);
  const isEmpty = [204, 304].includes(status);
  return new Response(isEmpty ? null : text, { status, headers: answered });
}
