import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const page = 'http://localhost:4000';

describe('faults that a request asks for by its header', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg({ allowedOrigins: [page], faultHeader: true, pageSize: 2 });
    client = restClient(org);
  });
  after(() => org.close());
  afterEach(() => org.clearFaults());

  const asking = (fault: unknown) => ({
    'x-simulate-fault': typeof fault === 'string' ? fault : JSON.stringify(fault),
  });
  const get = (path: string, fault: unknown) => client.get(path, asking(fault));
  const count = async (name: string) =>
    (await client.query(`SELECT COUNT() FROM Account WHERE Name = '${name}'`)).totalSize;
  const create = (name: string, fault: unknown) =>
    client.call('POST', '/sobjects/Account', { Name: name }, asking(fault));

  test('meet that request and no other', async () => {
    const { status, headers } = await get('/limits', { status: 503, headers: { 'retry-after': '7' } });
    assert.deepEqual([status, headers.get('retry-after')], [503, '7']);
    assert.equal((await client.get('/limits')).status, 200);
  });

  test('come before those that wait, which go on waiting', async () => {
    org.addFault({ status: 502 });
    assert.equal((await get('/limits', { status: 504 })).status, 504);
    assert.equal((await client.get('/limits')).status, 502);
  });

  test('drop, before and after the commit', async () => {
    await assert.rejects(create('Never Ltd', { drop: 'before' }), TypeError);
    await assert.rejects(create('Lost Ltd', { drop: 'after' }), TypeError);
    assert.deepEqual([await count('Never Ltd'), await count('Lost Ltd')], [0, 1]);
  });

  test('status, with errors of the REST API: nothing is carried out', async () => {
    const errors = [
      { message: 'unable to obtain exclusive access to this record', errorCode: 'UNABLE_TO_LOCK_ROW' },
    ];
    const { status, body } = await create('Locked Ltd', { status: 400, errors });
    assert.deepEqual([status, body], [400, errors]);
    assert.equal(await count('Locked Ltd'), 0);
  });

  test('an HTML page, and half an answer', async () => {
    const { headers, body } = await get('/limits', { status: 200, body: '<h1>Maintenance</h1>' });
    assert.deepEqual(
      [headers.get('content-type'), body],
      ['text/html;charset=UTF-8', '<h1>Maintenance</h1>'],
    );
    await assert.rejects(get('/limits', { truncate: true }), SyntaxError);
  });

  test('delay', async () => {
    assert.equal((await get('/limits', { delay: 30 })).status, 200);
    const { started = 0, ended = 0 } = org.requests().at(-1) ?? {};
    assert.ok(ended - started >= 29, `${ended - started} ms`);
  });

  test('an expired token: this one, and from then on', async () => {
    const other = restClient(org);
    const own = restClient(org);
    const { status, body } = await own.get('/limits', asking({ expire: 'token' }));
    assert.deepEqual([status, body[0].errorCode], [401, 'INVALID_SESSION_ID']);
    assert.deepEqual([(await own.get('/limits')).status, (await other.get('/limits')).status], [401, 200]);
  });

  test('an expired cursor', async () => {
    const { nextRecordsUrl } = await client.query('SELECT Id FROM Account');
    const { status, body } = await get(nextRecordsUrl, { expire: 'cursor' });
    assert.deepEqual([status, body[0].errorCode], [400, 'INVALID_QUERY_LOCATOR']);
  });

  test('an exhausted limit, until it is set anew', async () => {
    const { status, body, headers } = await create('Late Ltd', { expire: 'limit' });
    assert.deepEqual([status, body[0].errorCode], [403, 'REQUEST_LIMIT_EXCEEDED']);
    assert.equal(headers.get('sforce-limit-info'), 'api-usage=15000/15000');
    assert.equal((await client.get('/limits')).status, 403);
    org.setDailyLimit(15_000, 0);
    assert.equal(await count('Late Ltd'), 0);
  });

  test('pass a preflight, and what they do can be read across origins', async () => {
    const preflight = await client.call('OPTIONS', '/limits', undefined, {
      origin: page,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization,x-simulate-fault',
    });
    assert.equal(preflight.status, 200);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /x-simulate-fault/);
    const { status, headers } = await client.get('/limits', { origin: page, ...asking({ status: 503 }) });
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [503, page]);
    const hidden = await client.get('/limits', { origin: page, ...asking({ withoutCors: true }) });
    assert.deepEqual([hidden.status, hidden.headers.get('access-control-allow-origin')], [200, null]);
  });

  for (const [what, [value, message]] of Object.entries<[unknown, string]>({
    'no JSON': ['{', 'This is no JSON.'],
    'no object': ['503', 'A fault is an object.'],
    'a list': [[], 'A fault is an object.'],
    'no effect': [{}, 'A fault has exactly one effect, of status, '],
    'two effects': [{ status: 503, drop: 'after' }, 'A fault has exactly one effect, of status, '],
    'a status beyond HTTP': [{ status: 700 }, 'A fault\'s "status" cannot be 700.'],
    'a status that is a text': [{ status: '503' }, 'A fault\'s "status" cannot be "503".'],
    'a moment that is none': [{ drop: 'during' }, 'A fault\'s "drop" cannot be "during".'],
    'headers that are none': [{ status: 503, headers: { 'x y': '1' } }, 'A fault\'s "headers" cannot be '],
    'an unknown property': [{ status: 503, colour: 'red' }, 'This fault cannot have "colour".'],
    'requests to meet': [{ status: 503, path: 'limits' }, 'This fault cannot have "path".'],
    'a body where there is none': [{ status: 204, body: 'x' }, 'An answer with status 204 has no body.'],
  })) {
    test(`a header with ${what} is refused, and the request not carried out`, async () => {
      const { status, body } = await create('Malformed Ltd', value);
      assert.deepEqual([status, body.length, body[0].errorCode], [400, 1, 'MALFORMED_FAULT']);
      assert.ok(body[0].message.startsWith(`x-simulate-fault: ${message}`), body[0].message);
      assert.equal(await count('Malformed Ltd'), 0);
    });
  }

  test('count for nothing at an org that does not allow them', async () => {
    const strict = await startOrg();
    const { accessToken } = strict.signIn();
    const headers = { authorization: `Bearer ${accessToken}`, ...asking({ status: 503 }) };
    assert.equal((await fetch(`${strict.url}${dataPath}/limits`, { headers })).status, 200);
    await strict.close();
  });
});
