import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { openSite, type Site } from '../../support/open-site.ts';
import {
  ask,
  disconnect,
  lastNameIn,
  marco,
  openTab,
  openTabBeside,
  signIn,
  stored,
  until,
  userIn,
  waitForStatus,
  waitUntilLoaded,
  watch,
} from './tabs.ts';

describe('tabs of one visitor', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    site.org.setLatency(0);
    await site.closePages();
  });
  after(() => site.close());

  async function openTwo(path: string): Promise<[Page, Page]> {
    const first = await openTab(site, path);
    return [first, await openTabBeside(first)];
  }

  async function openConnected(): Promise<[Page, Page]> {
    const [first, second] = await openTwo('tabs-local.html');
    await signIn(first);
    await waitUntilLoaded(second);
    await lastNameIn(second).fill('Typed');
    return [first, second];
  }

  it('reliability 7: with storage="local" a sign-in connects every tab, also those opened later', async () => {
    const [first, second] = await openTwo('tabs-local.html');
    const seen = watch(site);
    await signIn(first);
    await waitForStatus(second, 'connected');
    const third = await openTabBeside(first);
    await waitForStatus(third, 'connected');
    assert.equal(seen.tokens().length, 1);
    for (const tab of [second, third]) assert.deepEqual(await ask(tab, ['x']), ['ok']);
  });

  it('reliability 7: with storage="local" a sign-out reaches every tab and leaves nothing behind', async () => {
    const [first, second] = await openConnected();
    const seen = watch(site);
    await disconnect(first);
    await waitForStatus(second, 'disconnected');
    await second.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.equal(await lastNameIn(second).count(), 0);
    assert.deepEqual(await ask(second, ['after']), ['NOT_CONNECTED']);
    assert.deepEqual(seen.answersFor('after'), []);
    await until(() => seen.revocations().length > 0, 'the revocation');
    assert.deepEqual(
      seen.revocations().map(({ status }) => status),
      [200],
    );
    assert.equal(await stored(second, 'localStorage'), null);
  });

  it('reliability 7: with storage="local" an expiry reaches every tab, forms keep what was typed, and one reconnect serves all', async () => {
    const [first, second] = await openConnected();
    site.org.revokeRefreshTokens();
    const seen = watch(site);
    assert.deepEqual(await ask(first, ['x']), ['SESSION_EXPIRED']);
    await waitForStatus(second, 'expired');
    const offer = second.locator('sf-record-form').getByRole('button', { name: 'Connect again' });
    await offer.waitFor();
    assert.equal(await lastNameIn(second).inputValue(), 'Typed');
    await signIn(first);
    await waitForStatus(second, 'connected');
    await offer.waitFor({ state: 'detached' });
    assert.equal(await lastNameIn(second).inputValue(), 'Typed');
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByText('Contact created.').waitFor();
    assert.deepEqual(
      seen.tokens().map(({ status }) => status),
      [400, 200],
    );
  });

  it('reliability 7: what was asked in one user’s name is never sent in that of the next, who signs in elsewhere', async () => {
    const [first, second] = await openConnected();
    const ada = await userIn(second);
    site.org.setLatency(3_000, '/sobjects/Account$');
    const seen = watch(site);
    const asked = second.evaluate(() => {
      const { client } = document.querySelector('sf-connection')?.connection ?? {};
      const body = { Name: 'Asked for by Ada' };
      return client
        ?.request({ operation: 'Ask', path: 'sobjects/Account', method: 'POST', body })
        .then(String, ({ code }) => String(code));
    });
    await second.waitForRequest(/sobjects\/Account$/);
    await disconnect(first);
    await waitForStatus(second, 'disconnected');
    await signIn(first, marco);
    await waitForStatus(second, 'connected');
    assert.notEqual(await userIn(second), ada);
    assert.equal(await userIn(second), await userIn(first));
    assert.equal(await lastNameIn(second).inputValue(), '');
    assert.match((await asked) ?? '', /^(NOT_CONNECTED|SESSION_EXPIRED)$/);
    const sent = seen.all().filter(({ path }) => path.endsWith('/sobjects/Account'));
    assert.deepEqual(
      sent.map(({ status }) => status),
      [401],
    );
    await second.getByRole('button', { name: 'Salesforce account: Marco' }).waitFor();
    assert.deepEqual(await ask(second, ['x']), ['ok']);
  });

  it('reliability 7: with storage="memory" tabs share nothing but the sign-out of the same person', async () => {
    const [first, second] = await openTwo('tabs-memory.html');
    const third = await openTabBeside(first);
    await signIn(first);
    for (const tab of [second, third]) await waitForStatus(tab, 'disconnected');
    await signIn(second);
    await signIn(third, marco);
    for (const storage of ['localStorage', 'sessionStorage'] as const) {
      assert.equal(await stored(first, storage), null);
    }
    const seen = watch(site);
    await disconnect(first);
    await waitForStatus(second, 'disconnected');
    await until(() => seen.revocations().length === 2, 'the end of both sessions');
    assert.deepEqual(await ask(third, ['x']), ['ok']);
    assert.equal(seen.tokens().length, 0);
  });

  it('reliability 7: with storage="session" a reload restores the session without a click, a cookie or a token request', async () => {
    const [first, second] = await openTwo('tabs-session.html');
    await signIn(first);
    await waitForStatus(second, 'disconnected');
    await first.context().clearCookies();
    const sent: Request[] = [];
    first.on('request', (request) => sent.push(request));
    const seen = watch(site);
    await first.reload();
    await waitForStatus(first, 'connected');
    await lastNameIn(first).waitFor();
    assert.deepEqual(await ask(first, ['x']), ['ok']);
    assert.deepEqual(
      seen.all().filter(({ path }) => path.includes('oauth2')),
      [],
    );
    const cookies = await Promise.all(sent.map((request) => request.headerValue('cookie')));
    assert.deepEqual(new Set(cookies), new Set([null]));
  });

  it('reliability 7: with storage="session" a duplicated tab starts disconnected, reconnects, and burns nothing', async () => {
    const first = await openTab(site, 'tabs-session.html');
    await signIn(first);
    const opened = first.waitForEvent('popup');
    const sent: Request[] = [];
    first.context().on('request', (request) => sent.push(request));
    // A window opened by a page begins with a copy of its session storage, as a duplicated tab does.
    await first.evaluate(() => void window.open(location.href));
    const copy = await opened;
    await copy.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.equal(await stored(copy, 'sessionStorage'), null);
    assert.deepEqual(await ask(copy, ['copied']), ['NOT_CONNECTED']);
    const asks = (request: Request) =>
      request.url().startsWith(site.org.url) && request.frame() !== first.mainFrame();
    assert.deepEqual(
      sent.filter(asks).map((request) => request.url()),
      [],
    );
    await signIn(copy);
    for (const round of [1, 2]) {
      site.org.expireAccessTokens();
      for (const tab of [first, copy]) assert.deepEqual(await ask(tab, [`round ${round}`]), ['ok']);
    }
    const kept = [await stored(first, 'sessionStorage'), await stored(copy, 'sessionStorage')];
    assert.notEqual(kept[0]?.session?.refreshToken, kept[1]?.session?.refreshToken);
    for (const tab of [first, copy]) {
      await tab.reload();
      await waitForStatus(tab, 'connected');
    }
  });

  for (const storage of ['session', 'local'] as const) {
    it(`reliability 7: with storage="${storage}" an element that takes the place of another goes on with its session`, async () => {
      const page = await openTab(site, `tabs-${storage}.html`);
      await signIn(page);
      const seen = watch(site);
      for (const round of [1, 2]) {
        await page.evaluate(() => {
          const before = document.querySelector('sf-connection') as HTMLElement;
          const next = before.cloneNode(true);
          before.replaceWith(next);
        });
        await waitForStatus(page, 'connected');
        assert.equal(seen.tokens().length, round - 1);
        site.org.expireAccessTokens();
        assert.deepEqual(await ask(page, ['a', 'b']), ['ok', 'ok']);
        assert.equal(seen.tokens().length, round);
      }
      await page.reload();
      await waitForStatus(page, 'connected');
    });
  }
});
