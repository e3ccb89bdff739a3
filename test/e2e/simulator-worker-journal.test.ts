import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { restClient } from '../simulator/rest-client.ts';
import { openWorkerBrowser, type WorkerOrg } from '../support/org-in-worker.ts';
import { stopWorkers } from '../support/stop-workers.ts';

/** Of the scope, and the org's path below it. */
const journalName = 'sf-simulated-org / an/org';

describe('what an org in a service worker keeps', () => {
  let browser: Awaited<ReturnType<typeof openWorkerBrowser>>;
  let org: WorkerOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    browser = await openWorkerBrowser();
  });
  beforeEach(async () => {
    org = await browser.openOrg();
    client = restClient(org);
  });
  afterEach(() => org.close());
  after(() => browser.close());

  const countOf = async (where: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM Account WHERE ${where}`)).totalSize;

  /** Statements in the journal since it last held a whole. */
  const journalled = () =>
    org.page.evaluate(async (name) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
      const database = await done(indexedDB.open(name));
      const entries: unknown[][] = await done(database.transaction('writes').objectStore('writes').getAll());
      database.close();
      return entries.flat().length;
    }, journalName);

  it('is every write that was answered, however many came at once, and none that was undone', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `At once ${index}`);
    const undone = {
      allOrNone: true,
      records: [{ attributes: { type: 'Account' }, Name: 'Undone' }, { attributes: { type: 'Account' } }],
    };
    await Promise.all([
      ...names.map((Name) => client.create('Account', { Name })),
      client.call('POST', '/composite/sobjects', undone),
    ]);
    const doomed = await client.create('Account', { Name: 'At once and gone' });
    await client.call('DELETE', `/sobjects/Account/${doomed}`);
    await stopWorkers(org.page);
    assert.equal(await countOf("Name LIKE 'At once%'"), 20);
    assert.equal(await countOf("Name = 'Undone'"), 0);
    const soql = encodeURIComponent("SELECT Id FROM Account WHERE Name = 'At once and gone'");
    assert.equal((await client.get(`/queryAll?q=${soql}`)).body.totalSize, 1);
  });

  it('is also which page of a query comes next', async () => {
    await client.create('Contact', { LastName: 'Pageturner' });
    const soql = encodeURIComponent('SELECT LastName FROM Contact ORDER BY CreatedDate, Id');
    const few = { 'sforce-query-options': 'batchSize=200' };
    const { nextRecordsUrl } = (await client.get(`/query?q=${soql}`, few)).body;
    await stopWorkers(org.page);
    const { body } = await client.get(nextRecordsUrl);
    assert.deepEqual([body.done, body.records.length, body.records[0].LastName], [true, 1, 'Pageturner']);
  });

  it('becomes one whole after many writes, which costs none of them', async () => {
    const records = (call: number) =>
      Array.from({ length: 200 }, (_, index) => ({
        attributes: { type: 'Account' },
        Name: `Many ${call * 200 + index}`,
      }));
    await client.call('POST', '/composite/sobjects', { records: records(0) });
    assert.ok((await journalled()) >= 200);
    for (let call = 1; call < 6; call++) {
      await client.call('POST', '/composite/sobjects', { records: records(call) });
    }
    assert.ok((await journalled()) < 1_000);
    await client.create('Account', { Name: 'Many and one' });
    await stopWorkers(org.page);
    assert.equal(await countOf("Name LIKE 'Many%'"), 1_201);
  });

  it('is found again by a page that was reloaded past the worker', async () => {
    await client.create('Account', { Name: 'Reloaded' });
    const session = await org.page.context().newCDPSession(org.page);
    const loaded = org.page.waitForEvent('load');
    await session.send('Page.reload', { ignoreCache: true });
    await loaded;
    assert.equal(await org.page.evaluate(() => navigator.serviceWorker.controller), null);
    await org.register({ scale: 'small' });
    assert.equal(await countOf("Name = 'Reloaded'"), 1);
  });

  /** Does to the kept org what a broken disk, or another version of the kit, may have done. */
  const damages: Record<string, () => Promise<void>> = {
    'a state that is no JSON': () => put('state', '{broken'),
    'a state of another form': () => put('state', '{"org":{},"cookies":[]}'),
    'data that are no database': () => put('data', new TextEncoder().encode('no database '.repeat(500))),
    'a database of a later version': () => openAt(3),
    'a database without its parts': async () => {
      await org.page.evaluate((name) => {
        const request = indexedDB.deleteDatabase(name);
        return new Promise((resolve) => request.addEventListener('success', resolve));
      }, journalName);
      await openAt(2);
    },
  };

  const openAt = (version: number) =>
    org.page.evaluate(
      async ({ name, version }) => {
        const request = indexedDB.open(name, version);
        await new Promise((resolve) => request.addEventListener('success', resolve));
        request.result.close();
      },
      { name: journalName, version },
    );

  const put = (key: string, value: string | Uint8Array) =>
    org.page.evaluate(
      async ({ name, key, value }) => {
        const request = indexedDB.open(name);
        await new Promise((resolve) => request.addEventListener('success', resolve));
        const transaction = request.result.transaction('wholes', 'readwrite');
        transaction.objectStore('wholes').put(value, key);
        await new Promise((resolve) => transaction.addEventListener('complete', resolve));
        request.result.close();
      },
      { name: journalName, key, value },
    );

  for (const [what, damage] of Object.entries(damages)) {
    it(`does not keep it from beginning anew: ${what}`, async () => {
      await client.create('Account', { Name: 'Before' });
      await stopWorkers(org.page);
      await damage();
      assert.equal((await client.get('/limits')).status, 401);
      client = restClient(org);
      assert.equal(await countOf("Name = 'Before'"), 0);
      await client.create('Account', { Name: 'After' });
      await stopWorkers(org.page);
      assert.equal(await countOf("Name = 'After'"), 1);
    });
  }

  it('is gone once the page deletes it, and the org is as it was first', async () => {
    await client.create('Account', { Name: 'Deleted with the rest' });
    await org.page.evaluate(async (name) => {
      const deletion = indexedDB.deleteDatabase(name);
      await new Promise((resolve, reject) => {
        deletion.onsuccess = resolve;
        deletion.onblocked = reject;
      });
    }, journalName);
    assert.equal((await client.get('/limits')).status, 401);
    const again = await browser.openOrg();
    try {
      const soql = 'SELECT Id, Name FROM Account ORDER BY Id';
      assert.deepEqual(await restClient(org).query(soql), await restClient(again).query(soql));
    } finally {
      await again.close();
    }
  });

  it('makes room for another org where the page asks for one', async () => {
    const soql = 'SELECT Name FROM Account ORDER BY Id LIMIT 5';
    const first = await client.query(soql);
    const url = await org.register({ scale: 'small', seed: 2 });
    assert.equal(url, org.url);
    const refused = await client.get('/limits');
    assert.equal(refused.status, 401);
    const again = await browser.openOrg();
    try {
      assert.deepEqual(await restClient(again).query(soql), first);
    } finally {
      await again.close();
    }
  });

  it('is of one scope alone, also where the orgs of two have one address', async () => {
    await org.register({ scale: 'small', path: 'inner/org' });
    const inner = await browser.openOrgBelow('inner', org, { scale: 'small', path: 'org' });
    assert.equal(inner.url, new URL('/inner/org', org.url).href);
    const [outerClient, innerClient] = [restClient({ ...org, url: inner.url }), restClient(inner)];
    const names = async (asked: typeof client) =>
      (await asked.query("SELECT Name FROM Account WHERE Name LIKE 'In %' ORDER BY Name")).records.map(
        ({ Name }: { Name: string }) => Name,
      );
    await outerClient.create('Account', { Name: 'In the outer' });
    await innerClient.create('Account', { Name: 'In the inner' });
    await outerClient.create('Account', { Name: 'In the outer too' });
    await stopWorkers(org.page);
    assert.deepEqual(await names(outerClient), ['In the outer', 'In the outer too']);
    assert.deepEqual(await names(innerClient), ['In the inner']);
  });
});
