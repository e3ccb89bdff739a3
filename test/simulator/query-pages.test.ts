import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { QueryResult } from '../../src/api/types.ts';
import { createSimulatedOrg } from '../../src/simulator/simulated-org.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

describe('queries and limits of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg({ pageSize: 250, scale: 'full' });
    client = restClient(org);
  });
  after(() => org.close());

  async function readAll(soql: string, headers: Record<string, string> = {}) {
    const pages: QueryResult[] = [];
    let next: string | undefined = `${dataPath}/query?q=${encodeURIComponent(soql)}`;
    while (next !== undefined) {
      const page: QueryResult = (await client.get(next, headers)).body;
      pages.push(page);
      next = page.nextRecordsUrl;
    }
    return pages;
  }

  test('pages hold every row once', async () => {
    const pages = await readAll('SELECT Id FROM Contact ORDER BY Name');
    const ids = pages.flatMap((page) => page.records.map((record) => record.Id));
    assert.equal(ids.length, 5_200);
    assert.equal(new Set(ids).size, 5_200);
    assert.equal(pages.length, 21);
    assert.deepEqual([pages[0]?.done, pages[0]?.totalSize, pages.at(-1)?.done], [false, 5_200, true]);
    assert.match(pages[0]?.nextRecordsUrl ?? '', /^\/services\/data\/v66\.0\/query\/01g\w{15}-250$/);
  });

  test('a batch size is a hint between 200 and the largest page', async () => {
    const soql = 'SELECT Id FROM Account';
    const hinted = await readAll(soql, { 'sforce-query-options': 'batchSize=200' });
    assert.equal(hinted.length, 2);
    const tiny = await readAll(soql, { 'sforce-query-options': 'batchSize=5' });
    assert.equal(tiny[0]?.records.length, 200);
  });

  test('a page stays as it was when the query was asked', async () => {
    const [first] = await readAll('SELECT Id FROM Account');
    await client.create('Account', { Name: 'Later Ltd' });
    const { body } = await client.get(first?.nextRecordsUrl ?? '');
    assert.equal(body.records.length, 150);
  });

  const names = (pages: readonly QueryResult[]) =>
    pages.flatMap(({ records }) => records.map(({ FirstName, LastName }) => `${FirstName} ${LastName}`));

  async function pagesAfter({ nextRecordsUrl }: QueryResult): Promise<QueryResult[]> {
    const pages: QueryResult[] = [];
    for (let next = nextRecordsUrl; next !== undefined; next = pages.at(-1)?.nextRecordsUrl) {
      pages.push((await client.get(next)).body);
    }
    return pages;
  }

  test('the last rows of thousands stay as they were, whatever is written meanwhile', async () => {
    const soql = 'SELECT Id, FirstName, LastName FROM Contact ORDER BY Id';
    const url = `${dataPath}/query?q=${encodeURIComponent(soql)}`;
    const before = await readAll(soql);
    const [first, same]: QueryResult[] = [(await client.get(url)).body, (await client.get(url)).body];
    const last = before.at(-1)?.records.slice(-2) ?? [];
    await client.call('PATCH', `/sobjects/Contact/${last[0]?.Id}`, { LastName: 'Aaa' });
    await client.call('DELETE', `/sobjects/Contact/${last[1]?.Id}`);
    await client.create('Contact', { LastName: 'Aab' });
    for (const page of [first, same]) {
      assert.deepEqual(names(await pagesAfter(page as QueryResult)), names(before.slice(1)));
    }
    const after = names(await readAll(soql));
    assert.deepEqual([after.includes(`${last[0]?.FirstName} Aaa`), after.includes('null Aab')], [true, true]);
    assert.equal(after.length, 5_200);
  });

  test('locators that are unknown or out of range', async () => {
    const [first] = await readAll('SELECT Id FROM Account');
    const url = (first?.nextRecordsUrl ?? '').replace('-250', '-99999');
    for (const path of ['/query/01gAAAAAAAAAAAAAAA-2000', '/query/nonsense', url]) {
      const { status, errorCode } = await client.refusal('GET', path);
      assert.deepEqual([status, errorCode], [400, 'INVALID_QUERY_LOCATOR'], path);
    }
  });

  test('expireCursors: no query has a next page any more, a new one does', async () => {
    const [first] = await readAll('SELECT Id FROM Account');
    await org.expireCursors();
    const { status, errorCode, message } = await client.refusal('GET', first?.nextRecordsUrl ?? '');
    assert.deepEqual([status, errorCode, message], [400, 'INVALID_QUERY_LOCATOR', 'invalid query locator']);
    assert.equal((await readAll('SELECT Id FROM Account')).length, 2);
  });

  test('queries the org refuses say why', async () => {
    const unknown = await client.refusal('GET', '/query?q=SELECT+Nothing+FROM+Contact');
    assert.equal(unknown.errorCode, 'INVALID_FIELD');
    assert.match(unknown.message, /^\n.*\n +\^\nERROR at Row:1:Column:8\nNo such column 'Nothing'/);
    assert.equal((await client.refusal('GET', '/query?q=SELECT')).errorCode, 'MALFORMED_QUERY');
    assert.equal((await client.refusal('GET', '/query')).errorCode, 'MALFORMED_QUERY');
  });

  test('limits and usage count API calls', async () => {
    const { body, headers } = await client.get('/limits');
    assert.equal(body.DailyApiRequests.Max, 15_000);
    assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8');
    assert.equal(headers.get('cache-control'), 'no-cache,must-revalidate,max-age=0,no-store,private');
    const next = await client.get('/limits');
    assert.equal(next.body.DailyApiRequests.Remaining, body.DailyApiRequests.Remaining - 1);
    assert.match(next.headers.get('sforce-limit-info') ?? '', /^api-usage=\d+\/15000$/);
  });

  test('an expired token is refused, a refreshed session goes on', async () => {
    const fresh = await openOrg();
    try {
      const own = restClient(fresh);
      assert.equal((await own.get('/limits')).status, 200);
      await fresh.expireAccessTokens();
      const refused = await own.refusal('GET', '/limits');
      assert.deepEqual(refused, {
        status: 401,
        message: 'Session expired or invalid',
        errorCode: 'INVALID_SESSION_ID',
      });
    } finally {
      await fresh.close();
    }
  });

  test('every call of a session counts toward the limit, refused ones too; strangers do not', async () => {
    const used = (headers: Headers) =>
      Number(/api-usage=(\d+)/.exec(headers.get('sforce-limit-info') ?? '')?.[1]);
    const first = used((await client.get('/limits')).headers);
    const stranger = await org.fetch(`${org.url}${dataPath}/limits`);
    assert.equal(stranger.headers.get('sforce-limit-info'), null);
    assert.equal(used((await client.get('/sobjects/Nothing')).headers), first + 1);
    const { headers, body } = await client.get('/limits');
    assert.equal(used(headers), first + 2);
    assert.equal(body.DailyApiRequests.Remaining, 15_000 - first - 2);
  });

  test('latency delays only the paths it is set for', async () => {
    const answered = async (path: string): Promise<string> => {
      await client.get(path);
      return path;
    };
    await org.setLatency(1_000, '/limits$');
    try {
      const slow = answered('/limits');
      assert.equal(await Promise.race([slow, answered('/sobjects/Task')]), '/sobjects/Task');
      await slow;
    } finally {
      await org.setLatency(0);
    }
  });

  test('the same seed gives the same company, another seed another one', async () => {
    const now = () => new Date('2026-05-01T12:00:00Z');
    const names = async (seed: number) => {
      const other = await createSimulatedOrg({ scale: 'small', seed, now });
      const { accessToken } = other.signIn();
      const soql = 'SELECT FIELDS(STANDARD) FROM Contact ORDER BY Id LIMIT 200';
      const url = `${other.origin}${dataPath}/query?q=${encodeURIComponent(soql)}`;
      const headers = { authorization: `Bearer ${accessToken}` };
      const body = await (await other.handle(new Request(url, { headers }))).text();
      other.close();
      return body;
    };
    assert.equal(await names(7), await names(7));
    assert.notEqual(await names(7), await names(8));
  });

  test('an org whose address has a path answers below it only', async () => {
    const under = await createSimulatedOrg({ origin: 'http://localhost:4100/org', scale: 'small' });
    const get = (path: string) => under.handle(new Request(`http://localhost:4100${path}`));
    assert.equal((await get('/org/services/data')).status, 200);
    assert.equal((await get('/services/data')).status, 404);
    assert.equal(under.signIn().instanceUrl, 'http://localhost:4100/org');
    under.close();
  });
});
