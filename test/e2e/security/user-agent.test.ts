import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  allow,
  connectButton,
  consent,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import { goOn, holdAnswer, parameter, shownProblem, watchTokenRequests } from './answers.ts';

const redirectPage = 'security-user-agent-redirect.html';
const popupPage = 'security-user-agent-popup.html';

describe('security of the user-agent flow', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** A request, the address of the document that made it, and the token it carried. */
  interface Sent {
    readonly url: string;
    readonly from: string;
    readonly authorization: string | undefined;
  }

  /** What this visitor's tabs request from now on, and every address they show. */
  function watch(page: Page): { sent: Sent[]; addresses: string[] } {
    const sent: Sent[] = [];
    const addresses: string[] = [];
    const watchFrames = (tab: Page) => tab.on('framenavigated', (frame) => addresses.push(frame.url()));
    watchFrames(page);
    page.context().on('page', watchFrames);
    page.context().on('request', (request) => {
      if (request.isNavigationRequest()) return;
      const { authorization } = request.headers();
      sent.push({ url: request.url(), from: request.frame().url(), authorization });
    });
    return { sent, addresses };
  }

  async function historyOf(page: Page): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    const { entries } = await session.send('Page.getNavigationHistory');
    return entries.map(({ url }) => url);
  }

  /** How the document that is shown now was loaded, and what it loaded. */
  function recordOf(page: Page): Promise<string[]> {
    return page.evaluate(() => [
      ...performance.getEntries().map(({ name }) => name),
      document.referrer,
      JSON.stringify({ ...sessionStorage, ...localStorage }),
    ]);
  }

  async function toLogin(page: Page): Promise<void> {
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
  }

  const hasToken = (text: string) => text.includes('access_token');

  for (const path of ['security-popup.html', 'security-redirect.html']) {
    it(`security 7: ${path}, which does not name the flow, asks for a code and warns of nothing`, async () => {
      const page = await site.open('security-blank.html');
      const warnings: string[] = [];
      page.on('console', (message) => warnings.push(message.text()));
      const asked = page.context().waitForEvent('request', (each) => each.url().includes('/authorize?'));
      await page.goto(`${site.url}/${path}`);
      await connectButton(page).click();
      assert.equal(parameter((await asked).url(), 'response_type'), 'code');
      assert.deepEqual(warnings, []);
    });
  }

  for (const flow of ['token', 'implicit', 'User-Agent', '']) {
    it(`security 7: flow="${flow}" is no way to the flow: it is refused in words`, async () => {
      const page = await site.open('security-popup.html');
      const connection = page.locator('sf-connection');
      await connection.evaluate((element, value) => element.setAttribute('flow', value), flow);
      const alert = connection.getByRole('alert').first();
      await alert.waitFor();
      assert.match(await alert.innerText(), /flow=".*" is not known\. Use flow="pkce" or flow="user-agent"/);
    });
  }

  for (const path of [popupPage, redirectPage]) {
    it(`security 7: ${path} asks for a token with a state, and the console warns of the flow’s end on 2027-02-20`, async () => {
      const page = await site.open('security-blank.html');
      const warnings: string[] = [];
      page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
      const asked = page.context().waitForEvent('request', (each) => each.url().includes('/authorize?'));
      await page.goto(`${site.url}/${path}`);
      await page.waitForLoadState('networkidle');
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', /flow="user-agent".*2027-02-20.*Use flow="pkce"/);
      await connectButton(page).click();
      const address = (await asked).url();
      assert.equal(parameter(address, 'response_type'), 'token');
      assert.match(parameter(address, 'state'), /^(?:popup|redirect)\.[0-9a-f]{32}$/);
    });
  }

  /** Nothing but the script that takes the token out is loaded beside it. */
  function assertTakenOutFirst({ sent, addresses }: ReturnType<typeof watch>, script: string): void {
    assert.ok(addresses.some(hasToken), 'the org did send the token in an address');
    const beside = sent.filter(({ from }) => hasToken(from)).map(({ url }) => url);
    assert.deepEqual([...new Set(beside)], [`${site.url}/${script}`]);
    assert.ok(sent.every(({ url }) => !hasToken(url)));
    assert.ok(sent.some(({ authorization }) => authorization));
  }

  const asAda = (page: Page) => page.getByRole('button', { name: 'Salesforce account: Ada' }).waitFor();

  for (const [what, left, redirectUri, script] of [
    ['the page itself', '#part', redirectPage, 'sf-elements.js'],
    ['the page itself, left with a query,', '?tab=2#part', redirectPage, 'sf-elements.js'],
    ['callback.html', '?tab=2#part', 'callback.html', 'callback.js'],
  ] as const) {
    it(`security 7: after a redirect through ${what} the token is gone from address and history before any request`, async () => {
      const page = await site.open(redirectPage + left);
      await page
        .locator('sf-connection')
        .evaluate((element, uri) => element.setAttribute('redirect-uri', uri), redirectUri);
      const watched = watch(page);
      await toLogin(page);
      await allow(page);
      await asAda(page);
      assertTakenOutFirst(watched, script);
      assert.equal(page.url(), `${site.url}/${redirectPage}${left}`);
      assert.deepEqual((await recordOf(page)).filter(hasToken), []);
      const history = await historyOf(page);
      assert.deepEqual(history.filter(hasToken), []);
      // One entry to leave by and one to come back to: the step between has left none to go back to.
      assert.equal(history.filter((address) => address.startsWith(site.url)).length, 2);
      assert.ok(history.at(-2)?.startsWith(site.org.url));
      assert.equal(history.at(-1), page.url());
    });
  }

  for (const [what, uri, script] of [
    ['the page itself', popupPage, 'sf-elements.js'],
    ['callback.html', 'callback.html', 'callback.js'],
  ] as const) {
    it(`security 7: after a popup through ${what} the token is in no address of page or popup before any request`, async () => {
      const page = await site.open(`${popupPage}?tab=2#part`);
      await page
        .locator('sf-connection')
        .evaluate((element, value) => element.setAttribute('redirect-uri', value), uri);
      const [before, length] = [await historyOf(page), await page.evaluate(() => history.length)];
      const watched = watch(page);
      const popup = await openPopup(page);
      const closed = popup.waitForEvent('close');
      await allow(popup);
      await Promise.all([asAda(page), closed]);
      assertTakenOutFirst(watched, script);
      assert.ok(watched.addresses.at(-1)?.endsWith(uri), 'the popup’s last address has no token');
      assert.deepEqual((await recordOf(page)).filter(hasToken), []);
      assert.deepEqual(await historyOf(page), before);
      assert.equal(await page.evaluate(() => history.length), length);
    });
  }

  it('security 7: the token’s “!” is decoded: the org takes it', async () => {
    const page = await site.open(redirectPage);
    const { sent } = watch(page);
    await toLogin(page);
    const answer = await holdAnswer(page);
    const encoded = /access_token=([^&]+)/.exec(answer)?.[1] ?? '';
    assert.match(encoded, /%21/);
    await goOn(page, answer);
    await asAda(page);
    const used = sent.find(({ authorization }) => authorization)?.authorization;
    assert.equal(used, `Bearer ${decodeURIComponent(encoded)}`);
    assert.match(used ?? '', /!/);
  });

  it('security 7: no code is exchanged and no refresh token is had', async () => {
    const page = await site.open(popupPage);
    const forms = watchTokenRequests(page);
    const popup = await openPopup(page);
    const answer = await holdAnswer(popup);
    assert.doesNotMatch(answer, /refresh_token=/);
    await goOn(popup, answer);
    await signedIn(page);
    assert.equal(forms.length, 0);
  });

  const alterations: [what: string, change: (answer: string) => string][] = [
    ['whose state is altered', (answer) => answer.replace(/(state=\w+\.)../, '$1zz')],
    ['with another sign-in’s state', (answer) => answer.replace(/(state=\w+\.)\w+/, `$1${'0'.repeat(32)}`)],
    ['with two tokens', (answer) => `${answer}&access_token=another`],
    ['with an error beside the token', (answer) => `${answer}&error=access_denied`],
    ['that is broken percent-encoding', (answer) => `${answer}&more=%E0%A4%A`],
  ];
  it('security 7: a redirect’s token that was altered is refused and gone from the address; the genuine one still counts', async () => {
    const page = await site.open(redirectPage);
    for (const [what, change] of alterations) {
      await toLogin(page);
      const genuine = await holdAnswer(page);
      await page.goto(change(genuine));
      assert.match(await shownProblem(page), /The sign-in answer was not used/, what);
      assert.equal(page.url(), `${site.url}/${redirectPage}`, what);
      await page.goto(`${site.url}/security-blank.html`);
      await page.goto(genuine);
      await signedIn(page);
      await page.reload();
    }
  });

  it('security 7: a popup’s token that was altered is refused', async () => {
    const page = await site.open(popupPage);
    const { sent } = watch(page);
    for (const [what, change] of alterations) {
      const popup = await openPopup(page);
      await goOn(popup, change(await holdAnswer(popup)));
      assert.match(await shownProblem(page), /The sign-in answer was not used/, what);
      assert.ok(!sent.some(({ authorization }) => authorization), what);
      await page.reload();
    }
  });

  it('security 7: a token is used once: replayed, it is refused and gone from the address', async () => {
    const page = await site.open(redirectPage);
    await toLogin(page);
    const genuine = await holdAnswer(page);
    await page.goto(genuine);
    await signedIn(page);
    await page.goto(`${site.url}/security-blank.html`);
    await page.goto(genuine);
    assert.match(await shownProblem(page), /belongs to no sign-in of this tab, or was used before/);
    assert.equal(page.url(), `${site.url}/${redirectPage}`);
  });

  for (const [way, path] of [
    ['popup', popupPage],
    ['redirect', redirectPage],
  ] as const) {
    it(`security 7: a denial by ${way} is told, leaves no fragment, and can be thought better of`, async () => {
      const page = await site.open(path);
      const go = async () => (way === 'popup' ? openPopup(page) : toLogin(page).then(() => page));
      const login = await go();
      await login.getByRole('button', { name: 'Deny' }).click({ noWaitAfter: true });
      assert.match(await shownProblem(page), /not allowed/);
      assert.equal(page.url(), `${site.url}/${path}`);
      await consent(await go());
      await signedIn(page);
    });
  }
});
