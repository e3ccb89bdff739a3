import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  connectButton,
  connectByPopup,
  logIn,
  openPopup,
  openSite,
  type Site,
} from '../support/open-site.ts';

describe('connecting', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  it('signs in by popup and shows who is connected', async () => {
    const page = await site.open('index.html');
    await connectByPopup(page);
    await page.getByRole('button', { name: 'Salesforce account: Ada' }).click();
    await page.getByText('ada@northwind.example', { exact: true }).waitFor();
    await page.locator('sf-record-form').first().getByLabel('Last Name').waitFor();
    await page.locator('sf-query-table').getByRole('row').nth(5).waitFor();
  });

  it('closes the popup by itself and leaves no code or token in the address', async () => {
    const page = await site.open('index.html');
    const popup = await openPopup(page);
    const closed = popup.waitForEvent('close');
    await logIn(popup);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await closed;
    assert.equal(page.url(), `${site.url}/index.html`);
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    assert.doesNotMatch(kept, /verifier|token|code/i);
  });

  it('signs in by redirect and comes back to the page, hash included', async () => {
    const page = await site.open('create-account.html#form');
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    await logIn(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
    assert.equal(page.url(), `${site.url}/create-account.html#form`);
    await page.locator('sf-record-form').getByLabel('Account Name').waitFor();
  });

  it('says so when the visitor denies access, and lets them try again', async () => {
    const page = await site.open('index.html');
    const popup = await openPopup(page);
    await logIn(popup);
    await popup.getByRole('button', { name: 'Deny' }).click();
    await page.locator('sf-connect-button').getByRole('alert').waitFor();
    const said = await page.locator('sf-connect-button').getByRole('alert').innerText();
    assert.match(said, /denied|not allowed|declined|refused/i);
    const again = await openPopup(page);
    await again.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
  });

  it('says so after a redirect that the visitor denied', async () => {
    const page = await site.open('create-account.html');
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    await logIn(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.locator('sf-connect-button').getByRole('alert').waitFor();
    assert.equal(page.url(), `${site.url}/create-account.html`);
  });

  it('lets the visitor correct a wrong password in the org’s own page', async () => {
    const page = await site.open('index.html');
    const popup = await openPopup(page);
    await logIn(popup, { username: 'ada@northwind.example', password: 'wrong' });
    await popup.getByText('Please check your username and password').waitFor();
    await logIn(popup);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
  });

  it('frees the button within two seconds when the popup is closed', async () => {
    const page = await site.open('index.html');
    const popup = await openPopup(page);
    await popup.getByLabel('Username').waitFor();
    await popup.close();
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor({ timeout: 2500 });
  });

  it('opens one popup on a double click', async () => {
    const page = await site.open('index.html');
    let popups = 0;
    page.on('popup', () => popups++);
    await connectButton(page).dblclick();
    await page.waitForTimeout(300);
    assert.equal(popups, 1);
  });

  it('disconnects, revokes the token and hides the data', async () => {
    const page = await site.open('index.html');
    await connectByPopup(page);
    await page.getByRole('button', { name: /Salesforce account/ }).click();
    const revoked = page.waitForResponse((response) => response.url().endsWith('/services/oauth2/revoke'));
    await page.getByRole('button', { name: 'Disconnect' }).click();
    assert.equal((await revoked).status(), 200);
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.equal(await page.locator('sf-query-table').getByRole('row').count(), 0);
  });

  it('signs in through the shipped callback page', async () => {
    const page = await site.open('callback-page.html');
    await connectByPopup(page);
  });
});
