import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { openSite, type Site } from '../support/open-site.ts';
import { most, openTenElements } from '../support/ten-elements.ts';

describe('a page with ten elements', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  it(`is drawn by at most ${most.calls} calls in ${most.roundTrips} round trips after sign-in`, async () => {
    const { page, traffic } = await openTenElements(site);
    const asked = traffic.asks.map(({ path }) => path);
    assert.ok(traffic.calls <= most.calls, `${traffic.calls} calls: ${asked.join('\n')}`);
    assert.ok(traffic.roundTrips <= most.roundTrips, `${traffic.roundTrips} round trips`);
    assert.equal(new Set(asked).size, asked.length);
    assert.equal(await page.locator('sf-record-form [part=form]').count(), 5);
    assert.equal(await page.locator('sf-query-table [part=table]').count(), 3);
    assert.equal(await page.locator('page-lookup option:first-of-type').count(), 2);
  });
});
