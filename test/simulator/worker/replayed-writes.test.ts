import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { createSimulatedOrg, type SimulatedOrg } from '../../../src/simulator/simulated-org.ts';
import type { WriteLog } from '../../../src/simulator/store/write-log.ts';
import { replay } from '../../../src/simulator/worker/replay.ts';
import { startOrg, type TestOrg } from '../../support/start-org.ts';
import { dataPath, restClient } from '../rest-client.ts';
import { Visitor } from '../sign-in.ts';

describe('an org put together again from what was written', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  let log: WriteLog;
  let data: Uint8Array;
  let copy: SimulatedOrg;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
    data = org.org.exportData();
    log = org.org.recordWrites();
  });
  afterEach(() => copy.close());
  after(() => org.close());

  /** Makes a second org of what is known of the first, as a host does after a stop. */
  async function makeCopy(): Promise<void> {
    data = await replay(data, log.take());
    const state = JSON.parse(JSON.stringify(org.org.exportState()));
    copy = await createSimulatedOrg({ origin: org.url, data, state });
  }

  function askCopy(path: string, { accessToken = copy.signIn().accessToken, body }: Question = {}) {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return copy.handle(new Request(org.url + dataPath + path, init));
  }

  test('has every row that was written, and none that was rolled back', async () => {
    const kept = await client.create('Account', { Name: 'Kept' });
    await client.call('PATCH', `/sobjects/Account/${kept}`, { Phone: '+49 89 1' });
    const gone = await client.create('Account', { Name: 'Gone' });
    await client.call('DELETE', `/sobjects/Account/${gone}`);
    for (const [allOrNone, Name] of [
      [true, 'Undone'],
      [false, 'Half'],
    ]) {
      const part = { method: 'POST', url: `${dataPath}/sobjects/Account` };
      const compositeRequest = [
        { ...part, referenceId: 'good', body: { Name } },
        { ...part, referenceId: 'bad', body: {} },
      ];
      const { body } = await client.call('POST', '/composite', { allOrNone, compositeRequest });
      assert.equal(body.compositeResponse[1].httpStatusCode, 400);
    }
    const soql = 'SELECT Id, Name, Phone, IsDeleted, SystemModstamp FROM Account';
    const path = `/queryAll?q=${encodeURIComponent(soql)}`;
    const { body } = await client.get(path);
    const names = body.records.map((row: { Name: string }) => row.Name);
    assert.deepEqual(
      ['Kept', 'Gone', 'Undone', 'Half'].filter((name) => names.includes(name)),
      ['Kept', 'Gone', 'Half'],
    );
    await makeCopy();
    assert.deepEqual(await (await askCopy(path)).json(), body);
  });

  test('gives the ids that the first one would have given', async () => {
    await client.create('Account', { Name: 'Last' });
    await makeCopy();
    const created = await askCopy('/sobjects/Account', { body: { Name: 'Next' } });
    const { id } = (await created.json()) as { id: string };
    assert.equal(id, await client.create('Account', { Name: 'Next' }));
  });

  test('knows who is signed in or about to be, what they have seen, and how much they have asked for', async () => {
    const id = await client.create('Account', { Name: 'Looked at' });
    await client.get(`/sobjects/Account/${id}`);
    const { accessToken } = org.signIn();
    await new Visitor(org.url).logIn();
    await makeCopy();
    assert.deepEqual(copy.exportState(), org.org.exportState());
    const recent = await askCopy('/recent?limit=1', { accessToken });
    const [latest] = (await recent.json()) as { Id: string }[];
    assert.equal(latest?.Id, id);
    const { apiCalls } = org.org.exportState();
    assert.equal(recent.headers.get('sforce-limit-info'), `api-usage=${apiCalls.used + 1}/15000`);
  });

  test('gives the further pages of a query, to who asked it', async () => {
    for (const LastName of ['Page', 'Turner']) await client.create('Contact', { LastName });
    const soql = encodeURIComponent('SELECT Id, LastName FROM Contact ORDER BY CreatedDate, Id');
    const few = { 'sforce-query-options': 'batchSize=200' };
    const { nextRecordsUrl } = (await client.get(`/query?q=${soql}`, few)).body;
    const next = await client.get(nextRecordsUrl);
    assert.deepEqual([next.status, next.body.records.length], [200, 2]);
    const { accessToken } = org.signIn();
    await makeCopy();
    const path = nextRecordsUrl.slice(dataPath.length);
    assert.deepEqual(await (await askCopy(path, { accessToken })).json(), next.body);
    const stranger = copy.signIn('marco@northwind.example').accessToken;
    assert.equal((await askCopy(path, { accessToken: stranger })).status, 400);
    copy.expireCursors();
    assert.equal((await askCopy(path, { accessToken })).status, 400);
  });

  test('lets a refresh token be used once, and ends the session of whoever comes with a spent one', async () => {
    const spent = org.signIn().refreshToken;
    const renewed = await renew(org.org, spent);
    await makeCopy();
    assert.equal((await renew(copy, spent)).status, 400);
    const { refresh_token } = (await renewed.json()) as { refresh_token: string };
    assert.equal((await renew(copy, refresh_token)).status, 400);
    copy.close();
    await makeCopy();
    assert.equal((await renew(copy, refresh_token)).status, 200);
  });

  function renew(asked: SimulatedOrg, refreshToken: string): Promise<Response> {
    const client_id = 'simulated-client';
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id,
      refresh_token: refreshToken,
    });
    return asked.handle(new Request(`${org.url}/services/oauth2/token`, { method: 'POST', body }));
  }
});

interface Question {
  /** Default: that of a new session. */
  readonly accessToken?: string;
  readonly body?: object;
}
