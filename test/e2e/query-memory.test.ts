import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addTasks } from '../support/add-tasks.ts';
import { openSite, type Site } from '../support/open-site.ts';

type Kit = typeof import('../../src/api/index.ts');

const mebibyte = 2 ** 20;

describe('50,000 rows read one after another in a page', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
    await addTasks(site.org, 50_000);
  });
  after(() => site.close());

  /** Bytes of the page's heap that are in use. */
  async function heapMeter(page: Page): Promise<() => Promise<number>> {
    const session = await page.context().newCDPSession(page);
    return async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
  }

  it('reliability 19: take less than 10 MiB of heap above the rows themselves', async () => {
    const page = await site.open('security-blank.html');
    page.setDefaultTimeout(60_000);
    const heapUsed = await heapMeter(page);
    const sizes: number[] = [];
    await page.exposeFunction('measure', async () => void sizes.push(await heapUsed()));
    const { accessToken, instanceUrl } = site.org.signIn();
    const rows = await page.evaluate(
      async (grant) => {
        const kit: Kit = await import(`${location.origin}/sf-elements-api.js`);
        const { measure } = globalThis as unknown as { measure(): Promise<void> };
        const client = kit.createClient({ getAccessToken: async () => grant });
        const soql =
          'SELECT Id, Subject, Description, Status, Priority, OwnerId, CreatedDate FROM Task LIMIT 50000';
        await measure();
        let count = 0;
        for await (const _row of kit.queryRecords(client, soql)) {
          count += 1;
          if (count % 2_500 === 0) await measure();
        }
        return count;
      },
      { accessToken, instanceUrl },
    );
    assert.equal(rows, 50_000);
    const [before = 0, ...others] = sizes;
    const heap = Math.max(...others) - before;
    assert.ok(heap > 0 && heap < 10 * mebibyte, `${(heap / mebibyte).toFixed(1)} MiB`);
  });
});
