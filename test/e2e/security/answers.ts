import type { Page, Request, Route } from 'playwright-core';
import { allow } from '../../support/open-site.ts';

const consentPage = /\/RemoteAccessAuthorizationPage\.apexp$/;

/**
 * Goes through the login page and keeps the org's answer from the browser, which is left on a blank page of the
 * org's. Gives the address that the visitor would have been sent to.
 */
export async function holdAnswer(login: Page, user?: Parameters<typeof allow>[1]): Promise<string> {
  let answer = '';
  const hold = async (route: Route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    answer = response.headers().location ?? '';
    await route.fulfill({ contentType: 'text/html', body: '<p>Held back</p>' });
  };
  await login.route(consentPage, hold, { times: 1 });
  await allow(login, user);
  await login.getByText('Held back').waitFor();
  return answer;
}

/** Sends a window on to an answer's address as the org would, which leaves its opener and its storage as they are. */
export async function goOn(window: Page, address: string): Promise<void> {
  await window.evaluate((url) => void setTimeout(() => location.assign(url)), address);
}

/** The forms sent to any org's token endpoint from now on, by any tab of the page's visitor. */
export function watchTokenRequests(page: Page): URLSearchParams[] {
  const forms: URLSearchParams[] = [];
  page.context().on('request', (request) => {
    if (isTokenRequest(request)) forms.push(new URLSearchParams(request.postData() ?? ''));
  });
  return forms;
}

function isTokenRequest(request: Request): boolean {
  return request.method() === 'POST' && request.url().endsWith('/services/oauth2/token');
}

/** An address with some of its query's parameters set, or taken away by `undefined`. */
export function withQuery(address: string, changes: Record<string, string | undefined>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

export function parameter(address: string, name: string): string {
  return new URL(address).searchParams.get(name) ?? '';
}

/** The message that the connect button shows, on one line. */
export async function shownProblem(page: Page): Promise<string> {
  const alert = page.locator('sf-connect-button').getByRole('alert').first();
  await alert.waitFor();
  return (await alert.innerText()).replace(/\s+/g, ' ');
}

/** The keys under which this tab waits for answers. */
export function pendingKeys(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.keys(sessionStorage).filter((key) => key.startsWith('sf-elements:sign-in:')),
  );
}
