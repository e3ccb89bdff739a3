import { connectByPopup, type Site } from './open-site.ts';
import { RequestWatch } from './watch-requests.ts';

/** What a page with 200 tables sent while its org was out of order, and afterwards. */
export interface Outage {
  /** Requests where all is well, preflights left out as everywhere here. */
  readonly usual: number;
  /** Requests during the outage: tries, retries and probes. */
  readonly sent: number;
  /** Tables that show their rows after the outage, once the visitor has clicked on one Try again. */
  readonly back: number;
  /** Requests of that. */
  readonly sentAfter: number;
}

/** How an org can fail: with an answer that says so, or so that a browser says nothing but that it failed. */
export type OutageKind = 'refusing' | 'unreachable';

/** Loads a page with 200 tables, each with a query of its own, in an org that is out of order for so many milliseconds. */
export async function passOutage(site: Site, kind: OutageKind, duration: number): Promise<Outage> {
  const page = await site.open('many-tables.html');
  const watch = () => new RequestWatch(page, site, /./);
  const tables = page.locator('sf-query-table [part=table]');
  await connectByPopup(page);
  await tables.nth(199).waitFor();

  const usual = watch();
  await page.reload();
  await tables.nth(199).waitFor();
  const { calls } = await usual.whenQuiet();

  if (kind === 'unreachable') site.org.setDown(true);
  else site.org.addFault({ path: '^/services/data', status: 503, times: Number.POSITIVE_INFINITY });
  const during = watch();
  await page.reload();
  await page.waitForTimeout(duration);
  const sent = during.calls;
  site.org.setDown(false);
  site.org.clearFaults();

  const afterwards = watch();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  const { calls: sentAfter } = await afterwards.whenQuiet();
  const back = await tables.count();
  return { usual: calls, sent, back, sentAfter };
}
