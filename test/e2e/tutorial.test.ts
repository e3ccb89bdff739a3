import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, logIn, openSite, type Site } from '../support/open-site.ts';

const flows = [
  { flow: 'pkce', first: 'tutorial.html', second: 'tutorial-form.html', answer: /\?(?:.*&)?code=/ },
  {
    flow: 'user-agent',
    first: 'tutorial-user-agent.html',
    second: 'tutorial-user-agent-form.html',
    answer: /#access_token=00D\w{12,15}%21/,
  },
];

describe('the tutorial', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  const form = (page: Page) => page.locator('sf-record-form');
  const connected = (page: Page) => page.getByRole('button', { name: /Salesforce account: Ada/ }).waitFor();

  async function open(path: string): Promise<Page> {
    const page = await site.open(path);
    page.setDefaultTimeout(25_000);
    return page;
  }

  async function goToOrg(page: Page): Promise<void> {
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
  }

  async function connect(page: Page): Promise<void> {
    await goToOrg(page);
    await logIn(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await connected(page);
  }

  async function createAccount(page: Page, name: string): Promise<string> {
    await form(page).getByLabel('Account Name').fill(name);
    await form(page).getByRole('button', { name: 'Save' }).click();
    await form(page).getByText('Account created.').waitFor();
    const link = form(page).getByRole('link', { name: /001\w{15}/ });
    const id = /001\w{15}/.exec(await link.innerText())?.[0] ?? '';
    assert.equal(await link.getAttribute('href'), `${site.org.url}/${id}`);
    return id;
  }

  async function nameOfAccount(id: string): Promise<unknown> {
    const { accessToken } = await site.org.signIn();
    const response = await fetch(`${site.org.url}/services/data/v66.0/sobjects/Account/${id}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const { Name } = (await response.json()) as { Name?: unknown };
    return Name;
  }

  for (const { flow, first, second, answer } of flows) {
    describe(`with flow="${flow}"`, () => {
      it('signs in from the first page and creates an account on the second', async () => {
        const page = await open(first);
        const landings: string[] = [];
        const sent: string[] = [];
        page.on('framenavigated', (frame) => {
          if (frame.url().startsWith(`${site.url}/${second}`)) landings.push(frame.url());
        });
        page.on('request', (request) => {
          if (request.method() === 'POST' && request.url().includes('/sobjects/Account'))
            sent.push(request.headers().authorization ?? '');
        });
        await connect(page);
        assert.match(landings[0] ?? '', answer);
        assert.equal(page.url(), `${site.url}/${second}`);
        const id = await createAccount(page, 'Outside Page Ltd');
        assert.equal(sent.length, 1);
        assert.match(sent[0] ?? '', /^Bearer 00D\w{12,15}![\x21-\x7e]+$/);
        assert.ok(!sent[0]?.includes('%'), 'the token was sent as it stood in the address');
        assert.equal(await nameOfAccount(id), 'Outside Page Ltd');
      });

      it('comes back with words when the visitor denies access, and lets them try again', async () => {
        const page = await open(first);
        await goToOrg(page);
        await logIn(page);
        await page.getByRole('button', { name: 'Deny' }).click();
        await page.getByRole('alert').getByText('Access to your Salesforce data was not allowed.').waitFor();
        assert.equal(page.url(), `${site.url}/${second}`);
        await goToOrg(page);
        await page.getByRole('button', { name: 'Allow' }).click();
        await connected(page);
        assert.equal(page.url(), `${site.url}/${second}`);
      });

      it('offers to connect again on the second page after a reload', async () => {
        const page = await open(first);
        await connect(page);
        await page.reload();
        await form(page).getByText('Connect to Salesforce to see this.').waitFor();
        await goToOrg(page);
        await page.getByRole('button', { name: 'Allow' }).click();
        await connected(page);
        assert.equal(page.url(), `${site.url}/${second}`);
        await form(page).getByLabel('Account Name').waitFor();
      });

      it('leads the same way again from the first page', async () => {
        const page = await open(first);
        await connect(page);
        await page.getByRole('link', { name: 'back to the first page' }).click();
        await page.waitForURL(`${site.url}/${first}`);
        await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
        await goToOrg(page);
        await page.getByRole('button', { name: 'Allow' }).click();
        await connected(page);
        assert.equal(page.url(), `${site.url}/${second}`);
      });
    });
  }

  it('leads from one flow to the other', async () => {
    const page = await open('tutorial.html');
    await page.getByRole('link', { name: 'with the user-agent flow' }).click();
    await page.waitForURL(`${site.url}/tutorial-user-agent.html`);
    await page.getByRole('link', { name: 'the way with PKCE' }).click();
    await page.waitForURL(`${site.url}/tutorial.html`);
  });
});
