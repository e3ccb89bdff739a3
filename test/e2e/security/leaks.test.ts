import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, openPopup, openSite, type Site } from '../../support/open-site.ts';
import { configurePage } from './configure-page.ts';
import { plant, plantAndLeave } from './plant-secrets.ts';
import { type Kind, SecretWatch, type TokenPlace } from './scan-for-secrets.ts';

type Attributes = Readonly<Record<string, string>>;

const flows: Readonly<Record<string, Attributes>> = {
  'PKCE in a popup': {},
  'PKCE by redirect': { login: 'redirect' },
  'PKCE by redirect through callback.html': { login: 'redirect', 'redirect-uri': 'callback.html' },
  'PKCE in a popup through callback.html': { 'redirect-uri': 'callback.html' },
  'the user-agent flow in a popup': { flow: 'user-agent' },
  'the user-agent flow by redirect': { flow: 'user-agent', login: 'redirect' },
};

const storages: readonly TokenPlace[] = ['memory', 'session', 'local'];

const codeFlow: readonly Kind[] = ['code', 'verifier', 'access token', 'refresh token'];

describe('codes, tokens and verifiers', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  const form = (page: Page) => page.locator('sf-record-form');
  const connected = (page: Page) => page.getByRole('button', { name: /Salesforce account/ }).waitFor();
  const ready = async (page: Page) => {
    await connected(page);
    await form(page).getByLabel('Account Name').waitFor();
    await page.locator('sf-query-table').getByRole('row').nth(3).waitFor();
  };

  async function openWatched(attributes: Attributes): Promise<{ page: Page; watch: SecretWatch }> {
    const page = await site.open('leaks-connection.html');
    page.context().setDefaultTimeout(30_000);
    const watch = await SecretWatch.over(page);
    await configurePage(page, attributes);
    await page.goto(`${site.url}/leaks-connection.html?from=mail#form`);
    return { page, watch };
  }

  /** Goes to the org and back; `decision` is what the visitor answers there. */
  async function signIn(
    page: Page,
    attributes: Attributes,
    decision: 'Allow' | 'Deny' = 'Allow',
  ): Promise<void> {
    if (attributes.login === 'redirect') {
      await connectButton(page).click();
      await page.waitForURL(`${site.org.url}/**`);
      await page.getByRole('button', { name: decision }).click();
      await page.waitForURL(`${site.url}/leaks-connection.html**`);
    } else {
      const popup = await openPopup(page);
      const closed = popup.waitForEvent('close');
      await popup.getByRole('button', { name: decision }).click({ noWaitAfter: true });
      await closed;
    }
  }

  async function renew(page: Page): Promise<void> {
    site.org.expireAccessTokens();
    const renewed = page.waitForResponse((response) => response.url().endsWith('/services/oauth2/token'));
    await page
      .locator('sf-query-table')
      .evaluate((table: HTMLElement & { refresh(): Promise<void> }) => table.refresh());
    await renewed;
    await ready(page);
  }

  async function assertKept(page: Page, watch: SecretWatch, storage: TokenPlace): Promise<void> {
    const expected = { session: storage === 'session', local: storage === 'local' };
    assert.deepEqual(await watch.isKept(page), expected);
  }

  for (const [name, flow] of Object.entries(flows)) {
    for (const storage of storages) {
      it(`security 10: ${name} with storage="${storage}" leaves nothing where it must not be`, async () => {
        const attributes = { ...flow, storage };
        const { page, watch } = await openWatched(attributes);
        await signIn(page, attributes);
        await ready(page);
        assert.equal(page.url(), `${site.url}/leaks-connection.html?from=mail#form`);
        const isCodeFlow = flow.flow !== 'user-agent';
        for (const kind of isCodeFlow ? codeFlow : ['access token' as const]) watch.latest(kind);
        await assertKept(page, watch, storage);
        assert.deepEqual(await watch.scan(storage), []);
        if (!isCodeFlow) return;
        const before = watch.latest('refresh token');
        await renew(page);
        assert.notEqual(watch.latest('refresh token'), before);
        await assertKept(page, watch, storage);
        assert.deepEqual(await watch.scan(storage), []);
      });
    }
  }

  for (const storage of storages) {
    it(`security 10: an expired session with storage="${storage}" leaves no token at all`, async () => {
      const attributes = { login: 'redirect', storage };
      const { page, watch } = await openWatched(attributes);
      await signIn(page, attributes);
      await ready(page);
      site.org.expireAccessTokens();
      site.org.revokeRefreshTokens();
      await form(page).getByLabel('Account Name').fill('Ends here');
      await form(page).getByRole('button', { name: 'Save' }).click();
      await form(page).getByRole('button', { name: 'Connect again' }).waitFor();
      assert.deepEqual(await watch.scan(), []);
    });
  }

  for (const login of ['popup', 'redirect']) {
    for (const flow of ['pkce', 'user-agent']) {
      it(`security 10: a sign-in denied by ${login} with flow="${flow}" leaves nothing behind`, async () => {
        const attributes = { login, flow, storage: 'session' };
        const { page, watch } = await openWatched(attributes);
        await signIn(page, attributes, 'Deny');
        await page.locator('sf-connect-button').getByRole('alert').waitFor();
        assert.deepEqual(await watch.scan(), []);
        assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
      });
    }

    it(`security 10: a sign-in by ${login} whose code the org refuses leaves nothing behind`, async () => {
      const attributes = { login, storage: 'local' };
      const { page, watch } = await openWatched(attributes);
      site.org.refuseNextToken('invalid_grant', 'expired authorization code');
      await signIn(page, attributes);
      await page.locator('sf-connect-button').getByRole('alert').waitFor();
      assert.deepEqual([...watch.kinds].sort(), ['code', 'verifier']);
      assert.deepEqual(await watch.scan(), []);
      assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
    });
  }

  it('security 10: the scan finds a token in each of the places it looks at', async () => {
    const { page, watch } = await openWatched({});
    await signIn(page, {});
    await ready(page);
    await page.evaluate(plantAndLeave, watch.latest('access token'));
    await page.waitForURL(/arrived/);
    await page.evaluate(plant, {
      token: watch.latest('access token'),
      elsewhere: `${site.org.url}/services/data`,
    });
    const leaks = await watch.scan();
    assert.deepEqual([...new Set(leaks.map(({ kind }) => kind))], ['access token']);
    assert.deepEqual(leaks.map(({ place }) => place).sort(), [
      'IndexedDB',
      'Referer to another site',
      'Referer to the site itself',
      'address',
      'address of a request',
      'attribute of span',
      'cache',
      'console',
      'cookie',
      'document',
      'event',
      'history',
      'history state',
      'localStorage',
      'performance entry',
      'property of b',
      'property of input',
      'property of sf-query-table',
      'referrer',
      'sessionStorage',
      'uncaught error',
      'window name',
    ]);
  });

  it('security 10: the scan finds a verifier that was never sent, and one in the storage for tokens', async () => {
    const { page, watch } = await openWatched({ storage: 'session' });
    const verifier = 'v'.repeat(20) + randomUUID();
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    await page.evaluate(
      (url) => fetch(url).catch(() => {}),
      `${site.org.url}/login?code_challenge=${challenge}`,
    );
    assert.deepEqual(await watch.scan('session'), []);
    await page.evaluate((text) => sessionStorage.setItem('kept', `{"code_verifier":"${text}"}`), verifier);
    assert.deepEqual(await watch.scan('session'), [{ kind: 'verifier', place: 'sessionStorage' }]);
  });

  it('security 10: the scan finds a code that was not spent, even where a spent one may be', async () => {
    const { page, watch } = await openWatched({});
    await page.goto(`${site.url}/leaks-connection.html?code=unspent-one`);
    await page.evaluate(() => history.replaceState(null, '', location.pathname));
    const places = (await watch.scan()).map(({ place }) => place);
    assert.ok(
      places.includes('navigation entry') && places.includes('Referer to the site itself'),
      `${places}`,
    );
    assert.ok(!places.includes('address'));
  });
});
