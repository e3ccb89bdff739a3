import { type BrowserOrg, startOrg } from './browser-org.ts';
import assert from './wtr-assert.ts';

describe('startOrg() in a browser', () => {
  let org: BrowserOrg;
  before(async () => {
    org = await startOrg({ pageSize: 10 });
  });
  after(() => org.close());

  async function count(accessToken: string) {
    const soql = encodeURIComponent('SELECT Id FROM Account');
    const response = await fetch(`${org.url}/services/data/v66.0/query?q=${soql}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const { records = [] } = (await response.json()) as { records?: unknown[] };
    return { status: response.status, rows: records.length };
  }

  it('answers this page across origins', async () => {
    assert.notEqual(org.url, location.origin);
    const { accessToken, instanceUrl } = await org.signIn();
    assert.equal(instanceUrl, org.url);
    assert.deepEqual(await count(accessToken), { status: 200, rows: 10 });
    const last = (await org.requestLog()).at(-1);
    assert.equal(last?.origin, location.origin);
  });

  it('expires tokens', async () => {
    const { accessToken } = await org.signIn();
    await org.expireAccessTokens();
    assert.equal((await count(accessToken)).status, 401);
  });

  it('goes down and comes back', async () => {
    const { accessToken } = await org.signIn();
    await org.setDown(true);
    await assert.rejects(count(accessToken));
    await org.setDown(false);
    assert.equal((await count(accessToken)).status, 200);
  });

  it('stops answering a page that is not on its list', async () => {
    const { accessToken } = await org.signIn();
    await org.disallowOrigin();
    await assert.rejects(count(accessToken));
    await org.allowOrigin();
    assert.equal((await count(accessToken)).status, 200);
  });

  it('answers late', async () => {
    const { accessToken } = await org.signIn();
    await org.setLatency(150, /query/);
    const before = performance.now();
    await count(accessToken);
    assert.ok(performance.now() - before >= 150, 'the answer came early');
    await org.setLatency(0);
  });

  for (const drop of ['before', 'after'] as const) {
    it(`loses an answer once, where the browser keeps connections open: drop ${drop}`, async () => {
      const { accessToken } = await org.signIn();
      await count(accessToken);
      await org.addFault({ path: /sobjects/, method: 'POST', drop });
      const before = (await org.requestLog()).length;
      const create = fetch(`${org.url}/services/data/v66.0/sobjects/Account`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ Name: 'Lost Ltd' }),
      });
      await assert.rejects(create);
      const sent = (await org.requestLog()).slice(before).filter(({ method }) => method === 'POST');
      assert.deepEqual(
        sent.map(({ status }) => status),
        [0],
      );
    });
  }

  it('meets every request with a fault that has no end', async () => {
    const { accessToken } = await org.signIn();
    await org.addFault({ status: 503, errors: [], times: Number.POSITIVE_INFINITY });
    assert.equal((await count(accessToken)).status, 503);
    assert.equal((await count(accessToken)).status, 503);
    await org.clearFaults();
    assert.equal((await count(accessToken)).status, 200);
  });
});
