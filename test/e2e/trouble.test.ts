import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { allow, connectByPopup, openPopup, openSite, type Site } from '../support/open-site.ts';

describe('when the org or the session fails', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    site.org.org.setDown(false);
    site.org.org.allowOrigin(site.url);
    await site.closePages();
  });
  after(() => site.close());

  const contactForm = (page: Page) => page.locator('sf-record-form[object-api-name="Contact"]');

  async function connectedWithTypedName(name: string): Promise<Page> {
    const page = await site.open('index.html');
    await connectByPopup(page);
    await contactForm(page).getByLabel('Last Name').fill(name);
    return page;
  }

  it('goes on unseen when the access token expires while a form is being filled', async () => {
    const page = await connectedWithTypedName('Lindqvist');
    const refused: string[] = [];
    page.on('response', (response) => response.status() === 401 && refused.push(response.request().method()));
    site.org.org.expireAccessTokens();
    await contactForm(page).getByRole('button', { name: 'Save' }).click();
    await contactForm(page)
      .getByRole('link', { name: /003\w{15}/ })
      .waitFor();
    assert.deepEqual(refused, ['POST']);
  });

  it('keeps what was typed when the refresh token is revoked, and saves it after a reconnect', async () => {
    const page = await connectedWithTypedName('Haverkamp');
    site.org.org.expireAccessTokens();
    site.org.org.revokeRefreshTokens();
    await contactForm(page).getByRole('button', { name: 'Save' }).click();
    const offer = contactForm(page).getByRole('button', { name: 'Connect again' });
    await offer.waitFor();
    // The Save button is far below it: what to do next must come into view, and under the keys.
    await page.waitForFunction(() => {
      const button = document.querySelector('sf-record-form')?.shadowRoot?.activeElement;
      const { top = -1, bottom = 0 } = button?.getBoundingClientRect() ?? {};
      return button?.textContent?.includes('Connect again') && top >= 0 && bottom <= innerHeight;
    });
    assert.equal(await contactForm(page).getByLabel('Last Name').inputValue(), 'Haverkamp');
    const popup = page.waitForEvent('popup');
    await offer.click();
    await (await popup).getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
    assert.equal(await contactForm(page).getByLabel('Last Name').inputValue(), 'Haverkamp');
    await contactForm(page).getByRole('button', { name: 'Save' }).click();
    await contactForm(page)
      .getByRole('link', { name: /003\w{15}/ })
      .waitFor();
  });

  it('says what to do in Setup when the org does not list the page’s origin', async () => {
    const page = await connectedWithTypedName('Okonkwo');
    site.org.org.disallowOrigin(site.url);
    await contactForm(page).getByRole('button', { name: 'Save' }).click();
    const alert = contactForm(page).locator('[part=summary]');
    await alert.waitFor();
    assert.match(await alert.innerText(), /Setup > CORS > Allowed Origins List/);
    assert.match(await alert.innerText(), new RegExp(site.url));
    assert.equal(await contactForm(page).getByLabel('Last Name').inputValue(), 'Okonkwo');
  });

  it('says what to do in Setup when the origin is missing already at sign-in', async () => {
    site.org.org.disallowOrigin(site.url);
    const page = await site.open('index.html');
    const popup = await openPopup(page);
    await allow(popup);
    const alert = page.locator('sf-connect-button').getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /Setup > CORS/);
  });

  it('says so when the org is down, keeps what was typed, and once the org is back looks and saves', async () => {
    const page = await connectedWithTypedName('Marchetti');
    site.org.org.setDown(true);
    await contactForm(page).getByRole('button', { name: 'Save' }).click();
    const alert = contactForm(page).locator('[part=summary]');
    await alert.waitFor();
    assert.match(await alert.innerText(), /maintenance|down|reached/);
    assert.equal(await contactForm(page).getByLabel('Last Name').inputValue(), 'Marchetti');
    site.org.org.setDown(false);
    await contactForm(page).getByRole('button', { name: 'Check' }).click();
    await contactForm(page).getByRole('button', { name: 'Save' }).click();
    await contactForm(page)
      .getByRole('link', { name: /003\w{15}/ })
      .waitFor();
  });

  it('offers to try again when the table’s query meets an org that is down', async () => {
    const page = await site.open('index.html');
    await connectByPopup(page);
    const table = page.locator('sf-query-table');
    await table.getByRole('row').nth(3).waitFor();
    site.org.org.setDown(true);
    await table.evaluate((element) => element.setAttribute('soql', 'SELECT Name FROM Account ORDER BY Name'));
    const retry = table.getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    site.org.org.setDown(false);
    await retry.click();
    await table.getByRole('row').nth(3).waitFor();
  });
});
