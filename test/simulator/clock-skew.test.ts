import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';
import { exchange, Visitor } from './sign-in.ts';

const hour = 3_600_000;
const start = Date.parse('2026-05-01T08:00:00Z');

describe('the clock of the simulated org, set wrong', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg({ now: () => new Date(start), faultHeader: true, pageSize: 2 });
    client = restClient(org);
  });
  after(() => org.close());
  afterEach(() => {
    org.setClockSkew(0);
    org.setTokenLifetime(undefined);
  });

  const dateOf = async (path: string) => (await client.get(path)).headers.get('date');

  for (const skew of [2 * hour, -2 * hour]) {
    test(`shows in the Date of answers: ${skew / hour} h`, async () => {
      assert.equal(await dateOf('/limits'), 'Fri, 01 May 2026 08:00:00 GMT');
      org.setClockSkew(skew);
      const expected = new Date(start + skew).toUTCString();
      assert.equal(await dateOf('/limits'), expected);
      assert.equal((await fetch(`${org.url}/nowhere`)).headers.get('date'), expected);
    });

    test(`shows in what is written: ${skew / hour} h`, async () => {
      org.setClockSkew(skew);
      const id = await client.create('Account', { Name: 'Skewed Ltd' });
      const { body } = await client.get(`/sobjects/Account/${id}?fields=SystemModstamp,CreatedDate`);
      const expected = new Date(start + skew).toISOString().replace('Z', '+0000');
      assert.deepEqual([body.SystemModstamp, body.CreatedDate], [expected, expected]);
    });

    test(`shows in issued_at: ${skew / hour} h`, async () => {
      org.setClockSkew(skew);
      const { body } = await exchange(org.url, await new Visitor(org.url).connect());
      assert.equal(body.issued_at, String(start + skew));
    });
  }

  test('ends tokens and cursors once their time is over', async () => {
    org.setTokenLifetime(600);
    const short = restClient(org);
    const { nextRecordsUrl } = await client.query('SELECT Id FROM Account');
    org.setClockSkew(599_000);
    assert.equal((await short.get('/limits')).status, 200);
    org.setClockSkew(600_000);
    assert.equal((await short.get('/limits')).status, 401);
    assert.equal((await client.get(nextRecordsUrl)).status, 200);
    org.setClockSkew(49 * hour);
    assert.equal((await client.get(nextRecordsUrl)).body[0].errorCode, 'INVALID_QUERY_LOCATOR');
  });

  test('is set by a fault too', async () => {
    org.addFault({ path: 'limits', skew: hour });
    const expected = new Date(start + hour).toUTCString();
    assert.notEqual(await dateOf('/sobjects'), expected);
    assert.equal(await dateOf('/limits'), expected);
    const { headers } = await client.get('/sobjects', { 'x-simulate-fault': '{"skew":-60000}' });
    assert.equal(headers.get('date'), new Date(start - 60_000).toUTCString());
  });
});
