import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectButton, openSite, type Site } from '../../support/open-site.ts';
import {
  ask,
  lastNameIn,
  openTab,
  openTabBeside,
  signIn,
  stored,
  waitForStatus,
  waitUntilLoaded,
  watch,
  withoutLocks,
} from './tabs.ts';

describe('a storage that cannot be used', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  const choices = ['memory', 'session', 'local'] as const;

  /** Opens a page whose storage was spoilt before anything of it ran. What it complains about is collected. */
  async function openSpoilt(path: string, spoil: () => void) {
    const page = await openTab(site, path);
    await page.context().addInitScript(spoil);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // The browser's own word on a request that was refused is none.
      if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await page.reload();
    return { page, complaints };
  }

  /** Refuses every look at both storages, as a browser does in a frame of another site. */
  function block(): void {
    const get = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    Object.defineProperties(window, { localStorage: { get }, sessionStorage: { get } });
  }

  /** Leaves room for not one character more. */
  function fill(): void {
    for (const storage of [localStorage, sessionStorage]) {
      for (let size = 2 ** 20; size >= 1; size = size > 1 ? Math.floor(size / 2) : 0) {
        try {
          for (let n = 0; ; n++) storage.setItem(`filler ${size} ${n}`, 'x'.repeat(size));
        } catch {
          // Then with a smaller piece.
        }
      }
    }
  }

  async function assertWorks(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
    await signIn(page);
    await lastNameIn(page).fill('Typed');
    for (const round of [1, 2]) {
      site.org.expireAccessTokens();
      const seen = watch(site);
      assert.deepEqual(await ask(page, [`a ${round}`, `b ${round}`]), ['ok', 'ok']);
      assert.equal(seen.tokens().length, 1);
    }
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Contact created.').waitFor();
  }

  /** What was typed is gone with the page, and nothing is said of it. */
  async function assertNoDrafts(page: Page): Promise<void> {
    await lastNameIn(page).fill('Typed again');
    await page.reload();
    await signIn(page);
    await lastNameIn(page).waitFor();
    assert.equal(await lastNameIn(page).inputValue(), '');
    assert.equal(await page.getByText('was restored').count(), 0);
  }

  for (const storage of choices) {
    for (const [name, spoil] of Object.entries({ blocked: block, full: fill })) {
      it(`reliability 15: connects and renews with storage="${storage}" when it is ${name}, and keeps no drafts`, async () => {
        const { page, complaints } = await openSpoilt(`tabs-${storage}.html`, spoil);
        await assertWorks(page);
        await assertNoDrafts(page);
        assert.deepEqual(complaints, []);
      });
    }
  }

  for (const [name, spoil] of Object.entries({ blocked: block, full: fill })) {
    it(`reliability 15: a redirect that would find nothing again, the storage being ${name}, names the popup way`, async () => {
      const { page, complaints } = await openSpoilt('drafts.html', spoil);
      await connectButton(page).click();
      const alert = page.locator('sf-connect-button').getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), /popup/);
      assert.equal(page.url(), `${site.url}/drafts.html`);
      assert.deepEqual(complaints, []);
    });
  }

  const junk = [
    'junk',
    'null',
    '7',
    '[]',
    '{"session":7}',
    '{"session":{"grant":{"accessToken":7}},"claim":{}}',
    '{"session":{"grant":{"accessToken":"x","instanceUrl":"https://evil.example"}}}',
    '{"owner":"x","until":1e300}',
    '{"isExpired":"x","fields":7,"owner":{},"time":"x"}',
  ];

  /** Puts the text under every key that the kit uses. */
  function spoil({ loginUrl, text }: { loginUrl: string; text: string }): void {
    const owner = `${loginUrl}:simulated-client`;
    const session = `sf-elements:session:${owner}`;
    const signIn = `sf-elements:sign-in:${owner}:pkce:popup.x`;
    const drafts = `sf-elements:draft:${JSON.stringify([loginUrl, 'simulated-client'])}`;
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of [session, `${session}:lease`, signIn, drafts, `${drafts}/x`]) {
        storage.setItem(key, text);
      }
    }
  }

  for (const storage of ['session', 'local'] as const) {
    it(`reliability 15: connects and renews with storage="${storage}" when everything in it is junk`, async () => {
      const { page, complaints } = await openSpoilt(`tabs-${storage}.html`, () => {});
      for (const text of junk) {
        await page.evaluate(spoil, { loginUrl: site.org.url, text });
        await page.reload();
        await page.getByRole('button', { name: 'Connect to Salesforce' }).waitFor();
        assert.deepEqual(complaints, [], text);
      }
      await page.evaluate(spoil, { loginUrl: site.org.url, text: junk[0] ?? '' });
      await assertWorks(page);
      assert.deepEqual(complaints, []);
    });
  }

  it('reliability 15: renews without Web Locks when the storage is full of junk or takes no lease', async () => {
    const page = await openTab(site, 'tabs-local.html');
    await withoutLocks(page);
    await signIn(page);
    assert.ok((await stored(page, 'localStorage'))?.session);
    await page.evaluate((loginUrl) => {
      const lease = JSON.stringify({ owner: 'x', until: 1e300 });
      localStorage.setItem(`sf-elements:session:${loginUrl}:simulated-client:lease`, lease);
    }, site.org.url);
    site.org.expireAccessTokens();
    assert.deepEqual(await ask(page, ['junk']), ['ok']);
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.endsWith(':lease')));
    await page.evaluate(fill);
    site.org.expireAccessTokens();
    assert.deepEqual(await ask(page, ['full']), ['ok']);
  });

  it('reliability 15: a storage that takes the next session no more leaves no spent one to other tabs', async () => {
    const first = await openTab(site, 'tabs-local.html');
    await signIn(first);
    const second = await openTabBeside(first);
    await waitUntilLoaded(second);
    await first.evaluate(() => {
      Storage.prototype.setItem = (key, value) => {
        if (value.length > 100) throw new DOMException('No room', 'QuotaExceededError');
        Reflect.set(localStorage, key, value);
      };
    });
    site.org.expireAccessTokens();
    assert.deepEqual(await ask(first, ['a']), ['ok']);
    await waitForStatus(second, 'expired');
    assert.deepEqual(await ask(first, ['b']), ['ok']);
    await signIn(second);
    for (const tab of [first, second]) assert.deepEqual(await ask(tab, ['c']), ['ok']);
  });
});
