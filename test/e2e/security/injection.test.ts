import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, marco, openPopup, openSite, type Site } from '../../support/open-site.ts';
import {
  goOn,
  holdAnswer,
  parameter,
  pendingKeys,
  shownProblem,
  watchTokenRequests,
  withQuery,
} from './answers.ts';

const someId = '0123456789abcdef'.repeat(2);

describe('security against injected answers', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** What an attacker gets when signing in at the same page: an answer of their own, not spent. */
  async function attackersAnswer(path: string): Promise<string> {
    const page = await site.open(path);
    await page.context().clearCookies();
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    return holdAnswer(page, marco);
  }

  /** Every request to the org that this visitor's tabs make from now on. */
  function watchOrg(page: Page): string[] {
    const sent: string[] = [];
    page.context().on('request', (request) => {
      if (request.url().startsWith(site.org.url)) sent.push(request.url());
    });
    return sent;
  }

  /** An access token that works, as an attacker would slip it in. */
  function tokenFragment(state?: string): string {
    const { accessToken, instanceUrl, id } = site.org.signIn(marco.username);
    const fields = { access_token: accessToken, instance_url: instanceUrl, id, token_type: 'Bearer' };
    return `#${new URLSearchParams({ ...fields, ...(state === undefined ? {} : { state }) })}`;
  }

  async function assertNotSignedIn(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    await page.waitForLoadState('networkidle');
    const status = () =>
      page.locator('sf-connection').evaluate((element) => Reflect.get(element, 'state')?.status);
    assert.match(await status(), /^(?:disconnected|error)$/);
  }

  it('security 4: a foreign code in the address of a page that asked for none is never used (login CSRF)', async () => {
    const answer = await attackersAnswer('security-redirect.html');
    const page = await site.open('security-blank.html');
    const sent = watchOrg(page);
    await page.goto(answer);
    assert.match(await shownProblem(page), /belongs to no sign-in of this tab/);
    await assertNotSignedIn(page);
    assert.deepEqual(sent, []);
    assert.equal(page.url(), `${site.url}/security-redirect.html`);
  });

  it('security 4: a foreign code is never used while a sign-in of this tab is pending, which still completes', async () => {
    const foreign = await attackersAnswer('security-redirect.html');
    const page = await site.open('security-redirect.html');
    const forms = watchTokenRequests(page);
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    const genuine = await holdAnswer(page);
    await page.goto(foreign);
    assert.match(await shownProblem(page), /belongs to no sign-in of this tab/);
    await page.goto(genuine);
    await page.getByRole('button', { name: 'Salesforce account: Ada' }).waitFor();
    assert.deepEqual(
      forms.map((form) => form.get('code')),
      [parameter(genuine, 'code')],
    );
  });

  it('security 4: a foreign code is turned down by the org even with this tab’s own state, for want of its verifier', async () => {
    const foreign = await attackersAnswer('security-redirect.html');
    const page = await site.open('security-redirect.html');
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    const genuine = await holdAnswer(page);
    const asked = page.waitForResponse((response) => response.url().endsWith('/services/oauth2/token'));
    await page.goto(withQuery(genuine, { code: parameter(foreign, 'code') }));
    assert.equal((await asked).status(), 400);
    assert.match(await shownProblem(page), /Salesforce did not complete the sign-in/);
    await assertNotSignedIn(page);
  });

  it('security 4: a foreign code that another tab relays over the channel is never used, and the genuine one still counts', async () => {
    const foreign = (await attackersAnswer('security-redirect.html')).replace(
      'state=redirect.',
      'state=popup.',
    );
    const page = await site.open('security-popup.html');
    const forms = watchTokenRequests(page);
    const popup = await openPopup(page);
    const genuine = await holdAnswer(popup);
    const injected = await page.context().newPage();
    await injected.goto(foreign);
    await injected.waitForURL(`${site.url}/security-redirect.html`);
    assert.equal(forms.length, 0);
    await goOn(popup, genuine);
    await page.getByRole('button', { name: 'Salesforce account: Ada' }).waitFor();
    assert.deepEqual(
      forms.map((form) => form.get('code')),
      [parameter(genuine, 'code')],
    );
  });

  for (const mode of ['popup', 'redirect']) {
    it(`security 4: a foreign ${mode} answer brought to callback.html goes nowhere`, async () => {
      const answer = await attackersAnswer('security-callback.html');
      const page = await site.open('security-callback.html');
      const waiting = await page.context().newPage();
      await waiting.goto(`${site.url}/security-popup.html`);
      const sent = watchOrg(page);
      await page.goto(answer.replace('state=redirect.', `state=${mode}.`));
      await page.waitForURL(`${site.url}/callback.html`);
      assert.deepEqual(await pendingKeys(page), []);
      await page.goto(`${site.url}/security-callback.html`);
      await assertNotSignedIn(page);
      await assertNotSignedIn(waiting);
      assert.deepEqual(sent, []);
    });
  }

  const states: [what: string, state: string | undefined][] = [
    ['without a state', undefined],
    ['with a made-up redirect’s state', `redirect.${someId}`],
    ['with a made-up popup’s state', `popup.${someId}`],
    ['with __proto__ for a state', 'redirect.__proto__'],
  ];
  for (const [what, state] of states) {
    it(`security 4: #access_token= ${what} on an ordinary page is never used`, async () => {
      const page = await site.open('security-blank.html');
      const sent = watchOrg(page);
      await page.goto(`${site.url}/security-redirect.html${tokenFragment(state)}`);
      await assertNotSignedIn(page);
      assert.deepEqual(sent, []);
    });

    it(`security 4: #access_token= ${what} on a user-agent page that asked for none is never used`, async () => {
      const page = await site.open('security-blank.html');
      const sent = watchOrg(page);
      await page.goto(`${site.url}/security-user-agent-redirect.html${tokenFragment(state)}`);
      await assertNotSignedIn(page);
      assert.deepEqual(sent, []);
      if (state) assert.equal(page.url(), `${site.url}/security-user-agent-redirect.html`);
    });

    it(`security 4: #access_token= ${what} at callback.html is never used`, async () => {
      const page = await site.open('security-user-agent-popup.html');
      const sent = watchOrg(page);
      const callback = await page.context().newPage();
      await callback.goto(`${site.url}/callback.html${tokenFragment(state)}`);
      if (state) await callback.waitForURL(`${site.url}/callback.html`);
      await assertNotSignedIn(page);
      assert.deepEqual(sent, []);
    });
  }

  it('security 4: a token is never used where a code was asked for, also with the state of this tab', async () => {
    const page = await site.open('security-redirect.html');
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    const genuine = await holdAnswer(page);
    const sent = watchOrg(page);
    const fragment = tokenFragment(parameter(genuine, 'state'));
    await page.goto(`${site.url}/security-redirect.html${fragment}`);
    await assertNotSignedIn(page);
    await page.goto(`${site.url}/security-blank.html`);
    await page.goto(`${site.url}/callback.html${fragment}`);
    assert.match(await shownProblem(page), /it holds no code/);
    assert.deepEqual(
      sent.filter((address) => !address.endsWith('/openid-configuration')),
      [],
    );
  });

  it('security 4: a code is never used where a token was asked for, also with the state of this tab', async () => {
    const page = await site.open('security-user-agent-redirect.html');
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    const genuine = new URL(await holdAnswer(page));
    const state = new URLSearchParams(genuine.hash.slice(1)).get('state') ?? '';
    const foreign = await attackersAnswer('security-redirect.html');
    const forms = watchTokenRequests(page);
    await page.goto(
      `${genuine.origin}${genuine.pathname}?${new URLSearchParams({ code: parameter(foreign, 'code'), state })}`,
    );
    assert.match(await shownProblem(page), /it holds no token/);
    assert.equal(forms.length, 0);
  });
});
