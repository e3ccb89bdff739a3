import { type Browser, chromium, type Page } from 'playwright-core';
import { servePages } from '../../scripts/serve-pages.ts';
import type * as registration from '../../src/simulator/worker/register.ts';
import { authorizeUrl, verifier } from '../simulator/sign-in.ts';
import { chromiumPath, launchArguments } from './chromium.ts';
import { ada, allow } from './open-site.ts';
import type { RestOrg } from './rest-org.ts';

/** An org in a service worker, and a page that calls it. */
export interface WorkerOrg extends RestOrg {
  readonly page: Page;
  /** Registers the worker again, with other settings. */
  register(settings: registration.WorkerSettings): Promise<string>;
  /** Makes the session of `signIn` anew. */
  signInAgain(): Promise<void>;
}

/** A browser in which orgs can be opened, each in the service worker of a fresh profile. */
export async function openWorkerBrowser() {
  const pages = await servePages({
    port: 0,
    roots: ['test/e2e/pages', 'dist'],
    headers: { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'" },
  });
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...launchArguments] });
  return {
    openOrg: () => openOrg(browser, `${pages.url}/worker-bare.html`),
    close: async () => {
      await browser.close();
      await pages.close();
    },
  };
}

function register(page: Page, settings: registration.WorkerSettings): Promise<string> {
  return page.evaluate(async (chosen) => {
    const module = '/simulator/worker/register.js';
    const { registerSimulatedOrg } = (await import(module)) as typeof registration;
    return registerSimulatedOrg({ script: '/sf-simulated-org-worker.js', path: 'an/org', ...chosen });
  }, settings);
}

async function openOrg(browser: Browser, pageUrl: string): Promise<WorkerOrg> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pageUrl);
  const url = await register(page, { scale: 'small' });
  let accessToken = await signIn(page, url, pageUrl);
  return {
    url,
    page,
    register: (settings) => register(page, settings),
    signInAgain: async () => {
      accessToken = await signIn(page, url, pageUrl);
    },
    fetch: (address, init = {}) => fetchIn(page, address, init),
    signIn: (username = ada.username) => {
      if (username !== ada.username) throw new TypeError(`${username} has not signed in.`);
      return { accessToken };
    },
    close: () => context.close(),
  };
}

/** Goes through the org's pages and redeems the code. Gives the access token. */
async function signIn(page: Page, url: string, redirectUri: string): Promise<string> {
  await page.goto(authorizeUrl(url, { redirect_uri: redirectUri }));
  await allow(page);
  await page.waitForURL(`${redirectUri}?**`);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'simulated-client',
    code: new URL(page.url()).searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetchIn(page, `${url}/services/oauth2/token`, {
    method: 'POST',
    headers,
    body: `${body}`,
  });
  return ((await answer.json()) as { access_token: string }).access_token;
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
