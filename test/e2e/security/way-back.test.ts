import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { allow, connectButton, openSite, type Site, signedIn } from '../../support/open-site.ts';

describe('security of the way back', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  async function signInFrom(path: string): Promise<Page> {
    const page = await site.open(path, {
      // A router of the page's own, such as many pages have: it lives by the hash.
      prepare: (context) =>
        context.addInitScript(() => {
          const routes: string[] = [];
          Object.assign(window, { routes });
          addEventListener('DOMContentLoaded', () => routes.push(location.hash));
          addEventListener('hashchange', () => routes.push(location.hash));
        }),
    });
    await connectButton(page).click();
    await allow(page);
    await signedIn(page);
    return page;
  }

  const ways = [
    ['the page itself', 'security-redirect.html'],
    ['callback.html', 'security-callback.html'],
    ['the user-agent flow', 'security-user-agent-redirect.html'],
  ];
  for (const [what, path] of ways) {
    it(`security 5: a sign-in through ${what} comes back to where the visitor was, query and hash included`, async () => {
      const page = await signInFrom(`${path}?tab=2&name=a%20b#part-3`);
      assert.equal(page.url(), `${site.url}/${path}?tab=2&name=a%20b#part-3`);
    });

    it(`security 5: after a sign-in through ${what} the page’s own router has seen its route last`, async () => {
      const page = await signInFrom(`${path}#/contacts/7?sort=name`);
      assert.equal(page.url(), `${site.url}/${path}#/contacts/7?sort=name`);
      await page.waitForFunction(
        () => (Reflect.get(window, 'routes') as string[]).at(-1) === '#/contacts/7?sort=name',
      );
    });
  }
});
