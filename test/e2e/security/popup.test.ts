import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, openPopup, openSite, type Site, signedIn } from '../../support/open-site.ts';
import { goOn, holdAnswer, shownProblem, watchTokenRequests, withQuery } from './answers.ts';

const messageType = 'sf-elements:sign-in-answer';
const channelName = 'sf-elements:sign-in';

describe('security of a popup’s answer', () => {
  let site: Site;
  /** The same pages on what is another site to a browser. */
  let evil: string;
  before(async () => {
    site = await openSite({ loggedIn: true });
    evil = await site.addOrigin({ hostname: '127.0.0.1' });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** A page that waits for its popup, and the answer that the popup has not brought yet. */
  async function waitingPage(page: Page) {
    const forms = watchTokenRequests(page);
    const popup = await openPopup(page);
    return { forms, popup, answer: await holdAnswer(popup) };
  }

  /** The page must go on waiting as if nothing had been said, and take the genuine answer. */
  async function assertStillWaits(
    page: Page,
    { forms, popup, answer }: Awaited<ReturnType<typeof waitingPage>>,
  ) {
    await page.waitForTimeout(300);
    assert.equal(forms.length, 0);
    assert.equal(await connectButton(page).innerText(), 'Waiting for sign-in…');
    await goOn(popup, answer);
    await signedIn(page);
    assert.equal(forms.length, 1);
  }

  /** Remembers all that is said to a window, and over the channel of its origin. */
  function listen(page: Page): Promise<void> {
    return page.evaluate((name) => {
      const heard: unknown[] = [];
      addEventListener('message', ({ data }) => heard.push(data));
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => heard.push(data);
      Object.assign(window, { heard, channel });
    }, channelName);
  }

  const heardBy = (page: Page) => page.evaluate(() => Reflect.get(window, 'heard') as unknown[]);

  /** Opens a page from a window of another site's, which keeps a hold on it. */
  async function openFrom(opener: Page, address: string): Promise<Page> {
    const opened = opener.context().waitForEvent('page');
    await opener.evaluate(
      (url) => void Object.assign(window, { opened: window.open(url, '_blank') }),
      address,
    );
    return opened;
  }

  it('security 8: the popup opens inside the click, before any of what signing in loads is there', async () => {
    const page = await site.open('security-popup.html', {
      prepare: (context) => context.route('**/chunks/**', () => loaded.then(() => {})),
    });
    let open = () => {};
    const loaded = new Promise<void>((resolve) => {
      open = resolve;
    });
    const popup = await openPopup(page);
    assert.equal(popup.url(), 'about:blank');
    open();
  });

  it('security 8: a message from another origin is ignored', async () => {
    const attacker = await site.open(`${evil}/security-blank.html`);
    const page = await openFrom(attacker, `${site.url}/security-popup.html`);
    const waiting = await waitingPage(page);
    await attacker.evaluate(
      (message) => (Reflect.get(window, 'opened') as Window).postMessage(message, '*'),
      { type: messageType, answer: new URL(waiting.answer).search.slice(1) },
    );
    await assertStillWaits(page, waiting);
  });

  it('security 8: a message from the page’s own popup is ignored while another origin’s page is in it', async () => {
    const page = await site.open('security-popup.html');
    const waiting = await waitingPage(page);
    await waiting.popup.evaluate((message) => opener.postMessage(message, '*'), {
      type: messageType,
      answer: new URL(waiting.answer).search.slice(1),
    });
    await assertStillWaits(page, waiting);
  });

  for (const source of ['the page itself', 'another window of the site']) {
    it(`security 8: a message from ${source}, not the popup, is ignored`, async () => {
      const page = await site.open('security-popup.html');
      const waiting = await waitingPage(page);
      const message = { type: messageType, answer: new URL(waiting.answer).search.slice(1) };
      if (source === 'the page itself') {
        await page.evaluate((data) => window.postMessage(data, location.origin), message);
      } else {
        const opened = page.waitForEvent('popup');
        await page.evaluate(() => void window.open('security-blank.html', 'other'));
        await (await opened).waitForLoadState();
        await (await opened).evaluate((data) => opener.postMessage(data, location.origin), message);
      }
      await assertStillWaits(page, waiting);
    });
  }

  it('security 8: a message over the channel with another state is ignored', async () => {
    const page = await site.open('security-popup.html');
    const waiting = await waitingPage(page);
    const other = await page.context().newPage();
    await other.goto(`${site.url}/security-blank.html`);
    const wrong = withQuery(waiting.answer, { state: `popup.${'0'.repeat(32)}` });
    const messages = [
      { type: messageType, answer: new URL(wrong).search.slice(1) },
      { type: messageType, answer: 'state=popup.__proto__&code=x' },
      { type: messageType, answer: 7 },
      { type: messageType },
      { answer: new URL(waiting.answer).search.slice(1) },
      null,
    ];
    await other.evaluate(
      ([name, all]) => {
        const channel = new BroadcastChannel(name);
        for (const message of all) channel.postMessage(message);
      },
      [channelName, messages] as const,
    );
    await assertStillWaits(page, waiting);
  });

  it('security 8: a message from the popup with another state ends the wait with an error, and no request', async () => {
    const page = await site.open('security-popup.html');
    const { forms, popup, answer } = await waitingPage(page);
    await goOn(popup, withQuery(answer, { state: `popup.${'0'.repeat(32)}` }));
    assert.match(await shownProblem(page), /belongs to no sign-in of this page/);
    assert.equal(forms.length, 0);
  });

  for (const [what, path] of [
    ['the landing page', 'security-popup.html'],
    ['callback.html', 'callback.html'],
  ] as const) {
    it(`security 8: ${what} posts its answer to its own origin by name, never to *`, async () => {
      const page = await site.open('security-popup.html');
      await page
        .locator('sf-connection')
        .evaluate((element, uri) => element.setAttribute('redirect-uri', uri), path);
      await page.evaluate(() => {
        const targets: unknown[] = [];
        const post = window.postMessage.bind(window) as (...all: unknown[]) => void;
        Object.assign(window, {
          targets,
          postMessage: (...all: unknown[]) => {
            targets.push(all[1]);
            post(...all);
          },
        });
      });
      const { popup, answer } = await waitingPage(page);
      await goOn(popup, answer);
      await signedIn(page);
      assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'targets')), [site.url]);
    });

    it(`security 8: an evil opener of ${what} is told nothing`, async () => {
      const page = await site.open('security-popup.html');
      await page
        .locator('sf-connection')
        .evaluate((element, uri) => element.setAttribute('redirect-uri', uri), path);
      const { forms, answer } = await waitingPage(page);
      const attacker = await page.context().newPage();
      await attacker.goto(`${evil}/security-blank.html`);
      await listen(attacker);
      const stolen = await openFrom(attacker, answer);
      await stolen.waitForEvent('close');
      // It went where it belongs: to the page that asked, by the channel of its own origin.
      await signedIn(page);
      assert.equal(forms.length, 1);
      assert.deepEqual(await heardBy(attacker), []);
    });

    it(`security 8: an evil opener of ${what} learns nothing by an answer of its own making`, async () => {
      const attacker = await site.open(`${evil}/security-blank.html`);
      const forms = watchTokenRequests(attacker);
      await listen(attacker);
      for (const state of [`popup.${'0'.repeat(32)}`, `redirect.${'0'.repeat(32)}`, 'popup.', '__proto__']) {
        const made = await openFrom(
          attacker,
          `${site.url}/${path}?${new URLSearchParams({ code: 'c', state })}`,
        );
        await made.waitForLoadState().catch(() => {});
      }
      await attacker.waitForTimeout(300);
      assert.deepEqual(await heardBy(attacker), []);
      assert.equal(forms.length, 0);
    });
  }

  it('security 8: what a tab hears over the channel is of no use to it without the verifier', async () => {
    const page = await site.open('security-popup.html');
    const { popup, answer } = await waitingPage(page);
    // The page that asked cannot spend the code meanwhile.
    await page.route('**/services/oauth2/token', (route) => route.abort());
    const tab = await page.context().newPage();
    await tab.goto(`${site.url}/security-blank.html`);
    await listen(tab);
    await goOn(popup, answer);
    await tab.waitForFunction(() => (Reflect.get(window, 'heard') as unknown[]).length > 0);
    const [message] = (await heardBy(tab)) as [{ answer: string }];
    assert.deepEqual(message, { type: messageType, answer: new URL(answer).search.slice(1) });
    assert.deepEqual(await page.evaluate(() => ({ ...sessionStorage, ...localStorage })), {});
    const status = await tab.evaluate(
      async ([url, text]) => {
        const response = await fetch(`${url}/services/oauth2/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'authorization_code',
            code: new URLSearchParams(text).get('code') ?? '',
            client_id: 'simulated-client',
            redirect_uri: `${location.origin}/security-popup.html`,
            code_verifier: 'x'.repeat(43),
          }),
        });
        return [response.status, (await response.json()).error];
      },
      [site.org.url, message.answer] as const,
    );
    assert.deepEqual(status, [400, 'invalid_grant']);
  });
});
