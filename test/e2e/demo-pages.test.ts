import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, connectByPopup, logIn, openSite, type Site } from '../support/open-site.ts';

const axeSource = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
const pages = [
  'index.html',
  'create-account.html',
  'send-lead.html',
  'contacts.html',
  'tutorial.html',
  'tutorial-form.html',
  'tutorial-user-agent.html',
  'tutorial-user-agent-form.html',
];

describe('the demo pages', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  async function connect(page: Page): Promise<void> {
    if (!/create-account|tutorial/.test(page.url())) return connectByPopup(page);
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    await logIn(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
  }

  /** What of a page is ready once its forms and tables are drawn. */
  async function drawn(page: Page): Promise<void> {
    for (const form of await page.locator('sf-record-form').all()) {
      await form.getByRole('button', { name: 'Save' }).waitFor();
    }
    for (const table of await page.locator('sf-query-table').all())
      await table.getByRole('row').nth(2).waitFor();
  }

  async function brokenRules(page: Page): Promise<string[]> {
    // Evaluated by the browser's own tools, since the page's policy lets no foreign script in.
    await page.evaluate(axeSource);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.flat().join(' > ')}`),
      );
    });
  }

  for (const path of pages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${path} breaks no rule of accessibility, ${colorScheme}, before and after sign-in`, async () => {
        const page = await site.open(path, { colorScheme });
        assert.deepEqual(await brokenRules(page), []);
        await connect(page);
        await drawn(page);
        assert.deepEqual(await brokenRules(page), []);
      });
    }

    it(`${path} fits a screen of 320 pixels`, async () => {
      const page = await site.open(path, { width: 320 });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok((await overflow()) <= 0, 'something stands out before the sign-in');
      await connect(page);
      await drawn(page);
      assert.ok((await overflow()) <= 0, 'something stands out after the sign-in');
    });

    it(`${path} stays within its content security policy`, async () => {
      const page = await site.open(path);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await connect(page);
      await drawn(page);
      const form = page.locator('sf-record-form').last();
      await form.getByRole('button', { name: 'Save' }).click();
      await form.locator('[part=summary]').waitFor();
      assert.deepEqual(complaints, []);
    });
  }

  /** The connect button where the browser opens no window. */
  async function openBlocked(options: Parameters<Site['open']>[1] = {}): Promise<Page> {
    const page = await site.open('index.html', options);
    await page.evaluate(() => {
      window.open = () => null;
    });
    return page;
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      it(`tell accessibly of a sign-in that was blocked or denied, ${colorScheme}, at ${width} pixels`, async () => {
        const page = await openBlocked({ colorScheme, width });
        await connectButton(page).click();
        await page.getByRole('button', { name: 'Sign in without a window' }).click();
        await page.waitForURL(`${site.org.url}/**`);
        await logIn(page);
        await page.getByRole('button', { name: 'Deny' }).click();
        await page.getByRole('alert').getByText('was not allowed').waitFor();
        assert.deepEqual(await brokenRules(page), []);
        await page.evaluate(() => {
          window.open = () => null;
        });
        await connectButton(page).click();
        await page.getByRole('button', { name: 'Sign in without a window' }).waitFor();
        assert.deepEqual(await brokenRules(page), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels stand out`);
      });
    }
  }

  /** Presses Tab until the focus is on something of that name. */
  async function focusOn(page: Page, name: RegExp): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const labels = (element as HTMLInputElement | null)?.labels;
        return `${element?.textContent ?? ''} ${labels?.[0]?.textContent ?? ''}`;
      });
      if (name.test(focused)) return;
    }
    assert.fail(`the Tab key did not come to ${name}`);
  }

  it('are worked by keyboard alone, from sign-in to a saved record', async () => {
    const page = await site.open('index.html');
    await focusOn(page, /Connect to Salesforce/);
    const opened = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    const popup = await opened;
    await logIn(popup);
    await popup.getByRole('button', { name: 'Allow' }).press('Enter');
    await drawn(page);
    await focusOn(page, /Last Name/);
    await page.keyboard.type('Keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /003\w{15}/ }).waitFor();
  });

  it('lead on by keyboard alone where the browser blocks the sign-in window', async () => {
    const page = await openBlocked();
    await focusOn(page, /Connect to Salesforce/);
    await page.keyboard.press('Enter');
    await focusOn(page, /Sign in without a window/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.org.url}/**`);
    await logIn(page);
    await page.getByRole('button', { name: 'Allow' }).press('Enter');
    await page.getByRole('button', { name: /Salesforce account/ }).waitFor();
    assert.equal(page.url(), `${site.url}/index.html`);
  });

  it('lead through the tutorial by keyboard alone', async () => {
    const page = await site.open('tutorial.html');
    await focusOn(page, /Connect to Salesforce/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.org.url}/**`);
    await logIn(page);
    await page.getByRole('button', { name: 'Allow' }).press('Enter');
    await page.waitForURL(`${site.url}/tutorial-form.html`);
    await drawn(page);
    await focusOn(page, /Account Name/);
    await page.keyboard.type('Keyboard Ltd');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /001\w{15}/ }).waitFor();
  });
});
