import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  allow,
  connectButton,
  connectByPopup,
  consent,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import { shownProblem, watchTokenRequests } from './answers.ts';

describe('security of a popup’s window', () => {
  let site: Site;
  /** The same pages, each cut off from the windows it opens and from those that open it. */
  let isolated: string;
  before(async () => {
    site = await openSite();
    isolated = await site.addOrigin({ headers: { 'cross-origin-opener-policy': 'same-origin' } });
  });
  afterEach(async () => {
    site.org.setOpenerPolicy(undefined);
    await site.closePages();
  });
  after(() => site.close());

  const cutOff: [what: string, org: boolean, page: boolean][] = [
    ['by the org', true, false],
    ['by this page', false, true],
    ['by both', true, true],
  ];
  const paths = ['security-popup.html', 'callback-page.html', 'security-user-agent-popup.html'];
  for (const [what, org, ofPage] of cutOff) {
    for (const path of paths) {
      it(`security 8: a popup cut off from its opener ${what} (COOP) still completes from ${path}`, async () => {
        if (org) site.org.setOpenerPolicy('same-origin');
        const page = await site.open(`${ofPage ? isolated : site.url}/${path}`);
        const popup = await openPopup(page);
        await popup.getByLabel('Username').waitFor();
        assert.equal(await popup.evaluate(() => window.opener), null);
        // To the page the window looks closed, so the button is free again while the visitor still types.
        await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
        const closed = popup.waitForEvent('close');
        await allow(popup);
        await signedIn(page);
        await closed;
      });
    }
  }

  it('security 8: a sign-in in a window that was cut off (COOP) can be begun anew, and both windows count once', async () => {
    site.org.setOpenerPolicy('same-origin');
    const page = await site.open('security-popup.html');
    const forms = watchTokenRequests(page);
    const first = await openPopup(page);
    await first.getByLabel('Username').waitFor();
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    const second = await openPopup(page);
    await allow(first);
    await signedIn(page);
    assert.equal(forms.length, 1);
    if (!second.isClosed()) await second.close();
  });

  it('security 8: closing the popup frees the button within 2 s, and says so', async () => {
    const page = await site.open('security-popup.html');
    await page.evaluate(() => {
      const open = window.open.bind(window);
      window.open = (...all) => {
        const popup = open(...all);
        let closedAt = 0;
        const watch = setInterval(() => {
          if (!closedAt && popup?.closed) closedAt = performance.now();
          const button = document.querySelector('sf-connect-button')?.shadowRoot?.querySelector('button');
          if (!closedAt || !button?.textContent?.includes('Connect to Salesforce')) return;
          clearInterval(watch);
          Object.assign(window, { freedAfter: performance.now() - closedAt });
        }, 20);
        return popup;
      };
    });
    const popup = await openPopup(page);
    await popup.getByLabel('Username').waitFor();
    await popup.close();
    const freedAfter = await page.waitForFunction(() => Reflect.get(window, 'freedAfter') as number);
    assert.ok((await freedAfter.jsonValue()) < 2000);
    assert.match(await shownProblem(page), /closed before the sign-in was finished/);
    assert.ok(await connectButton(page).isEnabled());
    await connectByPopup(page);
  });

  it('security 8: closing the popup before it is sent to the org frees the button, too', async () => {
    const page = await site.open('security-popup.html', {
      prepare: (context) => context.route('**/chunks/**', (route) => loaded.then(() => route.continue())),
    });
    let load = () => {};
    const loaded = new Promise<void>((resolve) => {
      load = resolve;
    });
    const popup = await openPopup(page);
    await popup.close();
    load();
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.match(await shownProblem(page), /closed before the sign-in was finished/);
  });

  it('security 8: a double click and one more open one popup', async () => {
    const page = await site.open('security-popup.html');
    const popups: Page[] = [];
    page.on('popup', (popup) => popups.push(popup));
    await connectButton(page).dblclick();
    await connectButton(page).click();
    await page.waitForTimeout(500);
    assert.equal(popups.length, 1);
    await allow(popups[0] as Page);
    await signedIn(page);
  });

  /** A page whose browser blocks its popups. */
  function openBlocked(path: string): Promise<Page> {
    return site.open(path, {
      prepare: (context) =>
        context.addInitScript(() => {
          window.open = () => null;
        }),
    });
  }

  it('security 8: a blocked popup offers to sign in without a window, which works', async () => {
    const page = await openBlocked('security-popup.html?tab=2#part');
    await connectButton(page).click();
    await page.getByText('The browser blocked the sign-in window.').waitFor();
    await page.getByRole('button', { name: 'Sign in without a window' }).click();
    await page.waitForURL(`${site.org.url}/**`);
    await allow(page);
    await signedIn(page);
    assert.equal(page.url(), `${site.url}/security-popup.html?tab=2#part`);
  });

  it('security 8: a popup blocked when a session has ended offers the same in the form that lost it, and what was typed stays', async () => {
    const page = await site.open('edit.html');
    await connectByPopup(page);
    const form = page.locator('sf-record-form');
    await form.getByLabel('Last Name').fill('Sundqvist');
    site.org.expireAccessTokens();
    site.org.revokeRefreshTokens();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.evaluate(() => {
      window.open = () => null;
    });
    await form.getByRole('button', { name: 'Connect again' }).click();
    await form.getByRole('button', { name: 'Sign in without a window' }).click();
    await page.waitForURL(`${site.org.url}/**`);
    await consent(page);
    await signedIn(page);
    assert.equal(await form.getByLabel('Last Name').inputValue(), 'Sundqvist');
  });
});
