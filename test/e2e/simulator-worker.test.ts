import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  ada,
  allow,
  connectButton,
  connectByPopup,
  consent,
  logIn,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../support/open-site.ts';
import { stopWorkers } from '../support/stop-workers.ts';

describe('the simulated org in a service worker', () => {
  let site: Site;
  let url: string;
  before(async () => {
    site = await openSite();
    const policy = "script-src 'self' 'wasm-unsafe-eval'";
    url = await site.addOrigin({ headers: { 'content-security-policy': policy } });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  const openOne = () => site.open(`${url}/worker-one/`);
  const rows = (page: Page) => page.locator('sf-query-table').getByRole('row');

  async function createAccount(page: Page, name: string): Promise<void> {
    const form = page.locator('sf-record-form');
    await form.getByLabel('Account Name').fill(name);
    await form.getByRole('button', { name: 'Save' }).click();
    await rows(page).filter({ hasText: name }).waitFor();
  }

  it('signs in by popup and by redirect, at two orgs, and shows in each its own records', async () => {
    const one = await openOne();
    await connectByPopup(one);
    await createAccount(one, 'Made at the first');
    const two = await one.context().newPage();
    await two.goto(`${url}/worker-two/`);
    await connectButton(two).click();
    await two.waitForURL(`${url}/worker-two/org/services/oauth2/authorize?**`);
    await allow(two);
    await signedIn(two);
    assert.equal(two.url(), `${url}/worker-two/`);
    await createAccount(two, 'Made at the second');
    assert.equal(await rows(two).filter({ hasText: 'Made at the first' }).count(), 0);
  });

  it('keeps session, records and a sign-in that has begun when the browser stops it', async () => {
    const page = await openOne();
    await connectByPopup(page);
    await createAccount(page, 'Made before the stop');
    await stopWorkers(page);
    await createAccount(page, 'Made after the stop');
    await rows(page).filter({ hasText: 'Made before the stop' }).waitFor();

    const other = await page.context().newPage();
    await other.goto(`${url}/worker-one/`);
    // The browser is logged in at the org, so that it asks for consent alone.
    const popup = await openPopup(other);
    await popup.getByText(`You are logged in as ${ada.username}.`).waitFor();
    await stopWorkers(page);
    await consent(popup);
    await signedIn(other);
    await rows(other).filter({ hasText: 'Made before the stop' }).waitFor();
  });

  it('lets a visitor log in on a page that it showed before it was stopped', async () => {
    const page = await openOne();
    const popup = await openPopup(page);
    await popup.getByLabel('Username').waitFor();
    await stopWorkers(page);
    await logIn(popup);
    await popup.getByText(`You are logged in as ${ada.username}.`).waitFor();
    await stopWorkers(page);
    await consent(popup);
    await signedIn(page);
  });

  it('leaves every other request alone', async () => {
    const page = await openOne();
    await signedOut(page);
    const answers = await page.evaluate(async () => {
      const ask = async (path: string, method = 'GET') => {
        const { status, headers } = await fetch(path, { method });
        return [status, headers.get('allow'), headers.get('x-content-type-options')];
      };
      return [await ask('/demo.css'), await ask('organisation'), await ask('index.html', 'POST')];
    });
    assert.deepEqual(answers, [
      [200, null, 'nosniff'],
      [404, null, 'nosniff'],
      [405, 'GET, HEAD', 'nosniff'],
    ]);
    assert.equal(
      await page.evaluate(async () => (await fetch('org/')).headers.get('x-frame-options')),
      'DENY',
    );
  });
});

async function signedOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
}
