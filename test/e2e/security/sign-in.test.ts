import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  allow,
  connectButton,
  connectByPopup,
  consent,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import {
  goOn,
  holdAnswer,
  parameter,
  pendingKeys,
  shownProblem,
  watchTokenRequests,
  withQuery,
} from './answers.ts';

describe('security of the sign-in', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** The addresses of the authorize page that this visitor is sent to from now on. */
  function watchAuthorize(page: Page): string[] {
    const addresses: string[] = [];
    page.context().on('request', (request) => {
      if (request.url().includes('/services/oauth2/authorize?')) addresses.push(request.url());
    });
    return addresses;
  }

  function assertProves(form: URLSearchParams | undefined, authorizeAddress = ''): void {
    const verifier = form?.get('code_verifier') ?? '';
    assert.match(verifier, /^[\w.~-]{43,128}$/);
    assert.equal(parameter(authorizeAddress, 'code_challenge_method'), 'S256');
    const digest = createHash('sha256').update(verifier).digest('base64url');
    assert.equal(parameter(authorizeAddress, 'code_challenge'), digest);
  }

  /** Leaves the page for the login page by redirect; gives the genuine answer, not yet used. */
  async function leave(page: Page): Promise<string> {
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    return holdAnswer(page);
  }

  async function disconnect(page: Page): Promise<void> {
    await page.getByRole('button', { name: /Salesforce account/ }).click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
  }

  it('security 1: a popup’s code goes with a verifier of 43 to 128 characters, the S256 challenge’s own', async () => {
    const page = await site.open('security-popup.html');
    const authorize = watchAuthorize(page);
    const forms = watchTokenRequests(page);
    await connectByPopup(page);
    assert.equal(forms.length, 1);
    assertProves(forms[0], authorize[0]);
  });

  it('security 1: a redirect’s code goes with a verifier of 43 to 128 characters, the S256 challenge’s own', async () => {
    const page = await site.open('security-redirect.html');
    const authorize = watchAuthorize(page);
    const forms = watchTokenRequests(page);
    await connectButton(page).click();
    await allow(page);
    await signedIn(page);
    assert.equal(forms.length, 1);
    assertProves(forms[0], authorize[0]);
  });

  it('security 1: each sign-in has a verifier, a challenge and a state of its own', async () => {
    const page = await site.open('security-popup.html');
    const authorize = watchAuthorize(page);
    const forms = watchTokenRequests(page);
    await connectByPopup(page);
    for (let again = 0; again < 2; again++) {
      await disconnect(page);
      await consent(await openPopup(page));
      await signedIn(page);
    }
    assert.equal(new Set(forms.map((form) => form.get('code_verifier'))).size, 3);
    for (const name of ['code_challenge', 'state']) {
      assert.equal(new Set(authorize.map((address) => parameter(address, name))).size, 3, name);
    }
  });

  type Alteration = [what: string, change: (answer: string, state: string) => string];
  /** The state names no sign-in of this kit, so the answer may be the page's own business. */
  const unaddressed: Alteration[] = [
    ['without a state', (answer) => withQuery(answer, { state: undefined })],
    ['with an empty state', (answer) => withQuery(answer, { state: '' })],
    ['whose state is in capitals', (answer, state) => withQuery(answer, { state: state.toUpperCase() })],
    ['whose state is __proto__', (answer) => withQuery(answer, { state: '__proto__' })],
    ['whose state is constructor', (answer) => withQuery(answer, { state: 'constructor' })],
  ];
  const flip = (state: string) => state.slice(0, -1) + (state.endsWith('0') ? '1' : '0');
  const addressed: Alteration[] = [
    ['whose state is altered', (answer, state) => withQuery(answer, { state: flip(state) })],
    ['whose state is cut short', (answer, state) => withQuery(answer, { state: state.slice(0, -1) })],
    ['whose state has __proto__ in it', (answer) => answer.replace(/\b[0-9a-f]{32}$/, '__proto__')],
    ['whose code is broken percent-encoding', (answer) => answer.replace('code=', 'code=%E0%A4%A')],
    ['with a lone % in it', (answer) => `${answer}&more=100%`],
    ['whose code is no text', (answer) => answer.replace('code=', 'code=%00%ff')],
    ['with two codes', (answer) => `${answer}&code=another`],
    ['with two states', (answer) => `${answer}&state=${'0'.repeat(32)}`],
    ['with a code and an error', (answer) => `${answer}&error=access_denied`],
    ['without a code', (answer) => withQuery(answer, { code: undefined })],
  ];
  it('security 2: a redirect’s answer that is not the genuine one is refused without a request; that one still counts', async () => {
    const page = await site.open('security-redirect.html');
    const forms = watchTokenRequests(page);
    for (const [what, change] of [...unaddressed, ...addressed]) {
      const genuine = await leave(page);
      await page.goto(change(genuine, parameter(genuine, 'state')));
      assert.match(await shownProblem(page), /The sign-in answer was not used: .* Connect again/, what);
      assert.equal(forms.length, 0, what);
      await page.goto(genuine);
      await signedIn(page);
      assert.equal(forms.splice(0).length, 1, what);
      assert.equal(page.url(), `${site.url}/security-redirect.html`, what);
      await page.reload();
    }
  });

  it('security 2: at callback.html a redirect’s answer that is not the genuine one is refused likewise', async () => {
    const page = await site.open('security-callback.html');
    const forms = watchTokenRequests(page);
    for (const [what, change] of addressed) {
      const genuine = await leave(page);
      await page.goto(change(genuine, parameter(genuine, 'state')));
      await page.waitForLoadState('networkidle');
      // Where its state is this tab's, the page that asked says what is wrong; else nobody asked.
      if (page.url() === `${site.url}/security-callback.html`) {
        assert.match(await shownProblem(page), /The sign-in answer was not used: .* Connect again/, what);
      } else {
        assert.equal(page.url(), `${site.url}/callback.html`, what);
        assert.match(what, /state is altered|state is cut|state has __proto__/);
      }
      assert.equal(forms.length, 0, what);
      await page.goto(genuine);
      await signedIn(page);
      assert.equal(forms.splice(0).length, 1, what);
      assert.equal(page.url(), `${site.url}/security-callback.html`, what);
      await page.reload();
    }
  });

  it('security 2: a popup’s answer that is not the genuine one is refused without a request, and its sign-in is dropped', async () => {
    const page = await site.open('security-popup.html');
    const forms = watchTokenRequests(page);
    for (const [what, change] of addressed) {
      const popup = await openPopup(page);
      const genuine = await holdAnswer(popup);
      await goOn(popup, change(genuine, parameter(genuine, 'state')));
      assert.match(await shownProblem(page), /The sign-in answer was not used: .* Connect again/, what);
      // The page would hear it over the channel.
      const later = await page.context().newPage();
      await later.goto(genuine);
      await later.waitForURL(`${site.url}/security-popup.html`);
      await later.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
      assert.match(await shownProblem(page), /The sign-in answer was not used/, what);
      assert.equal(forms.length, 0, what);
      await later.close();
      await page.reload();
    }
  });

  it('security 2: a popup’s answer for nobody is not passed on, and the genuine one still counts', async () => {
    const page = await site.open('security-popup.html');
    const forms = watchTokenRequests(page);
    for (const [what, change] of unaddressed) {
      const popup = await openPopup(page);
      const genuine = await holdAnswer(popup);
      const other = change(genuine, parameter(genuine, 'state'));
      await goOn(popup, other);
      await popup.waitForURL(other);
      await popup.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
      assert.equal(forms.length, 0, what);
      await goOn(popup, genuine);
      await signedIn(page);
      assert.equal(forms.splice(0).length, 1, what);
      await page.reload();
    }
  });

  it('security 2: an answer is used once: replayed, it is refused without a request', async () => {
    const page = await site.open('security-redirect.html');
    const forms = watchTokenRequests(page);
    const genuine = await leave(page);
    await page.goto(genuine);
    await signedIn(page);
    assert.deepEqual(await pendingKeys(page), []);
    await page.goto(genuine);
    assert.match(await shownProblem(page), /belongs to no sign-in of this tab, or was used before/);
    assert.equal(forms.length, 1);
  });

  it('security 2: an answer is bound to the tab that asked; there it still counts', async () => {
    const page = await site.open('security-redirect.html');
    const forms = watchTokenRequests(page);
    const genuine = await leave(page);
    const other = await page.context().newPage();
    await other.goto(genuine);
    assert.match(await shownProblem(other), /belongs to no sign-in of this tab/);
    assert.equal(other.url(), `${site.url}/security-redirect.html`);
    assert.equal(forms.length, 0);
    await page.goto(genuine);
    await signedIn(page);
  });

  it('security 2: a redirect’s answer turned into a popup’s is used by nobody', async () => {
    const page = await site.open('security-redirect.html');
    const forms = watchTokenRequests(page);
    const genuine = await leave(page);
    await page.goto(genuine.replace('state=redirect.', 'state=popup.'));
    await page.waitForURL(`${site.url}/security-redirect.html`);
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    await page.goto(genuine);
    await signedIn(page);
    assert.equal(forms.length, 1);
  });
});
