import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from '../support/open-site.ts';

type Kit = typeof import('../../src/api/index.ts');

/** A page of another origin, under a strict content security policy, from which the org hides every header. */
describe('bulk jobs of a page', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(() => site.closePages());
  after(() => site.close());

  async function open(): Promise<Page> {
    const page = await site.open('security-blank.html');
    const { accessToken, instanceUrl } = site.org.signIn();
    await page.evaluate(
      async (grant) => {
        const kit: Kit = await import(`${location.origin}/sf-elements-api.js`);
        Object.assign(globalThis, { kit, client: kit.createClient({ getAccessToken: async () => grant }) });
      },
      { accessToken, instanceUrl },
    );
    return page;
  }

  it('go on after a reload, by their id', async () => {
    const first = await open();
    const id = await first.evaluate(async () => {
      const { kit, client } = globalThis as unknown as { kit: Kit; client: ReturnType<Kit['createClient']> };
      const csv = new File(
        ['LastName,Email\n"Quist, ""Jr.""",q@example.com\n,nobody@example.com\n'],
        'x.csv',
      );
      return (await kit.startIngest(client, { objectApiName: 'Contact', operation: 'insert', csv })).id;
    });
    const second = await open();
    const { job, successful, failed, unprocessed } = await second.evaluate(async (jobId) => {
      const { kit, client } = globalThis as unknown as { kit: Kit; client: ReturnType<Kit['createClient']> };
      return kit.resumeIngest(client, jobId, { wait: async () => undefined });
    }, id);
    assert.deepEqual([job.id, job.state], [id, 'JobComplete']);
    assert.deepEqual(
      successful.map(({ LastName }) => LastName),
      ['Quist, "Jr."'],
    );
    assert.deepEqual(
      failed.map(({ Email }) => Email),
      ['nobody@example.com'],
    );
    assert.deepEqual(unprocessed, []);
  });

  it('give all pages of a query', async () => {
    site.org.setBulkPageSize(30);
    const page = await open();
    const ids = await page.evaluate(async () => {
      const { kit, client } = globalThis as unknown as { kit: Kit; client: ReturnType<Kit['createClient']> };
      const { id } = await kit.startQueryJob(client, 'SELECT Id FROM Account');
      await kit.watchQueryJob(client, id, { wait: async () => undefined });
      const found = [];
      for await (const { Id } of kit.queryJobRows(client, id)) found.push(Id);
      return found;
    });
    assert.deepEqual([ids.length, new Set(ids).size], [50, 50]);
  });
});
