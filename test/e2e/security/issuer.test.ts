import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  ada,
  allow,
  connectButton,
  consent,
  marco,
  openPopup,
  openSite,
  type Site,
  signedIn,
} from '../../support/open-site.ts';
import { goOn, holdAnswer, parameter, shownProblem, watchTokenRequests, withQuery } from './answers.ts';

describe('security of the issuer', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ secondOrg: { seed: 2 }, loggedIn: true });
  });
  afterEach(async () => {
    for (const org of [site.org, site.secondOrg]) org.setIssuerInAnswers(false);
    await site.closePages();
  });
  after(() => site.close());

  const ways = [
    ['popup', openPopup],
    [
      'redirect',
      async (page: Page) => {
        await connectButton(page).click();
        await page.waitForURL(`${site.org.url}/**`);
        return page;
      },
    ],
  ] as const;

  for (const [way, goToLogin] of ways) {
    it(`security 3: a ${way}’s answer that names the org it was asked of is used`, async () => {
      site.org.setIssuerInAnswers(true);
      const page = await site.open(`security-${way}.html`);
      const login = await goToLogin(page);
      const answer = await holdAnswer(login);
      assert.equal(parameter(answer, 'iss'), site.org.url);
      await goOn(login, answer);
      await signedIn(page);
    });

    const others: [what: string, iss: (org: string) => string | undefined, said: RegExp][] = [
      ['another org', () => 'https://evil.my.salesforce.com', /comes from another org/],
      ['the org’s port’s neighbour', (org) => `${org}0`, /comes from another org/],
      ['a site of the org', (org) => `${org}/customers`, /comes from another org/],
      ['nothing as its issuer', () => '', /comes from another org/],
      ['no issuer, though the org announces one,', () => undefined, /does not say which org/],
    ];
    it(`security 3: a ${way}’s answer that names anything else is refused without a token request`, async () => {
      site.org.setIssuerInAnswers(true);
      const page = await site.open(`security-${way}.html`);
      const forms = watchTokenRequests(page);
      for (const [what, iss, said] of others) {
        const login = await goToLogin(page);
        const answer = await holdAnswer(login);
        await goOn(login, withQuery(answer, { iss: iss(site.org.url) }));
        assert.match(await shownProblem(page), said, what);
        assert.equal(forms.length, 0, what);
        await page.reload();
      }
    });

    it(`security 3: a ${way}’s answer with two issuers is refused without a token request`, async () => {
      site.org.setIssuerInAnswers(true);
      const page = await site.open(`security-${way}.html`);
      const forms = watchTokenRequests(page);
      const login = await goToLogin(page);
      await goOn(login, `${await holdAnswer(login)}&iss=https%3A%2F%2Fevil.example`);
      assert.match(await shownProblem(page), /it has iss twice/);
      assert.equal(forms.length, 0);
    });
  }

  const part = (page: Page, id: 'first' | 'second') => page.locator(`#${id}`);

  async function openPopupOf(page: Page, id: 'first' | 'second'): Promise<Page> {
    const opened = page.waitForEvent('popup');
    await part(page, id).locator('sf-connect-button').getByRole('button').first().click();
    return opened;
  }

  const signedInAs = (page: Page, id: 'first' | 'second', name: string) =>
    part(page, id)
      .getByRole('button', { name: `Salesforce account: ${name}` })
      .waitFor();

  it('security 3: of two orgs on a page, each gets its own answer, whichever window brings it', async () => {
    const page = await site.open('security-two-orgs.html');
    const sent = watchTokenTargets(page);
    const first = await openPopupOf(page, 'first');
    const second = await openPopupOf(page, 'second');
    const toFirst = await holdAnswer(first, ada);
    const toSecond = await holdAnswer(second, marco);
    // The windows swap their answers: the one that asked hears its own over the channel.
    await goOn(first, toSecond);
    await signedInAs(page, 'second', 'Marco');
    // To the other it is an altered answer, which ends its sign-in: its code is not sent any more.
    const alert = part(page, 'first').locator('sf-connect-button').getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /belongs to no sign-in of this page/);
    const later = await page.context().newPage();
    await later.goto(toFirst);
    await later.locator('#first').getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.deepEqual(sent, [[site.secondOrg.url, parameter(toSecond, 'code')]]);
    await consent(await openPopupOf(page, 'first'));
    await signedInAs(page, 'first', 'Ada');
  });

  it('security 3: a code of one org in an answer to the other’s sign-in goes to neither (mix-up)', async () => {
    for (const org of [site.org, site.secondOrg]) org.setIssuerInAnswers(true);
    const page = await site.open('security-two-orgs.html');
    const sent = watchTokenTargets(page);
    const first = await openPopupOf(page, 'first');
    const second = await openPopupOf(page, 'second');
    const toFirst = await holdAnswer(first, ada);
    const toSecond = await holdAnswer(second, marco);
    await goOn(second, withQuery(toFirst, { state: parameter(toSecond, 'state') }));
    const alert = part(page, 'second').locator('sf-connect-button').getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /comes from another org/);
    assert.deepEqual(sent, []);
    // The first org's own sign-in stands, and its code was not spent.
    await goOn(first, toFirst);
    await signedInAs(page, 'first', 'Ada');
  });

  it('security 3: two users of two orgs on a page never see each other’s data, and neither token meets the other org', async () => {
    const page = await site.open('security-two-orgs.html');
    const origins = new Map<string, Set<string>>();
    page.on('request', (request) => {
      const token = request.headers().authorization;
      if (!token) return;
      origins.set(token, (origins.get(token) ?? new Set()).add(new URL(request.url()).origin));
    });
    await allow(await openPopupOf(page, 'first'), ada);
    await signedInAs(page, 'first', 'Ada');
    await allow(await openPopupOf(page, 'second'), marco);
    await signedInAs(page, 'second', 'Marco');
    await signedInAs(page, 'first', 'Ada');
    const [ofFirst, ofSecond] = [await accountNames(site.org), await accountNames(site.secondOrg)];
    assert.notDeepEqual(ofFirst, ofSecond);
    assert.deepEqual(await shownNames(page, 'first'), ofFirst);
    assert.deepEqual(await shownNames(page, 'second'), ofSecond);

    const form = part(page, 'second').locator('sf-record-form');
    await form.getByLabel('Account Name').fill('Zwischen GmbH');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('link', { name: /001\w{15}/ }).waitFor();
    const made = "SELECT Name FROM Account WHERE Name = 'Zwischen GmbH'";
    assert.deepEqual(await accountNames(site.org, made), []);
    assert.deepEqual(await accountNames(site.secondOrg, made), ['Zwischen GmbH']);
    const visited = [...origins.values()].map((each) => [...each]);
    assert.deepEqual(visited.sort(), [[site.org.url], [site.secondOrg.url]].sort());
  });

  /** Which org got which code. */
  function watchTokenTargets(page: Page): [org: string, code: string][] {
    const sent: [string, string][] = [];
    page.on('request', (request) => {
      if (!request.url().endsWith('/services/oauth2/token')) return;
      const code = new URLSearchParams(request.postData() ?? '').get('code') ?? '';
      sent.push([new URL(request.url()).origin, code]);
    });
    return sent;
  }

  async function shownNames(page: Page, id: 'first' | 'second'): Promise<string[]> {
    const rows = part(page, id).locator('sf-query-table').getByRole('row');
    await rows.nth(10).waitFor();
    const texts = await rows.allInnerTexts();
    return texts.slice(1).map((text) => text.trim());
  }

  async function accountNames(
    org: Site['org'],
    soql = 'SELECT Name FROM Account ORDER BY Name LIMIT 10',
  ): Promise<string[]> {
    const { accessToken } = org.signIn();
    const address = `${org.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${accessToken}` } });
    const { records } = (await response.json()) as { records: { Name: string }[] };
    return records.map(({ Name }) => Name);
  }

  it('security 3: the users of two orgs sign out one by one', async () => {
    const page = await site.open('security-two-orgs.html');
    await allow(await openPopupOf(page, 'first'), ada);
    await signedInAs(page, 'first', 'Ada');
    await allow(await openPopupOf(page, 'second'), marco);
    await signedInAs(page, 'second', 'Marco');
    await part(page, 'first')
      .getByRole('button', { name: /Salesforce account/ })
      .click();
    await part(page, 'first').getByRole('button', { name: 'Disconnect' }).click();
    await part(page, 'first').getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    assert.equal(await part(page, 'first').locator('sf-query-table').getByRole('row').count(), 0);
    assert.deepEqual(await shownNames(page, 'second'), await accountNames(site.secondOrg));
  });
});
