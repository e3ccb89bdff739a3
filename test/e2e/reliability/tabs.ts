import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { LoggedRequest } from '../../../src/simulator/simulated-org.ts';
import { allow, openPopup, type Site } from '../../support/open-site.ts';

export const marco = { username: 'marco@northwind.example', password: 'simulated' };

/** Machines that run many things at once are slow: nothing here is about speed. */
const patience = 30_000;

type Status = 'disconnected' | 'connecting' | 'connected' | 'expired' | 'error';

/** A page in a visitor's fresh profile. */
export async function openTab(site: Site, path: string): Promise<Page> {
  const page = await site.open(path);
  page.context().setDefaultTimeout(patience);
  return page;
}

/** Another tab of the same visitor. */
export async function openTabBeside(page: Page, path = new URL(page.url()).pathname.slice(1)): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(new URL(path, page.url()).href);
  return tab;
}

/** Signs in by popup, as somebody else than this browser is logged in as where a user is given. */
export async function signIn(page: Page, user?: typeof marco): Promise<void> {
  if (user) await page.context().clearCookies();
  await allow(await openPopup(page), user);
  await waitUntilLoaded(page);
}

/** Waits until a connected page has asked all that it asks by itself, so that what comes next is the test's own doing. */
export async function waitUntilLoaded(page: Page): Promise<void> {
  await waitForStatus(page, 'connected');
  await lastNameIn(page).waitFor();
  await page.getByRole('button', { name: /Salesforce account: (?!Connected)/ }).waitFor();
  // Of metadata that it knew before, it asks in the background whether they have changed.
  await page.waitForFunction(() => {
    const ends = performance.getEntriesByType('resource').map((entry) => entry.startTime + entry.duration);
    return performance.now() - Math.max(...ends) > 300;
  });
}

export async function waitForStatus(page: Page, status: Status): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('sf-connection')?.state?.status === wanted,
    status,
  );
}

/** The id of the user a tab is connected as. */
export function userIn(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.querySelector('sf-connection')?.state?.userId);
}

/** Sends a query for each of the names, all at once. Gives the error codes, `ok` where there was none. */
export function ask(page: Page, names: readonly string[]): Promise<string[]> {
  return page.evaluate((sent) => {
    const client = document.querySelector('sf-connection')?.connection?.client;
    const queries = sent.map(async (name) => {
      const query = { q: `SELECT Id FROM Account WHERE Name = '${name}'` };
      await client?.request({ operation: 'Ask', path: 'query', query });
      return 'ok';
    });
    return Promise.all(queries.map((query) => query.catch(({ code, name }) => String(code ?? name))));
  }, names);
}

/** What reaches an org from now on. */
export function watch({ org }: Site) {
  const last = org.requests().at(-1);
  const since = (): readonly LoggedRequest[] => {
    const log = org.requests();
    return log.slice(last ? log.lastIndexOf(last) + 1 : 0).filter(({ method }) => method !== 'OPTIONS');
  };
  return {
    all: since,
    /** The answers to requests for tokens, signing in included. */
    tokens: () => since().filter(({ path }) => path.startsWith('/services/oauth2/token')),
    revocations: () => since().filter(({ path }) => path.startsWith('/services/oauth2/revoke')),
    /** The answers to the queries for a name. */
    answersFor: (name: string) =>
      since()
        .filter(({ path }) => new URL(path, org.url).searchParams.get('q')?.includes(`'${name}'`))
        .map(({ status }) => status),
  };
}

/** Waits until something that comes about by itself holds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `in vain waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a page's storage holds for its connection. */
export async function stored(
  page: Page,
  storage: 'localStorage' | 'sessionStorage',
): Promise<{ session?: { refreshToken: string; grant: { accessToken: string } }; isExpired?: true } | null> {
  const text = await page.evaluate((name) => {
    const key = Object.keys(globalThis[name]).find((each) => /^sf-elements:session:.*client$/.test(each));
    return key ? globalThis[name].getItem(key) : null;
  }, storage);
  return text === null ? null : JSON.parse(text);
}

/** Signs out as a visitor does. */
export async function disconnect(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Salesforce account/ }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
}

/** Loads a page again with a clock on which the kit's half minute passes in three seconds. */
export async function shortenWaits(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (milliseconds) =>
      timeout.call(AbortSignal, milliseconds < 30_000 ? milliseconds : milliseconds / 10);
  });
  await page.reload();
}

/** Loads a page again as in a browser that has no Web Locks; so are the tabs that are opened beside it. */
export async function withoutLocks(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
  });
  await page.reload();
}

/** Asks with an expired token. The answer comes once the refresh is sent, but for those of the queries. */
export async function sendRefresh(site: Site, page: Page): Promise<{ outcome: Promise<string[]> }> {
  site.org.expireAccessTokens();
  const sent = Promise.race([
    page.waitForRequest(/oauth2\/token$/),
    page.waitForFunction(() => Reflect.get(globalThis, 'isHeld')),
  ]);
  const outcome = ask(page, ['asked']);
  // A page that is closed meanwhile tells nothing.
  outcome.catch(() => {});
  await sent;
  return { outcome };
}

/** Keeps the answer to a refresh from the page until `release()`, like a page that is frozen; or loses the request. */
export async function holdRefresh(page: Page, { isSent }: { isSent: boolean }): Promise<void> {
  await page.evaluate((sends) => {
    const send = globalThis.fetch;
    globalThis.fetch = async (url, init) => {
      if (!String(url).endsWith('/oauth2/token')) return send(url, init);
      const answer = sends ? send(url, init) : Promise.reject(new TypeError('Failed to fetch'));
      await new Promise((release) => Object.assign(globalThis, { release, isHeld: true }));
      return answer;
    };
  }, isSent);
}

export function statusOf({ status }: LoggedRequest): number {
  return status;
}

export function lastNameIn(page: Page): Locator {
  return page.locator('sf-record-form').getByLabel('Last Name');
}
