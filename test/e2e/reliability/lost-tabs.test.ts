import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from '../../support/open-site.ts';
import {
  ask,
  holdRefresh,
  lastNameIn,
  openTab,
  openTabBeside,
  sendRefresh,
  shortenWaits,
  signIn,
  statusOf,
  stored,
  until,
  waitForStatus,
  waitUntilLoaded,
  watch,
} from './tabs.ts';

describe('a tab that is lost while it refreshes', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  const twenty = Array.from({ length: 20 }, (_, index) => `second ${index}`);

  async function openTwo(): Promise<[Page, Page]> {
    const first = await openTab(site, 'tabs-local.html');
    await signIn(first);
    const second = await openTabBeside(first);
    await shortenWaits(second);
    await waitUntilLoaded(second);
    await lastNameIn(second).fill('Typed');
    return [first, second];
  }

  it('reliability 9: a tab that is closed before its refresh reaches the org keeps no other from it', async () => {
    const [first, second] = await openTwo();
    await holdRefresh(first, { isSent: false });
    await sendRefresh(site, first);
    const asked = ask(second, twenty);
    await first.close();
    assert.deepEqual(new Set(await asked), new Set(['ok']));
    assert.equal(await lastNameIn(second).inputValue(), 'Typed');
  });

  it('reliability 9: a tab that is closed before the answer leaves a spent token, which is tried once and then means expired', async () => {
    const [first, second] = await openTwo();
    await holdRefresh(first, { isSent: true });
    const seen = watch(site);
    await sendRefresh(site, first);
    await until(() => seen.tokens().length === 1, 'the refresh at the org');
    const asked = ask(second, twenty);
    await first.close();
    assert.deepEqual(new Set(await asked), new Set(['SESSION_EXPIRED']));
    await waitForStatus(second, 'expired');
    assert.equal(await lastNameIn(second).inputValue(), 'Typed');
    assert.deepEqual(seen.tokens().map(statusOf), [200, 400]);
    await signIn(second);
    assert.deepEqual(await ask(second, ['again']), ['ok']);
  });

  for (const reaches of [false, true]) {
    const what = reaches
      ? 'a frozen tab loses the lock after a while; if the org had its refresh, one try tells, and all have expired'
      : 'a frozen tab loses the lock after a while, and all tabs go on with the refresh of another';
    it(`reliability 9: ${what}`, async () => {
      const [first, second] = await openTwo();
      await holdRefresh(first, { isSent: reaches });
      const seen = watch(site);
      await sendRefresh(site, first);
      const cdp = await first.context().newCDPSession(first);
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
      const outcome = await ask(second, twenty);
      assert.deepEqual(new Set(outcome), new Set([reaches ? 'SESSION_EXPIRED' : 'ok']));
      assert.deepEqual(seen.tokens().map(statusOf), reaches ? [200, 400] : [200]);
      assert.equal(await lastNameIn(second).inputValue(), 'Typed');
      await cdp.send('Page.setWebLifecycleState', { state: 'active' });
      await first.evaluate(() => Reflect.get(globalThis, 'release')());
      if (reaches) await signIn(second);
      await until(async () => (await ask(first, ['thawed']))[0] === 'ok', 'the thawed tab going on');
      assert.deepEqual(await ask(second, ['beside']), ['ok']);
      assert.deepEqual(await stored(first, 'localStorage'), await stored(second, 'localStorage'));
    });
  }
});
