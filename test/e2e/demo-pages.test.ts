import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
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

  /** Looks at a page as it is: by the rules of accessibility in both colour schemes, and whether it fits 320 pixels. */
  async function inspect(page: Page, widths: readonly number[] = [1280]): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['dark', 'light'] as const) {
        // A colour on its way to the other scheme's is neither.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        assert.deepEqual(await brokenRules(page), [], `${colorScheme}, at ${width} pixels`);
      }
    }
    await page.setViewportSize({ width: 320, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} of 320 pixels stand out`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  for (const path of pages) {
    it(`${path} is accessible and fits 320 pixels before and after sign-in, within its content security policy`, async () => {
      const complaints: string[] = [];
      const prepare = async (context: BrowserContext) => {
        context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        context.on('weberror', (error) => complaints.push(error.error().message));
      };
      const page = await site.open(path, { prepare });
      await inspect(page);
      await connect(page);
      await drawn(page);
      await inspect(page);
      const form = page.locator('sf-record-form').last();
      await form.getByRole('button', { name: 'Save' }).click();
      await form.locator('[part=summary]').waitFor();
      assert.deepEqual(complaints, []);
    });
  }

  /** The connect button where the browser opens no window. */
  async function openBlocked(): Promise<Page> {
    const page = await site.open('index.html');
    await page.evaluate(() => {
      window.open = () => null;
    });
    return page;
  }

  it('tell accessibly of a sign-in that was blocked or denied', async () => {
    const page = await openBlocked();
    await connectButton(page).click();
    await page.getByRole('button', { name: 'Sign in without a window' }).click();
    await page.waitForURL(`${site.org.url}/**`);
    await logIn(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByRole('alert').getByText('was not allowed').waitFor();
    await inspect(page, [360, 1280]);
    await page.evaluate(() => {
      window.open = () => null;
    });
    await connectButton(page).click();
    await page.getByRole('button', { name: 'Sign in without a window' }).waitFor();
    await inspect(page, [360, 1280]);
  });

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
