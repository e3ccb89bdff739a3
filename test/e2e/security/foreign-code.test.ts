import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectByPopup, openSite, type Site } from '../../support/open-site.ts';
import { reloadUnprotected } from './configure-page.ts';
import { SecretWatch } from './scan-for-secrets.ts';
import { until, watchSentTokens } from './sent-tokens.ts';

describe('foreign code on the page', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  async function openWatched(path: string): Promise<{ page: Page; watch: SecretWatch }> {
    const page = await site.open(path);
    const watch = await SecretWatch.over(page);
    await page.reload();
    return { page, watch };
  }

  async function connect(page: Page): Promise<void> {
    await connectByPopup(page);
    await page.locator('sf-query-table').getByRole('row').nth(3).waitFor();
    await page.locator('sf-record-form').getByLabel('Account Name').waitFor();
    await page.getByRole('button', { name: 'Salesforce account: Ada' }).waitFor();
  }

  /** Everything that can be walked to, the page's own variables included, holds no token. */
  async function assertNoneWithin(page: Page, watch: SecretWatch): Promise<void> {
    for (const kind of ['access token', 'refresh token', 'verifier'] as const) watch.latest(kind);
    assert.deepEqual(await watch.scan(), []);
    assert.equal(await page.evaluate(() => document.querySelectorAll('sf-connection').length > 0), true);
  }

  it('security 15: whoever asks for the connection gets no token with it', async () => {
    const { page, watch } = await openWatched('leaks-connection.html');
    await connect(page);
    const got = await page.evaluate(() => {
      const heard: unknown[] = [];
      const context = Symbol.for('sf-elements/connection@1');
      const callback = (...values: unknown[]) => void heard.push(values);
      for (const target of document.querySelectorAll('sf-connection, sf-connection *')) {
        const event = new Event('context-request', { bubbles: true, composed: true });
        target.dispatchEvent(
          Object.assign(event, { context, contextTarget: target, subscribe: true, callback }),
        );
      }
      // Where the walk begins.
      Object.assign(document.body, { heard });
      return heard.length;
    });
    assert.equal(got, 3);
    await assertNoneWithin(page, watch);
  });

  it('security 15: a token that such a walk could reach would be found', async () => {
    const { page, watch } = await openWatched('leaks-connection.html');
    await connect(page);
    await page.evaluate((token) => {
      const { connection } = document.querySelector('sf-connection') ?? {};
      const holder = Object.create(Object.getPrototypeOf(connection?.client), {
        [Symbol('grant')]: { get: () => ({ token }) },
      });
      Object.setPrototypeOf(connection?.client, holder);
    }, watch.latest('access token'));
    const [leak] = await watch.scan();
    assert.equal(leak?.kind, 'access token');
    assert.match(leak?.place ?? '', /^property of sf-/);
  });

  it('security 15: an answer given to a call holds no token, nor does a failure', async () => {
    const { page, watch } = await openWatched('leaks-connection.html');
    await connect(page);
    await page.evaluate(async () => {
      const { connection } = document.querySelector('sf-connection') ?? {};
      const request = (path: string) =>
        connection?.client.request({ operation: 'Ask', path }).catch((error) => error);
      const paths = [
        'limits',
        'nothing',
        'query',
        '//evil.test',
        'https://evil.test',
        '/services/oauth2/userinfo',
      ];
      Object.assign(document.body, { answers: await Promise.all(paths.map(request)) });
    });
    await assertNoneWithin(page, watch);
  });

  it('security 15: a provider of somebody else’s gets no token', async () => {
    const { page, watch } = await openWatched('leaks-connection.html');
    await connect(page);
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(document.body, { heard });
      document.addEventListener('context-request', (event) => heard.push(event), true);
      addEventListener('message', (event) => heard.push(event.data));
      for (const name of [
        'sf-elements:sign-in',
        `sf-elements:session:${document.querySelector('sf-connection')?.loginUrl}:simulated-client`,
      ]) {
        new BroadcastChannel(name).addEventListener('message', ({ data }) => heard.push(data));
      }
      const form = document.querySelector('sf-record-form');
      form?.after(form.cloneNode());
    });
    await page.locator('sf-record-form').nth(1).getByLabel('Account Name').waitFor();
    await assertNoneWithin(page, watch);
  });

  it('security 15: a second copy of the kit works with the first one’s connection and holds no token', async () => {
    const { page, watch } = await openWatched('leaks-connection.html');
    await reloadUnprotected(page);
    await page.context().route('**/second-copy/**', (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: `dist${pathname.replace('/second-copy', '')}` });
    });
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await connect(page);
    const made = await page.evaluate(async () => {
      const address = `${location.origin}/second-copy/sf-elements.js`;
      const script = Object.assign(document.createElement('script'), { type: 'module', src: address });
      const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
      document.head.append(script);
      await loaded;
      return document.querySelector('sf-connection')?.state?.status;
    });
    assert.equal(made, 'connected');
    const sent = watchSentTokens(page);
    await page
      .locator('sf-query-table')
      .evaluate((table: HTMLElement & { refresh(): Promise<void> }) => table.refresh());
    await until(() => sent.length > 0, 'a request');
    for (const { url } of sent) assert.ok(url.startsWith(`${site.org.url}/services/data/`), url);
    await assertNoneWithin(page, watch);
  });

  it('security 15: forms and pictures that bear the document’s names neither stop it nor get a token', async () => {
    const { page, watch } = await openWatched('security-two-clobbered.html');
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error.stack)));
    const clobbered = await page.evaluate(() => typeof document.querySelectorAll);
    assert.equal(clobbered, 'object');
    await connectByPopup(page);
    await page.locator('sf-query-table').getByRole('row').nth(3).waitFor();
    await page.locator('sf-record-form').getByLabel('Account Name').waitFor();
    await page.getByRole('button', { name: /Salesforce account/ }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.deepEqual(errors, []);
    assert.deepEqual(await watch.scan(), []);
  });
});
