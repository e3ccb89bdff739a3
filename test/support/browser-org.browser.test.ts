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
});
