import type { Page } from 'playwright-core';
import { connectByPopup, type Site } from './open-site.ts';
import { RequestWatch, type Traffic } from './watch-requests.ts';

/** What the page of ten elements may take until it is drawn, from the moment of sign-in. */
export const most = { calls: 8, roundTrips: 3 };

/** Milliseconds that each answer takes, so that what is asked side by side overlaps. */
const latency = 400;
/** Milliseconds in which a page has to draw what it can without an answer. */
const longLatency = 2_000;

/**
 * Opens the page of ten elements in a fresh profile, signs in, and tells what it asked since.
 * @param apart gives each element a connection of its own, in a browser that keeps no metadata
 */
export async function openTenElements(
  site: Site,
  { apart = false } = {},
): Promise<{ page: Page; traffic: Traffic }> {
  const ids = `Contact=${await anyId(site, 'Contact')}&Account=${await anyId(site, 'Account')}`;
  const page = await site.open(`ten-elements.html?${ids}${apart ? '&apart' : ''}`, {
    prepare: async (context) => {
      if (apart) await context.addInitScript(() => Reflect.deleteProperty(window, 'indexedDB'));
    },
  });
  site.org.setLatency(latency, '^/services/data/');
  const watch = new RequestWatch(page, site);
  await connectByPopup(page);
  await untilDrawn(page);
  return { page, traffic: await watch.whenQuiet() };
}

/** Waits until each of the ten shows what it is there for. */
async function untilDrawn(page: Page): Promise<void> {
  for (const [selector, count] of [
    ['sf-record-form [part=form]', 5],
    ['sf-query-table [part=table]', 3],
    ['page-lookup option:first-of-type', 2],
  ] as const) {
    await page
      .locator(selector)
      .nth(count - 1)
      .waitFor({ state: 'attached' });
  }
}

export interface Reload {
  readonly traffic: Traffic;
  /** Forms to create a record that had their fields before the first answer came. */
  readonly drawn: number;
  /** Forms of a record that had the names of their fields by then. */
  readonly named: number;
}

/** Loads that page again, of which the browser now knows the metadata and the session. */
export async function reloadTenElements(site: Site, page: Page): Promise<Reload> {
  site.org.setLatency(longLatency, '^/services/data/');
  const watch = new RequestWatch(page, site);
  const forms = page.locator('sf-record-form:not([record-id])').filter({ has: page.getByRole('textbox') });
  await page.reload();
  const ofRecords = page
    .locator('sf-record-form[record-id]')
    .filter({ has: page.locator('.skeleton .label') });
  let early = { drawn: 0, named: 0 };
  while (watch.answers === 0) {
    const counts = { drawn: await forms.count(), named: await ofRecords.count() };
    if (watch.answers === 0) early = counts;
    await page.waitForTimeout(50);
  }
  await untilDrawn(page);
  return { traffic: await watch.whenQuiet(), ...early };
}

async function anyId(site: Site, objectApiName: string): Promise<string> {
  const { accessToken } = site.org.signIn();
  const soql = `SELECT Id FROM ${objectApiName} ORDER BY Id LIMIT 1`;
  const answer = await fetch(`${site.org.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  const { records } = (await answer.json()) as { records: { Id: string }[] };
  return records[0]?.Id ?? '';
}
