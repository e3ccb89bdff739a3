import { createRecord } from '../../src/api/records.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';
import { expectAccessible } from '../support/wtr-axe.ts';
import { closeTables, openTable } from './query-table-setup.ts';

const contacts = 'SELECT Name, Account.Name FROM Contact ORDER BY LastName, Id';

describe('<sf-query-table> while it loads', () => {
  let org: BrowserOrg;
  before(async () => {
    org = await startOrg({ pageSize: 60 });
  });
  after(() => org.close());
  afterEach(async () => {
    closeTables();
    await org.setDown(false);
    await org.setLatency(0);
  });

  async function setup(soql = contacts) {
    const page = await openTable(org, { soql });
    await page.settled();
    return page;
  }

  const rowsOf = (page: Awaited<ReturnType<typeof setup>>) => page.all('tbody tr').length;

  it('shows a skeleton, accessibly, until there are rows', async () => {
    await org.setLatency(300, /query/);
    const page = await openTable(org, { soql: contacts });
    await page.until(() => page.all('.bone').length > 0, 'the skeleton');
    await expectAccessible(page.table);
    await page.settled();
    assert.equal(page.all('.bone').length, 0);
    assert.equal(rowsOf(page), 60);
  });

  it('draws more rows as the visitor scrolls, page after page', async () => {
    const page = await setup();
    assert.equal(page.status(), '60 of 200 records');
    while (rowsOf(page) < 200) {
      const before = rowsOf(page);
      page.scrollToEnd();
      await page.until(() => rowsOf(page) > before, 'more rows');
    }
    assert.equal(page.status(), '200 records');
    assert.equal(page.all('button').length, 0);
    assert.equal(
      new Set(page.all('tbody a[href*="/003"]').map((link) => (link as HTMLAnchorElement).href)).size,
      200,
    );
    const asked = (await org.requestLog()).filter(({ path }) => /\/query\/\w+-\d+$/.test(path));
    assert.ok(asked.length >= 3, `${asked.length} further pages`);
  });

  it('has a button for the same, and keeps the focus', async () => {
    const page = await setup();
    page.one('.footer button').focus();
    while (page.all('.footer button').length > 0) {
      const before = rowsOf(page);
      page.one('.footer button').click();
      await page.until(() => rowsOf(page) > before, 'more rows');
    }
    assert.equal(rowsOf(page), 200);
    await page.until(() => page.table.shadowRoot?.activeElement === page.one('.scroll'), 'the focus');
  });

  it('keeps its rows when a later page fails, and goes on when asked to', async () => {
    const page = await setup();
    await org.setDown(true);
    page.one('.footer button').click();
    await page.until(() => page.errors.length === 1, 'the failure');
    assert.equal(rowsOf(page), 60);
    assert.equal(page.errors[0]?.code, 'NETWORK');
    await expectAccessible(page.table);
    await org.setDown(false);
    page.one('.footer .notice button').click();
    await page.until(() => rowsOf(page) > 60, 'the next page');
    assert.equal(page.all('.notice').length, 0);
  });

  it('says what failed at first, and tries again', async () => {
    await org.setDown(true);
    const host = await openTable(org, { soql: contacts });
    await host.until(() => host.all('.notice button').length > 0, 'the failure');
    await org.setDown(false);
    host.one('.notice button').click();
    await host.until(() => rowsOf(host) === 60, 'the rows');
  });

  it('refreshes an expired token without a word', async () => {
    const page = await setup();
    await org.expireAccessTokens();
    page.one('.footer button').click();
    await page.until(() => rowsOf(page) > 60, 'the next page');
    assert.deepEqual(page.errors, []);
    assert.equal(page.connection.state.status, 'connected');
  });

  it('keeps its rows when the session cannot be renewed', async () => {
    let isOver = false;
    const page = await openTable(undefined, { soql: contacts });
    page.host.loginUrl = undefined;
    page.host.tokenSource = async () => {
      if (isOver) throw new Error('signed out');
      return org.signIn();
    };
    await page.until(() => rowsOf(page) === 60, 'the rows');
    isOver = true;
    await org.expireAccessTokens();
    await page.table.refresh();
    assert.match(page.text(), /session has ended/);
    assert.equal(rowsOf(page), 60);
  });

  it('never shows a late answer over a newer one', async () => {
    const page = await setup('SELECT Name FROM Contact');
    await org.setLatency(2_500, /LeadSource/);
    page.table.soql = 'SELECT LeadSource FROM Contact';
    await new Promise((resolve) => setTimeout(resolve, 50));
    page.table.soql = 'SELECT Title FROM Contact';
    await page.until(() => page.loads.length === 2, 'the newer answer');
    assert.deepEqual(page.headers(), ['Title']);
    await new Promise((resolve) => setTimeout(resolve, 2_600));
    assert.deepEqual(page.headers(), ['Title']);
    assert.equal(page.loads.length, 2);
  });

  it('starts anew with a new query', async () => {
    const page = await setup();
    page.table.soql = 'SELECT Name FROM Account';
    await page.table.updateComplete;
    assert.equal(rowsOf(page), 0);
    await page.until(() => page.loads.length === 2, 'the other rows');
    assert.equal(page.status(), '50 records');
  });

  it('keeps as many rows when it refreshes, on screen all the while', async () => {
    const page = await setup();
    page.one('.footer button').click();
    await page.until(() => rowsOf(page) === 100, '100 rows');
    await org.setLatency(150, /query/);
    const refreshed = page.table.refresh();
    await page.until(() => page.one('.scroll').getAttribute('aria-busy') === 'true', 'the refresh');
    assert.equal(rowsOf(page), 100);
    await refreshed;
    assert.equal(rowsOf(page), 100);
    assert.equal(page.one('.scroll').getAttribute('aria-busy'), 'false');
  });

  it('keeps its rows when a refresh fails, and tries again', async () => {
    const page = await setup();
    await org.setDown(true);
    await page.table.refresh();
    assert.equal(page.errors[0]?.code, 'NETWORK');
    assert.equal(rowsOf(page), 60);
    await org.setDown(false);
    page.one('.notice button').click();
    await page.until(() => page.loads.length === 2, 'the refresh');
    assert.equal(page.all('.notice').length, 0);
  });

  it('tells a page the org does not answer what to do in Setup', async () => {
    await org.disallowOrigin();
    const page = await openTable(org, { soql: contacts });
    await page.settled();
    await org.allowOrigin();
    assert.equal(page.errors[0]?.code, 'ORIGIN_NOT_ALLOWED');
    assert.ok(page.text().includes(`adds ${location.origin} under Setup > CORS`), page.text());
  });

  it('forgets the rows when the visitor signs out', async () => {
    const page = await setup();
    await page.host.disconnect();
    await page.until(() => rowsOf(page) === 0, 'no rows');
    assert.match(page.text(), /Connect to Salesforce/);
  });

  it('goes on after it was moved in the page', async () => {
    const page = await setup();
    page.host.append(document.createElement('p'), page.table);
    page.one('.footer button').click();
    await page.until(() => rowsOf(page) > 60, 'the next page');
    page.connection.client.announce({ objectApiName: 'Contact', id: '003000000000001AAA', kind: 'deleted' });
    await page.until(() => page.loads.length > 1, 'a refresh');
  });

  it('counts a new record even where its row comes later', async () => {
    const page = await setup();
    const [total = 0] = page.loads;
    const fields = { LastName: 'Zzyzx' };
    const id = await createRecord(page.connection.client, { objectApiName: 'Contact', fields });
    page.connection.client.announce({ objectApiName: 'Contact', id, kind: 'created' });
    await page.until(() => page.loads.length === 2, 'the refresh');
    assert.equal(page.status(), `60 of ${total + 1} records`);
    assert.equal(page.all('tr.added').length, 0);
  });
});

describe('<sf-query-table> over 5,200 records', () => {
  let org: BrowserOrg;
  before(async () => {
    org = await startOrg({ scale: 'full', pageSize: 2_000 });
  });
  after(() => org.close());
  afterEach(closeTables);

  it('draws all of them, a slice at a time', async () => {
    const page = await openTable(org, { soql: contacts });
    await page.settled();
    assert.equal(page.status(), '100 of 5,200 records');
    let slices = 0;
    while (page.all('.footer button').length > 0) {
      const before = page.all('tbody tr').length;
      page.one('.footer button').click();
      await page.until(() => page.all('tbody tr').length > before, 'more rows');
      slices += 1;
    }
    assert.equal(page.status(), '5,200 records');
    assert.ok(slices >= 20, `${slices} slices`);
    assert.equal(new Set(page.all('tbody tr').map((row) => row.querySelector('a')?.href)).size, 5_200);
    assert.equal(page.all('tbody tr').at(-1)?.getAttribute('aria-rowindex'), '5201');
  });
});
