import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from '../../support/open-site.ts';
import { ask, openTab, openTabBeside, signIn, stored, waitUntilLoaded, watch, withoutLocks } from './tabs.ts';

/** How often three tabs meet an expired token: more in `.ci/run`. */
const runs = Number(process.env.SF_TAB_RUNS ?? 10);

/** Milliseconds the org takes to answer a refresh: first so long that all are refused, then so short that some come late. */
const latencyOf = (run: number) => (run === 0 ? 2_000 : ([0, 150, 20][run % 3] ?? 0));

describe('twenty requests in each of three tabs, when the token has expired', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    site.org.setLatency(0);
    await site.closePages();
  });
  after(() => site.close());

  async function openThree(hasLocks = true): Promise<Page[]> {
    const first = await openTab(site, 'tabs-local.html');
    if (!hasLocks) await withoutLocks(first);
    await signIn(first);
    const tabs = [first, await openTabBeside(first), await openTabBeside(first)];
    for (const tab of tabs) await waitUntilLoaded(tab);
    return tabs;
  }

  /** Every tab sends its twenty at the same moment. */
  async function meetExpiry(tabs: readonly Page[], run: number): Promise<void> {
    const latency = latencyOf(run);
    const before = await stored(tabs[0] as Page, 'localStorage');
    site.org.setLatency(latency, '/services/oauth2/token$');
    site.org.expireAccessTokens();
    const seen = watch(site);
    const names = tabs.map((_, tab) =>
      Array.from({ length: 20 }, (_, index) => `run ${run} ${tab}/${index}`),
    );
    const outcomes = await Promise.all(tabs.map((tab, index) => ask(tab, names[index] ?? [])));
    const where = `run ${run}, refresh answered after ${latency} ms`;
    assert.deepEqual(new Set(outcomes.flat()), new Set(['ok']), where);
    assert.deepEqual(
      seen.tokens().map(({ status }) => status),
      [200],
      where,
    );
    const answers = names.flat().map((name) => seen.answersFor(name).join());
    // Nobody has a new token before the org is willing to give one.
    const expected = latency > 1_000 ? /^401,200$/ : /^(401,)?200$/;
    for (const answer of answers) assert.match(answer, expected, where);
    const after = await Promise.all(tabs.map((tab) => stored(tab, 'localStorage')));
    for (const kept of after) {
      assert.ok(kept?.session?.refreshToken);
      assert.notEqual(kept.session.refreshToken, before?.session?.refreshToken, where);
      assert.deepEqual(kept, after[0], where);
    }
  }

  it(`reliability 7: twenty 401s in each of three tabs cause one refresh, ${runs} times`, async () => {
    const tabs = await openThree();
    for (let run = 0; run < runs; run++) await meetExpiry(tabs, run);
  });

  it('reliability 7: twenty 401s in each of three tabs cause one refresh where the browser has no Web Locks', async () => {
    const tabs = await openThree(false);
    assert.equal(await (tabs[0] as Page).evaluate(() => navigator.locks), undefined);
    for (let run = 0; run < 10; run++) await meetExpiry(tabs, run);
  });
});
