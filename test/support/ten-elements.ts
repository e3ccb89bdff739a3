import type { Page } from 'playwright-core';
import { connectByPopup, type Site } from './open-site.ts';
import { RequestWatch, type Traffic } from './watch-requests.ts';

/** What the page of ten elements may take until it is drawn, from the moment of sign-in. */
export const most = { calls: 8, roundTrips: 3 };

/** Milliseconds that each answer takes, so that what is asked side by side overlaps. */
const latency = 400;

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
  return { page, traffic: await watch.whenQuiet() };
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
