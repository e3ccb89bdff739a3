import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { lockedRow } from '../support/locked-row.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const page = 'http://localhost:4000';

describe('faults of the simulated org', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg({ allowedOrigins: [page] });
    client = restClient(org);
  });
  after(() => org.close());
  afterEach(() => org.clearFaults());

  const status = async (path: string) => (await client.get(path)).status;
  const named = (name: string) => client.query(`SELECT Id FROM Account WHERE Name = '${name}'`);
  const lastRequest = () => org.requests().at(-1);

  /** A request by Node's own client, which shows what happens to the connection. */
  function send(path: string): ClientRequest {
    const { accessToken } = org.signIn();
    const headers = { authorization: `Bearer ${accessToken}` };
    return httpRequest(org.url + dataPath + path, { headers, agent: false }).end();
  }

  test('a fault meets the next request, and no other', async () => {
    org.addFault({ status: 503 });
    assert.deepEqual([await status('/limits'), await status('/limits')], [503, 200]);
  });

  test('a fault meets as many requests as it says', async () => {
    org.addFault({ status: 503, times: 2 });
    const answers = [await status('/limits'), await status('/limits'), await status('/limits')];
    assert.deepEqual(answers, [503, 503, 200]);
  });

  test('a fault without an end ends with clearFaults', async () => {
    org.addFault({ status: 503, times: Number.POSITIVE_INFINITY });
    assert.deepEqual([await status('/limits'), await status('/limits')], [503, 503]);
    org.clearFaults();
    assert.equal(await status('/limits'), 200);
  });

  for (const path of [/q=SELECT\+Id/, 'q=SELECT\\+Id', /q=SELECT\+Id/g]) {
    test(`a fault finds its requests by path and query: ${path}`, async () => {
      org.addFault({ path, status: 500, times: 2 });
      const query = (what: string) => status(`/query?q=SELECT+${what}+FROM+User`);
      const answers = [await query('Name'), await query('Id'), await query('Id'), await query('Id')];
      assert.deepEqual(answers, [200, 500, 500, 200]);
    });
  }

  test('a fault finds its requests by method', async () => {
    org.addFault({ method: 'POST', status: 500 });
    assert.equal(await status('/limits'), 200);
    assert.equal((await client.call('POST', '/sobjects/Account', { Name: 'Refused Ltd' })).status, 500);
    assert.equal((await named('Refused Ltd')).totalSize, 0);
  });

  test('of two faults the one that was added first meets the request', async () => {
    org.addFault({ status: 502 });
    org.addFault({ status: 504 });
    assert.deepEqual(
      [await status('/limits'), await status('/limits'), await status('/limits')],
      [502, 504, 200],
    );
  });

  test('a fault has exactly one effect', () => {
    const none = { path: 'limits' } as unknown as Parameters<typeof org.addFault>[0];
    assert.throws(() => org.addFault(none), TypeError);
    assert.throws(() => org.addFault({ status: 500, drop: 'after' }), TypeError);
  });

  test('a fault that could meet nothing, or nobody could answer, is none', () => {
    assert.throws(() => org.addFault({ status: 500, method: 'get' }), TypeError);
    assert.throws(() => org.addFault({ status: 500, contentType: 'a\nb' }), TypeError);
    assert.throws(() => org.addFault({ delay: 2 ** 31 }), TypeError);
  });

  test('status: with errors of the REST API, as for a locked row', async () => {
    const id = await client.create('Account', { Name: 'Locked Ltd' });
    org.addFault(lockedRow());
    const save = () => client.call('PATCH', `/sobjects/Account/${id}`, { Phone: '1' });
    const { status, body, headers } = await save();
    assert.deepEqual([status, body[0].errorCode], [400, 'UNABLE_TO_LOCK_ROW']);
    assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8');
    assert.equal((await client.get(`/sobjects/Account/${id}`)).body.Phone, null);
    assert.equal((await save()).status, 204);
  });

  for (const value of ['3', 'Fri, 01 May 2026 08:00:00 GMT', 'soon', '99999999']) {
    test(`status: with Retry-After ${value}`, async () => {
      org.addFault({ status: 503, headers: { 'retry-after': value } });
      assert.equal((await client.get('/limits')).headers.get('retry-after'), value);
    });
  }

  for (const code of [200, 503]) {
    test(`status: an HTML page with ${code}`, async () => {
      org.addFault({ status: code, body: '<!doctype html><h1>Maintenance</h1>' });
      const { status, body, headers } = await client.get('/limits');
      assert.deepEqual([status, body], [code, '<!doctype html><h1>Maintenance</h1>']);
      assert.equal(headers.get('content-type'), 'text/html;charset=UTF-8');
    });
  }

  test('status: a body of another type', async () => {
    org.addFault({ status: 200, body: '{"records":', contentType: 'application/json' });
    const response = await fetch(`${org.url}/services/data`);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(await response.text(), '{"records":');
  });

  test('status: a listed origin can read it', async () => {
    org.addFault({ status: 503 });
    const { headers } = await client.get('/limits', { origin: page });
    assert.equal(headers.get('access-control-allow-origin'), page);
  });

  test('preflights pass, unless the fault is for them', async () => {
    const preflight = () => client.call('OPTIONS', '/limits', undefined, { origin: page });
    org.addFault({ path: 'limits', status: 503 });
    assert.equal((await preflight()).status, 200);
    assert.equal(await status('/limits'), 503);
    org.addFault({ method: 'OPTIONS', status: 500 });
    assert.deepEqual([await status('/limits'), (await preflight()).status], [200, 500]);
  });

  test('drop before: the connection breaks and nothing is saved', async () => {
    org.addFault({ method: 'POST', drop: 'before' });
    await assert.rejects(client.create('Account', { Name: 'Never Ltd' }), TypeError);
    assert.deepEqual([lastRequest()?.method, lastRequest()?.status], ['POST', 0]);
    assert.equal((await named('Never Ltd')).totalSize, 0);
  });

  test('drop after: the connection breaks and the record is saved', async () => {
    org.addFault({ method: 'POST', drop: 'after' });
    await assert.rejects(client.create('Account', { Name: 'Lost Ltd' }), TypeError);
    assert.deepEqual([lastRequest()?.method, lastRequest()?.status], ['POST', 0]);
    assert.equal((await named('Lost Ltd')).totalSize, 1);
  });

  for (const drop of ['before', 'after'] as const) {
    test(`drop ${drop}: also for HEAD`, async () => {
      org.addFault({ drop });
      await assert.rejects(fetch(org.url, { method: 'HEAD' }), TypeError);
    });

    test(`drop ${drop}: the connection closes without an answer`, async () => {
      org.addFault({ drop });
      const sent = send('/limits').once('response', () => assert.fail('There was an answer.'));
      assert.ok((await once(sent, 'error'))[0] instanceof Error);
      if (!sent.closed) await once(sent, 'close');
    });
  }

  test('stall at the headers: the record is saved, nothing is said', async () => {
    org.addFault({ method: 'POST', stall: 'headers' });
    const { accessToken } = org.signIn();
    const leaving = new AbortController();
    const asked = fetch(`${org.url}${dataPath}/sobjects/Account`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ Name: 'Silent Ltd' }),
      signal: leaving.signal,
    });
    while (lastRequest()?.method !== 'POST' || lastRequest()?.status !== 0) {
      assert.equal(await Promise.race([asked, new Promise((next) => setTimeout(next, 5))]), undefined);
    }
    leaving.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal((await named('Silent Ltd')).totalSize, 1);
  });

  test('stall in the body: headers and half of the body come, and no end', async () => {
    const whole = JSON.stringify((await client.get('/sobjects')).body);
    org.addFault({ stall: 'body' });
    const sent = send('/sobjects');
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 200);
    let received = '';
    for await (const chunk of response.setEncoding('utf8')) {
      received += chunk;
      if (received.length >= Math.floor(whole.length / 2)) break;
    }
    assert.equal(received, whole.slice(0, Math.floor(whole.length / 2)));
    assert.equal(response.complete, false);
    sent.destroy();
  });

  test('truncate: half of the body, ended as if complete', async () => {
    const whole = await (await fetch(`${org.url}/services/data`)).text();
    org.addFault({ truncate: true });
    const response = await fetch(`${org.url}/services/data`);
    assert.equal(await response.text(), whole.slice(0, Math.floor(whole.length / 2)));
    assert.equal(response.headers.get('content-type'), 'application/json;charset=UTF-8');
  });

  for (const effect of [{ truncate: true }, { stall: 'body' }] as const) {
    test(`an answer without a body comes whole: ${Object.keys(effect)}`, async () => {
      const id = await client.create('Account', { Name: 'Short Ltd' });
      org.addFault({ method: 'DELETE', ...effect });
      assert.equal((await client.call('DELETE', `/sobjects/Account/${id}`)).status, 204);
    });
  }

  test('delay: the request is carried out later', async () => {
    org.addFault({ path: 'limits', delay: 30 });
    assert.equal(await status('/limits'), 200);
    const { started = 0, ended = 0 } = lastRequest() ?? {};
    assert.ok(ended - started >= 29, `${ended - started} ms`);
  });

  test('withoutCors: the true answer, which no page can read', async () => {
    org.addFault({ withoutCors: true });
    const { status, headers } = await client.get('/limits', { origin: page });
    assert.equal(status, 200);
    assert.deepEqual(
      [...headers.keys()].filter((name) => name.startsWith('access-control')),
      [],
    );
  });

  test('faults outlast an outage of the whole org', async () => {
    org.setDown(true);
    org.addFault({ path: 'limits', drop: 'before' });
    assert.equal(await status('/sobjects'), 503);
    await assert.rejects(status('/limits'), TypeError);
    org.setDown(false);
  });
});

describe('the request log of the simulated org', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  test('counts the bytes of bodies', async () => {
    const client = restClient(org);
    await client.create('Account', { Name: 'Äpfel' });
    const entry = org.requests().at(-1);
    assert.equal(entry?.requestBytes, Buffer.byteLength(JSON.stringify({ Name: 'Äpfel' })));
    const response = await fetch(`${org.url}/services/data`);
    assert.equal(org.requests().at(-1)?.responseBytes, (await response.arrayBuffer()).byteLength);
    assert.equal(org.requests().at(-1)?.requestBytes, 0);
  });

  test('counts what was sent of a body that ends early, and nothing for HEAD', async () => {
    org.addFault({ truncate: true });
    const response = await fetch(`${org.url}/services/data`);
    assert.equal(org.requests().at(-1)?.responseBytes, (await response.arrayBuffer()).byteLength);
    await fetch(`${org.url}/services/data`, { method: 'HEAD' });
    assert.equal(org.requests().at(-1)?.responseBytes, 0);
  });

  test('says when requests came and were answered, so that a sequence shows', async () => {
    const read = async () => (await fetch(`${org.url}/services/data`)).arrayBuffer();
    await read();
    await read();
    const [first, second] = org.requests().slice(-2);
    assert.ok(first && second);
    assert.ok(first.started <= first.ended && first.ended <= second.started);
  });
});
