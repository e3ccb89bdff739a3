import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { connectButton, openPopup, openSite, type Site, signedIn } from '../../support/open-site.ts';
import { goOn, holdAnswer, pendingKeys, watchTokenRequests } from './answers.ts';

describe('security in frames', () => {
  let site: Site;
  /** The same pages where their author has forgotten to forbid frames. */
  let framed: string;
  /** What is another site to a browser. */
  let evil: string;
  before(async () => {
    site = await openSite({ loggedIn: true });
    const policy = "default-src 'self'; connect-src *; img-src data:; frame-src *";
    const headers = { 'content-security-policy': policy };
    framed = await site.addOrigin({ headers });
    evil = await site.addOrigin({ hostname: '127.0.0.1', headers });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** Leaves a page for the login page; gives the answer, not yet used, and the sign-in that waits for it. */
  async function leave(page: Page) {
    await connectButton(page).click();
    await page.waitForURL(`${site.org.url}/**`);
    const answer = await holdAnswer(page);
    await page.goto(`${framed}/security-blank.html`);
    const [key = ''] = await pendingKeys(page);
    const pending = await page.evaluate((name) => sessionStorage.getItem(name) ?? '', key);
    return { answer, key, pending };
  }

  async function addFrame(page: Page, address: string): Promise<Frame> {
    const handle = await page.evaluateHandle((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
      return new Promise<HTMLIFrameElement>((resolve) => {
        frame.onload = () => resolve(frame);
      });
    }, address);
    return (await handle.asElement()?.contentFrame()) as Frame;
  }

  /** Remembers what a document is told by others. */
  function listen(document: Page | Frame): Promise<void> {
    return document.evaluate(() => {
      const heard: unknown[] = [];
      addEventListener('message', ({ data }) => heard.push(data));
      const channel = new BroadcastChannel('sf-elements:sign-in');
      channel.onmessage = ({ data }) => heard.push(data);
      Object.assign(window, { heard, channel });
    });
  }

  const heardBy = (document: Page | Frame) =>
    document.evaluate(() => Reflect.get(window, 'heard') as unknown[]);

  /** Loads an answer in a frame of another site's page, with the sign-in it belongs to pending there. */
  async function loadFramed(page: Page, answer: string, entries: Record<string, string>) {
    const attacker = await page.context().newPage();
    await attacker.goto(`${evil}/security-blank.html`);
    const neighbour = await addFrame(attacker, `${framed}/security-blank.html`);
    await Promise.all([listen(attacker), listen(neighbour)]);
    const frame = await addFrame(attacker, `${framed}/security-blank.html`);
    await frame.evaluate((all) => Object.assign(sessionStorage, all), entries);
    await frame.goto(answer);
    await attacker.waitForLoadState('networkidle');
    return { attacker, neighbour, frame };
  }

  async function assertNothingDone(
    { attacker, neighbour, frame }: Awaited<ReturnType<typeof loadFramed>>,
    answer: string,
    entries: Record<string, string>,
  ): Promise<void> {
    assert.equal(frame.url(), answer);
    assert.deepEqual(await frame.evaluate(() => ({ ...sessionStorage })), entries);
    assert.deepEqual([...(await heardBy(attacker)), ...(await heardBy(neighbour))], []);
    assert.equal(await frame.getByRole('alert').count(), 0);
  }

  for (const [what, path] of [
    ['the landing page', 'security-redirect.html'],
    ['callback.html', 'security-callback.html'],
    ['the user-agent flow’s landing page', 'security-user-agent-redirect.html'],
  ] as const) {
    it(`security 9: ${what} does nothing with a redirect’s answer in a frame of another origin; the tab’s own still counts`, async () => {
      const page = await site.open(`${framed}/${path}`);
      const requests = watchTokenRequests(page);
      const tokens: string[] = [];
      page
        .context()
        .on('request', (request) => request.headers().authorization && tokens.push(request.url()));
      const { answer, key, pending } = await leave(page);
      const entries = { [key]: pending };
      await assertNothingDone(await loadFramed(page, answer, entries), answer, entries);
      assert.deepEqual([requests.length, tokens.length], [0, 0]);
      await page.goto(answer);
      await signedIn(page);
    });
  }

  for (const [what, path] of [
    ['the landing page', 'security-popup.html'],
    ['callback.html', 'callback.html'],
  ] as const) {
    it(`security 9: ${what} does nothing with a popup’s answer in a frame of another origin; the popup’s own still counts`, async () => {
      const page = await site.open(`${framed}/security-popup.html`);
      await page
        .locator('sf-connection')
        .evaluate((element, uri) => element.setAttribute('redirect-uri', uri), path);
      const requests = watchTokenRequests(page);
      const popup = await openPopup(page);
      const answer = await holdAnswer(popup);
      assert.ok(answer.startsWith(`${framed}/${path}?`));
      await assertNothingDone(await loadFramed(page, answer, {}), answer, {});
      assert.equal(requests.length, 0);
      assert.equal(await connectButton(page).innerText(), 'Waiting for sign-in…');
      await goOn(popup, answer);
      await signedIn(page);
    });
  }

  it('security 9: the pages that this site serves cannot be framed by another origin at all', async () => {
    const attacker = await site.open(`${evil}/security-blank.html`);
    for (const path of ['callback.html', 'security-redirect.html']) {
      const refused = attacker.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
      await addFrame(attacker, `${site.url}/${path}`);
      await refused;
    }
  });

  it('security 9: in a frame of its own origin the landing page completes, so it is the other origin that stops it', async () => {
    const page = await site.open(`${framed}/security-redirect.html`);
    const { answer } = await leave(page);
    const frame = await addFrame(page, answer);
    await frame.getByRole('button', { name: /Salesforce account/ }).waitFor();
    assert.equal(frame.url(), `${framed}/security-redirect.html`);
  });
});
