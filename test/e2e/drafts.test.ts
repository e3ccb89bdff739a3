import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ada, connectButton, logIn, openSite, type Site } from '../support/open-site.ts';

describe('leaving a page with something typed', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  const marco = { ...ada, username: 'marco@northwind.example' };
  const restored = 'What you typed here before was restored.';
  const showcase = (page: Page) => page.locator('sf-record-form[object-api-name="Showcase__c"]');
  const account = (page: Page) => page.locator('sf-record-form[object-api-name="Account"]');
  const save = (form: ReturnType<typeof showcase>) => form.getByRole('button', { name: 'Save' }).click();
  const storage = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }));

  /** Through the org's own pages, and back. */
  async function signIn(page: Page, user: typeof ada | undefined = undefined): Promise<void> {
    await page.waitForURL(`${site.org.url}/**`);
    if (user) await logIn(page, user);
    await page.getByRole('button', { name: 'Allow' }).click();
    await showcase(page).getByLabel('Code').waitFor();
  }

  async function openTyped(): Promise<Page> {
    const page = await site.open('drafts.html?from=mail#forms');
    await connectButton(page).click();
    await signIn(page, ada);
    await showcase(page).getByLabel('Code').fill('R2-D2');
    await showcase(page).getByLabel('Price').fill('12,x');
    await account(page).getByLabel('Account Name').fill('Fleeting');
    return page;
  }

  /** A save tells that the session has ended. */
  async function expire(page: Page): Promise<void> {
    site.org.org.expireAccessTokens();
    site.org.org.revokeRefreshTokens();
    await save(account(page));
    await showcase(page).getByRole('button', { name: 'Connect again' }).waitFor();
  }

  const reconnect = (page: Page) => showcase(page).getByRole('button', { name: 'Connect again' }).click();

  async function assertNothingKept(page: Page): Promise<void> {
    assert.doesNotMatch(await storage(page), /sf-elements:draft|R2-D2|12,x|Fleeting/);
  }

  async function assertNothingRestored(page: Page): Promise<void> {
    assert.equal(await showcase(page).getByLabel('Code').inputValue(), '');
    assert.equal(await page.getByText(restored).count(), 0);
    await assertNothingKept(page);
  }

  it('brings everything back after a sign-in by redirect, and saves it', async () => {
    const page = await openTyped();
    await expire(page);
    await reconnect(page);
    await signIn(page);
    assert.equal(page.url(), `${site.url}/drafts.html?from=mail#forms`);
    await showcase(page).getByText(restored).waitFor();
    assert.equal(await showcase(page).getByLabel('Code').inputValue(), 'R2-D2');
    assert.equal(await showcase(page).getByLabel('Price').inputValue(), '12,x');
    await save(showcase(page));
    await showcase(page).locator('[part=summary]').waitFor();
    await showcase(page).getByLabel('Price').fill('12');
    await save(showcase(page));
    await showcase(page).getByText('Showcase created.').waitFor();
    await page.reload();
    await connectButton(page).click();
    await signIn(page);
    await assertNothingRestored(page);
  });

  it('keeps nothing of a form with no-drafts', async () => {
    const page = await openTyped();
    await expire(page);
    await reconnect(page);
    await signIn(page);
    assert.equal(await account(page).getByLabel('Account Name').inputValue(), '');
    assert.doesNotMatch(await storage(page), /Fleeting/);
  });

  it('brings everything back after a sign-in that was denied first', async () => {
    const page = await openTyped();
    await expire(page);
    await reconnect(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    // The page is loaded twice on the way back.
    await page.locator('sf-connect-button').getByRole('alert').waitFor();
    await connectButton(page).click();
    await signIn(page);
    assert.equal(await showcase(page).getByLabel('Code').inputValue(), 'R2-D2');
  });

  it('shows another visitor who signs in instead nothing of it', async () => {
    const page = await openTyped();
    await expire(page);
    await page.context().clearCookies();
    await reconnect(page);
    await signIn(page, marco);
    await assertNothingRestored(page);
  });

  it('brings everything back after a reload, until the visitor disconnects', async () => {
    const page = await openTyped();
    await page.reload();
    await connectButton(page).click();
    await signIn(page);
    await showcase(page).getByText(restored).waitFor();
    assert.equal(await showcase(page).getByLabel('Price').inputValue(), '12,x');
    await page.getByRole('button', { name: /Salesforce account/ }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await connectButton(page)
      .and(page.getByRole('button', { name: 'Connect to Salesforce' }))
      .waitFor();
    await assertNothingKept(page);
    await page.reload();
    await connectButton(page).click();
    await signIn(page);
    await assertNothingRestored(page);
  });
});
