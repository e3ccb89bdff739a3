import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  allow,
  connectByPopup,
  consent,
  marco,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import { configurePage } from './configure-page.ts';
import { tokenStatus, until, watchSentTokens } from './sent-tokens.ts';

describe('the end of a session', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ secondOrg: {}, loggedIn: true });
  });
  const opened: Page[] = [];
  afterEach(async () => {
    // Else an answer on its way would meet a closed page.
    for (const page of opened.splice(0)) await page.context().unrouteAll({ behavior: 'ignoreErrors' });
    await site.closePages();
  });
  after(() => site.close());

  const form = (page: Page) => page.locator('sf-record-form');
  const table = (page: Page) => page.locator('sf-query-table');
  const connectionOf = (page: Page) => page.locator('sf-connection');
  const statusOn = (page: Page) =>
    page.evaluate(() => document.querySelector('sf-connection')?.state?.status);
  const signedOut = (page: Page) => page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
  const refresh = (page: Page) =>
    table(page).evaluate((element: HTMLElement & { refresh(): Promise<void> }) => element.refresh());
  const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));

  async function openConfigured(attributes: Readonly<Record<string, string>> = {}): Promise<Page> {
    const page = await site.open('leaks-connection.html');
    opened.push(page);
    await configurePage(page, attributes);
    await page.reload();
    return page;
  }

  /** Until everything is read. */
  async function connect(page: Page): Promise<void> {
    await connectByPopup(page);
    await page.getByRole('button', { name: 'Salesforce account: Ada' }).waitFor();
    await table(page).getByRole('row').nth(3).waitFor();
  }

  async function disconnect(page: Page): Promise<void> {
    await page.getByRole('button', { name: /Salesforce account/ }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await signedOut(page);
  }

  /** Has the org's next answers to a renewal say something else. Gives the tokens that these brought. */
  async function alterRenewals(
    page: Page,
    change: (answer: Record<string, string>) => object,
  ): Promise<string[]> {
    const brought: string[] = [];
    await page.context().route('**/services/oauth2/token', async (route) => {
      const response = await route.fetch();
      const answer: Record<string, string> = await response.json();
      brought.push(answer.access_token ?? '');
      await route.fulfill({ response, json: { ...answer, ...change(answer) } });
    });
    return brought;
  }

  const strangers: Readonly<Record<string, (answer: Record<string, string>) => object>> = {
    'another user': ({ id = '' }) => ({ id: id.replace(/005\w{15}$/, '005000000000999AAA') }),
    'another org': ({ id = '' }) => ({ id: id.replace(/00D\w{15}/, '00D000000000999AAA') }),
    'the same user at another address': () => ({ instance_url: 'https://other.my.salesforce.com' }),
  };

  for (const storage of ['memory', 'local']) {
    for (const [name, change] of Object.entries(strangers)) {
      it(`security 11: drops a renewal's answer for ${name}, with storage="${storage}"`, async () => {
        const page = await openConfigured({ storage });
        await connect(page);
        const brought = await alterRenewals(page, change);
        const sent = watchSentTokens(page);
        site.org.expireAccessTokens();
        await refresh(page);
        await form(page).getByRole('button', { name: 'Connect again' }).waitFor();
        assert.equal(brought.length, 1);
        assert.deepEqual(
          sent.filter(({ token }) => brought.includes(token)),
          [],
        );
        assert.ok(!(await stored(page)).includes(brought[0] ?? ''));
        assert.equal(await statusOn(page), 'expired');
      });
    }

    it(`security 11: takes a renewal's answer for the same user, with storage="${storage}"`, async () => {
      const page = await openConfigured({ storage });
      await connect(page);
      const brought = await alterRenewals(page, () => ({}));
      const sent = watchSentTokens(page);
      site.org.expireAccessTokens();
      await refresh(page);
      assert.ok(sent.some(({ token }) => token === brought[0]));
    });
  }

  for (const storage of ['memory', 'session', 'local']) {
    it(`security 11: disconnecting revokes, and clears every tab, with storage="${storage}"`, async () => {
      const page = await openConfigured({ storage });
      const sent = watchSentTokens(page);
      await connect(page);
      const other = await page.context().newPage();
      await other.goto(page.url());
      if (storage !== 'local') await consent(await openPopup(other));
      await signedIn(other);
      await table(other).getByRole('row').nth(3).waitFor();
      const tokens = [...new Set(sent.map(({ token }) => token))];
      assert.equal(tokens.length, storage === 'local' ? 1 : 2);
      for (const token of tokens) assert.equal(await tokenStatus(site.org.url, token), 200);
      await disconnect(page);
      await signedOut(other);
      for (const token of tokens) {
        await until(async () => (await tokenStatus(site.org.url, token)) === 401, 'the end of a token');
      }
      for (const tab of [page, other]) {
        assert.equal(await table(tab).getByRole('row').count(), 0);
        assert.equal(await stored(tab), '{}');
        assert.equal(await statusOn(tab), 'disconnected');
        await tab.reload();
        await signedOut(tab);
      }
    });
  }

  /** Has the page remember each text and value that is ever on show. */
  function watchTexts(page: Page): Promise<void> {
    return page.evaluate(() => {
      const shown = new Set<string>();
      Object.assign(globalThis, { shown });
      const look = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          shown.add(
            'value' in element ? String(element.value) : element.childElementCount ? '' : element.textContent,
          );
          if (element.shadowRoot) look(element.shadowRoot);
        }
      };
      const again = () => {
        look(document);
        requestAnimationFrame(again);
      };
      again();
    });
  }

  const ends: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'a disconnect': disconnect,
    'an expired session': async (page) => {
      site.org.expireAccessTokens();
      site.org.revokeRefreshTokens();
      await refresh(page);
      await form(page).getByRole('button', { name: 'Connect again' }).waitFor();
    },
  };

  for (const [name, end] of Object.entries(ends)) {
    it(`security 11: another user after ${name} sees nothing of the first one's, and asks for it anew`, async () => {
      const page = await openConfigured();
      await page.context().route(/\/query\?/, async (route) => {
        const response = await route.fetch();
        const text = (await response.text()).replace(/"Name":"[^"]*"/g, '"Name":"Only for Ada"');
        await route.fulfill({ response, body: text });
      });
      await connect(page);
      await table(page).getByText('Only for Ada').first().waitFor();
      await form(page).getByLabel('Account Name').fill('Typed by Ada');
      // As before the page is left, which keeps what is typed.
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
      assert.match(await stored(page), /Typed by Ada/);
      await end(page);
      await page.context().unrouteAll({ behavior: 'ignoreErrors' });
      if (name === 'a disconnect') assert.equal(await stored(page), '{}');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.context().clearCookies();
      if (name === 'a disconnect') await watchTexts(page);
      await allow(await openPopup(page), marco);
      await page.getByRole('button', { name: 'Salesforce account: Marco' }).waitFor();
      // What an expired session still shows goes with the next sign-in.
      if (name !== 'a disconnect') await watchTexts(page);
      await table(page).getByRole('row').nth(3).waitFor();
      await form(page).getByLabel('Account Name').waitFor();
      assert.ok(
        asked.some((path) => /\/(?:sobjects\/Account\/describe|composite)$/.test(path)),
        `${asked}`,
      );
      const shown = await page.evaluate(() =>
        [...(globalThis as unknown as { shown: Set<string> }).shown].join('\n'),
      );
      assert.match(shown, /Account Name/);
      assert.doesNotMatch(shown, /Ada/);
      assert.equal(await form(page).getByLabel('Account Name').inputValue(), '');
      assert.doesNotMatch(await stored(page), /Ada/);
    });
  }

  const changes = {
    'login-url': () => site.secondOrg.url,
    'client-id': () => 'another-client',
  } as const;

  for (const [attribute, value] of Object.entries(changes)) {
    for (const storage of ['memory', 'local']) {
      it(`security 14: changing ${attribute} disconnects first, with storage="${storage}"`, async () => {
        const page = await openConfigured();
        await connectionOf(page).evaluate((element, kept) => element.setAttribute('storage', kept), storage);
        const sent = watchSentTokens(page);
        await connect(page);
        const [{ token } = { token: '' }] = sent.splice(0);
        const bodies: string[] = [];
        page.on('request', (request) => bodies.push(`${request.url()} ${request.postData() ?? ''}`));
        const revoked = page.waitForResponse(`${site.org.url}/services/oauth2/revoke`);
        const ended = connectionOf(page).evaluate(
          (element) =>
            new Promise((resolve) =>
              element.addEventListener('sf-disconnected', () => resolve(true), { once: true }),
            ),
        );
        await connectionOf(page).evaluate((element, [name, text]) => element.setAttribute(name, text), [
          attribute,
          value(),
        ] as const);
        assert.equal((await revoked).status(), 200);
        assert.equal(await ended, true);
        await signedOut(page);
        assert.equal(await tokenStatus(site.org.url, token), 401);
        assert.equal(await stored(page), '{}');
        assert.equal(await table(page).getByRole('row').count(), 0);
        const [revocation, ...others] = bodies.filter((body) => /\btoken=|00D\w+(?:!|%21)/.test(body));
        assert.match(revocation ?? '', new RegExp(`^${site.org.url}/services/oauth2/revoke `));
        assert.deepEqual(others, []);
        assert.equal(sent.length, 0);
        if (attribute === 'client-id') return;
        await connect(page);
        assert.ok(sent.length > 0);
        assert.ok(sent.every((one) => one.url.startsWith(`${site.secondOrg.url}/`) && one.token !== token));
      });
    }
  }
});
