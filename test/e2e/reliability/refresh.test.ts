import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, openSite, type Site } from '../../support/open-site.ts';
import {
  ask,
  disconnect,
  holdRefresh,
  lastNameIn,
  openTab,
  openTabBeside,
  sendRefresh,
  shortenWaits,
  signIn,
  statusOf,
  stored,
  until,
  waitForStatus,
  waitUntilLoaded,
  watch,
} from './tabs.ts';

describe('a refresh that meets trouble', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    site.org.setLatency(0);
    site.org.setTokenLifetime(undefined);
    await site.closePages();
  });
  after(() => site.close());

  const twenty = (name: string) => Array.from({ length: 20 }, (_, index) => `${name} ${index}`);
  const slowly = (milliseconds: number) => site.org.setLatency(milliseconds, '/services/oauth2/token$');

  async function openConnected(path = 'tabs-local.html'): Promise<Page> {
    const page = await openTab(site, path);
    await signIn(page);
    return page;
  }

  it('reliability 8: after invalid_grant the store is read again, and what another tab stored there is used', async () => {
    const page = await openConnected();
    site.org.revokeRefreshTokens();
    slowly(1_500);
    const seen = watch(site);
    const { outcome } = await sendRefresh(site, page);
    const { accessToken, refreshToken, instanceUrl } = site.org.signIn();
    await page.evaluate(
      (newer) => {
        const key = Object.keys(localStorage).find((each) => each.startsWith('sf-elements:session:')) ?? '';
        const { session } = JSON.parse(localStorage.getItem(key) ?? '');
        localStorage.setItem(key, JSON.stringify({ session: { ...session, ...newer } }));
      },
      { refreshToken, grant: { accessToken, instanceUrl } },
    );
    assert.deepEqual(await outcome, ['ok']);
    assert.deepEqual(seen.tokens().map(statusOf), [400]);
    await waitForStatus(page, 'connected');
  });

  it('reliability 8: else the session has expired: input kept, one reconnect, and the page goes on without being left', async () => {
    const page = await openConnected();
    await lastNameIn(page).fill('Half-filled');
    await page.evaluate(() => {
      Object.assign(globalThis, { expiries: 0 });
      const count = () => Object.assign(globalThis, { expiries: Reflect.get(globalThis, 'expiries') + 1 });
      document.querySelector('sf-connection')?.addEventListener('sf-session-expired', count);
    });
    site.org.revokeRefreshTokens();
    const seen = watch(site);
    assert.deepEqual(new Set(await ask(page, twenty('in vain'))), new Set(['SESSION_EXPIRED']));
    assert.deepEqual(seen.tokens().map(statusOf), [400]);
    assert.deepEqual(await ask(page, ['after']), ['SESSION_EXPIRED']);
    assert.deepEqual(seen.answersFor('after'), []);
    let popups = 0;
    page.on('popup', () => popups++);
    const opened = page.waitForEvent('popup');
    await page.locator('sf-record-form').getByRole('button', { name: 'Connect again' }).click();
    const popup = await opened;
    await connectButton(page).click();
    await popup.getByRole('button', { name: 'Allow' }).click();
    await waitForStatus(page, 'connected');
    assert.equal(popups, 1);
    assert.equal(await lastNameIn(page).inputValue(), 'Half-filled');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Contact created.').waitFor();
    // Still there, so the page was never left.
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'expiries')), 1);
  });

  for (const storage of ['session', 'local'] as const) {
    it(`reliability 9: with storage="${storage}" a token that comes after its element was removed is stored all the same`, async () => {
      const page = await openConnected(`tabs-${storage}.html`);
      const before = await stored(page, `${storage}Storage`);
      slowly(1_000);
      const seen = watch(site);
      const { outcome } = await sendRefresh(site, page);
      await page.evaluate(() => document.querySelector('sf-connection')?.remove());
      assert.deepEqual(await outcome, ['ok']);
      const after = await stored(page, `${storage}Storage`);
      assert.ok(after?.session);
      assert.notEqual(after.session.refreshToken, before?.session?.refreshToken);
      await page.reload();
      await waitForStatus(page, 'connected');
      assert.deepEqual(await ask(page, ['after']), ['ok']);
      assert.deepEqual(seen.tokens().map(statusOf), [200]);
    });
  }

  it('reliability 9: neither a request that is aborted nor a sign-out aborts a refresh that was sent', async () => {
    const page = await openConnected();
    const failed: string[] = [];
    page.on('requestfailed', (request) => failed.push(request.url()));
    slowly(1_000);
    const seen = watch(site);
    const answered = page.waitForResponse(/oauth2\/token$/);
    site.org.expireAccessTokens();
    const sent = page.waitForRequest(/oauth2\/token$/);
    const aborted = page.evaluate(() => {
      const { client } = document.querySelector('sf-connection')?.connection ?? {};
      const aborter = new AbortController();
      const { signal } = aborter;
      const asked = client?.request({ operation: 'Ask', path: 'limits', signal });
      Object.assign(globalThis, { aborter });
      return asked?.then(
        () => 'answered',
        ({ name }) => String(name),
      );
    });
    await sent;
    await page.evaluate(() => Reflect.get(globalThis, 'aborter').abort());
    assert.equal(await aborted, 'AbortError');
    assert.equal((await answered).status(), 200);
    assert.deepEqual(await ask(page, ['after']), ['ok']);
    await holdRefresh(page, { isSent: true });
    const late = page.waitForResponse(/oauth2\/token$/);
    const { outcome } = await sendRefresh(site, page);
    await late;
    await disconnect(page);
    await page.evaluate(() => Reflect.get(globalThis, 'release')());
    assert.deepEqual(await outcome, ['NOT_CONNECTED']);
    const { access_token: accessToken } = await (await late).json();
    await until(() => seen.revocations().length === 2, 'both revocations');
    const headers = { authorization: `Bearer ${accessToken}` };
    assert.equal((await fetch(`${site.org.url}/services/oauth2/userinfo`, { headers })).ok, false);
    assert.equal(await stored(page, 'localStorage'), null);
    assert.deepEqual(failed, []);
  });

  it('reliability 9: an answer that comes after the time-out is stored and used, and no second refresh is sent beside it', async () => {
    const page = await openConnected();
    await shortenWaits(page);
    await waitUntilLoaded(page);
    const before = await stored(page, 'localStorage');
    slowly(5_000);
    const sent: string[] = [];
    page.on('request', (request) => /oauth2.token$/.test(request.url()) && sent.push(request.method()));
    const { outcome } = await sendRefresh(site, page);
    assert.deepEqual(await outcome, ['NETWORK']);
    const again = await ask(page, ['again']);
    assert.match(again.join(), /NETWORK|ok/);
    await until(
      async () =>
        (await stored(page, 'localStorage'))?.session?.refreshToken !== before?.session?.refreshToken,
      'the late token',
    );
    assert.deepEqual(new Set(await ask(page, twenty('after'))), new Set(['ok']));
    assert.deepEqual(sent, ['POST']);
  });

  for (const hours of [-30, 30]) {
    it(`reliability 9: a clock that is ${hours} hours off, and eight hours of sleep, cost one refresh`, async () => {
      site.org.setTokenLifetime(3_600);
      const first = await openTab(site, 'tabs-local.html');
      await first.context().addInitScript((ahead) => {
        const { now } = Date;
        Object.assign(globalThis, { ahead });
        Date.now = () => now() + Number(Reflect.get(globalThis, 'ahead'));
      }, hours * 3_600_000);
      await first.reload();
      await signIn(first);
      const second = await openTabBeside(first);
      await waitUntilLoaded(second);
      const seen = watch(site);
      const askBoth = async (name: string) => {
        const outcomes = await Promise.all([first, second].map((page) => ask(page, twenty(name))));
        assert.deepEqual(new Set(outcomes.flat()), new Set(['ok']), name);
      };
      await askBoth('awake');
      assert.equal(seen.tokens().length, 0);
      for (const page of [first, second]) {
        await page.evaluate((ahead) => Object.assign(globalThis, { ahead }), (hours + 8) * 3_600_000);
      }
      site.org.expireAccessTokens();
      await askBoth('after a night');
      await askBoth('and later');
      assert.deepEqual(seen.tokens().map(statusOf), [200]);
      // Each tab knew by its clock that the token was over.
      assert.deepEqual(new Set(seen.answersFor('after a night 7')), new Set([200]));
    });
  }
});
