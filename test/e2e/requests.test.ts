import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openSite, type Site } from '../support/open-site.ts';
import { most, openTenElements, reloadTenElements } from '../support/ten-elements.ts';
import { bytesOf, isDescribe } from '../support/watch-requests.ts';

describe('a page with ten elements', () => {
  let site: Site;
  let opened: Awaited<ReturnType<typeof openTenElements>>;
  before(async () => {
    site = await openSite({ loggedIn: true });
    opened = await openTenElements(site);
  });
  after(() => site.close());

  it(`is drawn by at most ${most.calls} calls in ${most.roundTrips} round trips after sign-in`, async () => {
    const { page, traffic } = opened;
    const asked = traffic.asks.map(({ path }) => path);
    assert.ok(traffic.calls <= most.calls, `${traffic.calls} calls: ${asked.join('\n')}`);
    assert.ok(traffic.roundTrips <= most.roundTrips, `${traffic.roundTrips} round trips`);
    assert.equal(new Set(asked).size, asked.length);
    assert.equal(await page.locator('sf-record-form [part=form]').count(), 5);
    assert.equal(await page.locator('sf-query-table [part=table]').count(), 3);
    assert.equal(await page.locator('page-lookup option:first-of-type').count(), 2);
  });

  it('loaded again, reads no describe and has its forms before the first answer', async () => {
    const { traffic, drawn, named } = await reloadTenElements(site, opened.page);
    assert.equal(bytesOf(traffic.asks.filter(isDescribe)), 0);
    assert.deepEqual({ drawn, named }, { drawn: 2, named: 3 });
  });
});
