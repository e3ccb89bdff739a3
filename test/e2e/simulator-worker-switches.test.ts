import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type * as registration from '../../src/simulator/worker/register.ts';
import { dataPath, restClient } from '../simulator/rest-client.ts';
import { openWorkerBrowser, type WorkerOrg } from '../support/org-in-worker.ts';
import { stopWorkers } from '../support/stop-workers.ts';

const mei = 'mei@northwind.example';

describe('the switches of an org in a service worker', () => {
  let browser: Awaited<ReturnType<typeof openWorkerBrowser>>;
  let org: WorkerOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    browser = await openWorkerBrowser();
  });
  beforeEach(async () => {
    org = await browser.openOrg({ scale: 'small', faultHeader: true });
    client = restClient(org);
  });
  afterEach(() => org.close());
  after(() => browser.close());

  const countOf = async (name: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM Account WHERE Name = '${name}'`)).totalSize;

  it('let its answers fail as a network would, before or after the work is done', async () => {
    for (const [drop, count] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      await org.addFault({ method: 'POST', drop });
      await assert.rejects(() => client.create('Account', { Name: drop }), /Failed to fetch/);
      assert.equal(await countOf(drop), count);
    }
    await org.addFault({ path: 'limits', truncate: true });
    await assert.rejects(() => client.get('/limits'), SyntaxError);
    await org.addFault({ status: 503, headers: { 'retry-after': '3' } });
    const { status, headers } = await client.get('/limits');
    assert.deepEqual([status, headers.get('retry-after')], [503, '3']);
  });

  it('hold an answer back until it is given up', async () => {
    await org.addFault({ path: 'limits', stall: 'body' });
    const ended = await org.page.evaluate(async (url) => {
      const giveUp = new AbortController();
      const response = await fetch(url, { signal: giveUp.signal });
      const read = response.text().catch((error: unknown) => (error as Error).name);
      giveUp.abort();
      return read;
    }, `${org.url}${dataPath}/limits`);
    assert.equal(ended, 'AbortError');
  });

  it('have a header beside them, where the page has chosen so', async () => {
    const fault = { 'x-simulate-fault': JSON.stringify({ status: 502 }) };
    assert.equal((await client.get('/limits', fault)).status, 502);
    assert.equal((await client.get('/limits')).status, 200);
  });

  it('sign other users in, and take rights from them', async () => {
    const hers = restClient(org, mei);
    assert.equal((await hers.get('/sobjects/Account/describe')).status, 200);
    await org.setPermissions(mei, { objects: { Account: { allowRead: false } } });
    assert.equal((await hers.get('/sobjects/Account/describe')).status, 404);
    assert.equal((await client.get('/sobjects/Account/describe')).status, 200);
  });

  it('end when the browser stops the worker; what they did to sessions and describes is kept', async () => {
    await org.editField('Account', 'Site', { label: 'Branch' });
    await org.setDown(true);
    assert.equal((await client.get('/limits')).status, 503);
    await stopWorkers(org.page);
    const { body } = await client.get('/sobjects/Account/describe');
    assert.equal(body.fields.find(({ name }: { name: string }) => name === 'Site').label, 'Branch');
    await org.expireAccessTokens();
    await stopWorkers(org.page);
    assert.equal((await client.get('/limits')).status, 401);
  });

  it('refuse with a TypeError what no org can do, and where there is no worker', async () => {
    const refusals = () =>
      org.page.evaluate(async () => {
        const module = '/simulator/worker/register.js';
        const { simulatedOrgSwitches } = (await import(module)) as typeof registration;
        const { setPermissions } = simulatedOrgSwitches();
        return setPermissions('nobody@northwind.example', {}).catch((error: unknown) => String(error));
      });
    assert.equal(await refusals(), 'TypeError: The simulated org has no user "nobody@northwind.example".');
    assert.equal((await client.get('/limits')).status, 200);
    await org.page.evaluate(async () => {
      for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    });
    await org.page.reload();
    assert.equal(
      await refusals(),
      'TypeError: No service worker answers this page: register the simulated org first.',
    );
  });
});
