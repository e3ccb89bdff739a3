import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import {
  allow,
  connectButton,
  connectByPopup,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import { holdAnswer, parameter, pendingKeys, watchTokenRequests } from './answers.ts';

/** An app that lists exact callback URLs only, as real ones do. */
const strictClient = { clientId: 'strict-client', name: 'Strict Client', redirectUris: [] as string[] };

describe('security of addresses', () => {
  let site: Site;
  /** The same pages on what is another site to a browser. */
  let evil: string;
  before(async () => {
    site = await openSite({ clients: [strictClient], loggedIn: true });
    evil = await site.addOrigin({ hostname: '127.0.0.1' });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  function setAttribute(page: Page, name: string, value: string): Promise<void> {
    return page
      .locator('sf-connection')
      .evaluate((element, [key = '', text = '']) => element.setAttribute(key, text), [name, value]);
  }

  const redirectUris: [what: string, path: string, attribute: string | undefined, expected: string][] = [
    ['this page without query and hash', 'security-popup.html?tab=2#part', undefined, 'security-popup.html'],
    ['the one that the author wrote', 'security-popup.html?tab=2', 'callback.html', 'callback.html'],
    [
      'the one that the author wrote, query included',
      'security-popup.html',
      '?from=org',
      'security-popup.html?from=org',
    ],
  ];
  for (const [what, path, attribute, expected] of redirectUris) {
    it(`security 5: redirect_uri is exactly ${what}, for the login page and the token`, async () => {
      const uri = `${site.url}/${expected}`;
      strictClient.redirectUris.splice(0, 1, uri);
      const page = await site.open(path);
      const forms = watchTokenRequests(page);
      const asked = page
        .context()
        .waitForEvent('request', (request) => request.url().includes('/authorize?'));
      await setAttribute(page, 'client-id', strictClient.clientId);
      if (attribute) await setAttribute(page, 'redirect-uri', attribute);
      await connectByPopup(page);
      assert.equal(parameter((await asked).url(), 'redirect_uri'), uri);
      assert.equal(forms[0]?.get('redirect_uri'), uri);
    });
  }

  it('security 5: a redirect_uri that the app does not list is shown by the org and never answered', async () => {
    strictClient.redirectUris.splice(0, 1, `${site.url}/security-popup.html/`);
    const page = await site.open('security-popup.html');
    await setAttribute(page, 'client-id', strictClient.clientId);
    const popup = await openPopup(page);
    await popup.getByText('redirect_uri_mismatch').waitFor();
    assert.ok(popup.url().startsWith(site.org.url));
  });

  const elsewhere = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
    'data:text/html,evil',
  ];
  const refused: [attribute: string, value: string, said: RegExp][] = [
    ...elsewhere.map((value): [string, string, RegExp] => [
      'return-to',
      value,
      /return-to is on .* this page is on/,
    ]),
    ...elsewhere.map((value): [string, string, RegExp] => [
      'redirect-uri',
      value,
      /redirect-uri is on .* this page is on/,
    ]),
    ['return-to', 'http://', /return-to "http:\/\/" is not an address/],
    ['redirect-uri', 'callback.html#here', /redirect-uri has a hash/],
    [
      'login-url',
      'http://acme.my.salesforce.com',
      /login-url .* is http, which would send the sign-in unprotected/,
    ],
    ['login-url', 'http://localhost.evil.example', /login-url .* is http/],
    ['login-url', 'http://127.0.0.1.evil.example', /login-url .* is http/],
    ['login-url', 'javascript:alert(1)', /login-url .* is not a web address/],
    ['login-url', '//acme.my.salesforce.com', /login-url .* is not a web address/],
    ['login-url', 'https://acme.my.salesforce.com@evil.example', /login-url has .*user name/],
    ['login-url', 'https://acme.my.salesforce.com?to=evil', /login-url has .*query/],
  ];
  it('security 5: addresses that lead elsewhere are refused in words, and nothing opens', async () => {
    const page = await site.open('security-popup.html');
    const connection = page.locator('sf-connection');
    for (const [attribute, value, said] of refused) {
      const what = `${attribute}=${JSON.stringify(value)}`;
      await page.reload();
      await setAttribute(page, attribute, value);
      const alert = connection.getByRole('alert').first();
      await alert.waitFor();
      assert.match(await alert.innerText(), said, what);
      assert.ok(await connectButton(page).isDisabled(), what);
      const code = connection.evaluate((element) =>
        (element as unknown as { connect(): Promise<void> }).connect().then(
          () => 'connected',
          (error: { code: string }) => error.code,
        ),
      );
      assert.equal(await code, 'CONFIG', what);
      assert.equal(page.context().pages().length, 1, what);
    }
  });

  it('security 5: return-to leads to a page of this site', async () => {
    const page = await site.open('security-redirect.html');
    await setAttribute(page, 'return-to', 'security-user-agent-popup.html?then=1#end');
    await connectButton(page).click();
    await allow(page);
    await page.waitForURL(`${site.url}/security-user-agent-popup.html?then=1#end`);
  });

  /** Signs in, but for what the tab's storage says about the way back. */
  async function returnTo(page: Page, returnUrl: string): Promise<string[]> {
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    const answer = await holdAnswer(page);
    await page.goto(`${site.url}/security-blank.html`);
    const [key = ''] = await pendingKeys(page);
    await page.evaluate(
      ([name = '', url]) => {
        const pending = JSON.parse(sessionStorage.getItem(name) ?? '');
        sessionStorage.setItem(name, JSON.stringify({ ...pending, returnUrl: url }));
      },
      [key, returnUrl],
    );
    const visited: string[] = [];
    const note = (frame: Frame) => visited.push(new URL(frame.url()).origin);
    page.on('framenavigated', note);
    await page.goto(answer);
    await page.waitForLoadState('networkidle');
    page.off('framenavigated', note);
    return visited;
  }

  const tampered: [what: string, of: (evil: string) => string][] = [
    ['another origin', (url) => `${url}/security-blank.html`],
    ['another origin without a scheme', (url) => `${url.replace('http:', '')}/security-blank.html`],
    ['/\\ and another host', (url) => `/\\${url.replace('http://', '')}/security-blank.html`],
    ['javascript:', () => 'javascript:location.assign("https://evil.example")'],
    ['data:', () => 'data:text/html,evil'],
    [
      'this host as a user name',
      (url) => `http://localhost@${url.replace('http://', '')}/security-blank.html`,
    ],
  ];
  for (const path of ['security-redirect.html', 'security-user-agent-redirect.html']) {
    it(`security 5: a returnUrl that was tampered with leads nowhere from ${path}, which stays and is connected`, async () => {
      const page = await site.open(path);
      for (const [what, of] of tampered) {
        const visited = await returnTo(page, of(evil));
        await signedIn(page);
        assert.equal(page.url(), `${site.url}/${path}`, what);
        assert.deepEqual([...new Set(visited)], [site.url], what);
        await page.reload();
      }
    });
  }

  it('security 5: a returnUrl that was tampered with leads nowhere from callback.html', async () => {
    const page = await site.open('security-callback.html');
    for (const [what, of] of tampered) {
      const visited = await returnTo(page, of(evil));
      assert.equal(page.url(), `${site.url}/callback.html`, what);
      assert.deepEqual([...new Set(visited)], [site.url], what);
      await page.evaluate(() => sessionStorage.clear());
      await page.goto(`${site.url}/security-callback.html`);
    }
  });
});
