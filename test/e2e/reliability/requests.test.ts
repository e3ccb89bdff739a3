import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lockedRow } from '../../support/locked-row.ts';
import { openSite, type Site } from '../../support/open-site.ts';
import { ask, lastNameIn, openTab, signIn, statusOf, watch } from './tabs.ts';

const always = Number.POSITIVE_INFINITY;
/** All that takes a token. */
const withToken = '/services/data/v';

describe('requests of a page on another origin', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ loggedIn: true });
  });
  afterEach(async () => {
    site.org.clearFaults();
    site.org.setDailyLimit(15_000, 0);
    await site.closePages();
  });
  after(() => site.close());

  const several = (name: string, count = 20) =>
    Array.from({ length: count }, (_, index) => `${name} ${index}`);
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();
  const creates = (seen: ReturnType<typeof watch>) =>
    seen.all().filter(({ method, path }) => method === 'POST' && path.endsWith('/sobjects/Contact'));

  async function openConnected(): Promise<Page> {
    const page = await openTab(site, 'tabs-memory.html');
    await signIn(page);
    return page;
  }

  it('a token refused without CORS headers is renewed once for all, and all are sent once more', async () => {
    const page = await openConnected();
    site.org.expireAccessTokens();
    site.org.addFault({ path: withToken, withoutCors: 401, times: always });
    const seen = watch(site);
    const names = several('hidden');
    assert.deepEqual(new Set(await ask(page, names)), new Set(['ok']));
    assert.deepEqual(seen.tokens().map(statusOf), [200]);
    for (const name of names) assert.deepEqual(seen.answersFor(name), [401, 200]);
  });

  it('a create that is refused so was not carried out, and is sent once more', async () => {
    const page = await openConnected();
    await lastNameIn(page).fill('Hidden');
    site.org.expireAccessTokens();
    site.org.addFault({ path: withToken, withoutCors: 401, times: always });
    const seen = watch(site);
    await save(page);
    await page.getByText('Contact created.').waitFor();
    assert.deepEqual(creates(seen).map(statusOf), [401, 201]);
    assert.deepEqual(seen.tokens().map(statusOf), [200]);
  });

  it('one renewal is all that comes of answers that stay hidden', async () => {
    const page = await openConnected();
    site.org.addFault({ path: withToken, withoutCors: true, times: always });
    const seen = watch(site);
    for (const name of ['first', 'second']) assert.ok(!(await ask(page, several(name, 10))).includes('ok'));
    assert.deepEqual(seen.tokens().map(statusOf), [200]);
  });

  it('reliability 1: a create whose answer breaks off is sent once by the kit, and found by a check', async () => {
    const page = await openConnected();
    await lastNameIn(page).fill('Broken off');
    site.org.addFault({ path: '/sobjects/Contact$', method: 'POST', drop: 'after' });
    const seen = watch(site);
    await save(page);
    await page.getByText('It may not have been saved.').waitFor();
    assert.equal(await lastNameIn(page).inputValue(), 'Broken off');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Contact created.').waitFor();
    assert.equal(creates(seen).length, 1);
  });

  it('reliability 3: 200 requests in an outage send at most half as many again', async () => {
    const page = await openConnected();
    site.org.setDown(true);
    const seen = watch(site);
    const names = several('down', 200);
    const outcomes = await ask(page, names);
    site.org.setDown(false);
    assert.ok(!outcomes.includes('ok'));
    assert.ok(seen.all().length <= 300, `${seen.all().length} requests`);
  });

  it('reliability 4: a page whose org has reached its limit says so once it is asked, and asks no more', async () => {
    const page = await openConnected();
    site.org.setDailyLimit(100, 100);
    const seen = watch(site);
    assert.deepEqual(await ask(page, ['first']), ['REQUEST_LIMIT_EXCEEDED']);
    assert.deepEqual(new Set(await ask(page, several('more'))), new Set(['REQUEST_LIMIT_EXCEEDED']));
    assert.equal(seen.all().length, 1);
    await lastNameIn(page).fill('Patient');
    await save(page);
    await page.getByText('TotalRequests Limit exceeded.').waitFor();
    assert.equal(await lastNameIn(page).inputValue(), 'Patient');
    assert.equal(seen.all().length, 1);
  });

  it('reliability 6: a save that finds its row locked is saved once, a moment later', async () => {
    const page = await openConnected();
    await lastNameIn(page).fill('Locked');
    site.org.addFault(lockedRow('POST'));
    const seen = watch(site);
    await save(page);
    await page.getByText('Contact created.').waitFor();
    assert.deepEqual(creates(seen).map(statusOf), [400, 201]);
  });

  it('reliability 10: a page in place of data is an error that says so', async () => {
    const page = await openConnected();
    site.org.addFault({ path: '/query', status: 200, body: '<html></html>' });
    assert.deepEqual(await ask(page, ['page']), ['UNEXPECTED_ANSWER']);
  });
});
