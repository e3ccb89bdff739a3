import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from '../support/open-site.ts';
import { lastNameIn, openTab, openTabBeside, signIn, waitForStatus } from './reliability/tabs.ts';

describe('a page that has been here before', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  /** How many describes this browser has kept. */
  const kept = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('sf-elements-metadata');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('metadata').objectStore('metadata').count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result);
            };
          };
        }),
    );

  async function untilKept(page: Page, count: number): Promise<void> {
    const end = Date.now() + 20_000;
    while ((await kept(page)) !== count) {
      assert.ok(Date.now() < end, `${count} describes are kept`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  for (const storage of ['local', 'session'] as const) {
    it(`draws its fields before the org has answered, with storage="${storage}"`, async () => {
      const page = await openTab(site, `tabs-${storage}.html`);
      await signIn(page);
      await untilKept(page, 1);
      // The org answers nothing from here on.
      await page.route(/services\/data/, () => {});
      await page.reload();
      await lastNameIn(page).fill('Typed before any answer');
    });
  }

  it('has nothing left after a sign-out in another tab', async () => {
    const page = await openTab(site, 'tabs-local.html');
    await signIn(page);
    await untilKept(page, 1);
    const other = await openTabBeside(page);
    await waitForStatus(other, 'connected');
    await other.evaluate(() => document.querySelector('sf-connection')?.disconnect());
    await waitForStatus(page, 'disconnected');
    await untilKept(page, 0);
  });
});
