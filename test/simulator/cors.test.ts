import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CorsAllowlist } from '../../src/simulator/http/cors.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

const listed = 'http://localhost:4000';

describe('CORS of the simulated org', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg({ allowedOrigins: [listed] });
  });
  after(() => org.close());

  const call = (path: string, origin: string, init: RequestInit = {}) =>
    fetch(org.url + path, { ...init, headers: { ...(init.headers as Record<string, string>), origin } });

  const corsHeadersOf = (response: Response) =>
    [...response.headers.keys()].filter((name) => name.startsWith('access-control'));

  const preflight = (path: string, origin: string) =>
    call(path, origin, {
      method: 'OPTIONS',
      headers: {
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  test('a preflight from a listed origin is answered as the org does', async () => {
    const response = await preflight('/services/data/v66.0/sobjects/Contact', listed);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('access-control-allow-origin'), listed);
    assert.equal(response.headers.get('access-control-allow-methods'), 'HEAD, GET, POST, PUT, PATCH, DELETE');
    assert.equal(response.headers.get('access-control-allow-headers'), 'authorization,content-type');
    assert.equal(response.headers.get('access-control-allow-credentials'), 'false');
  });

  for (const path of ['/services/data', '/services/data/v66.0/limits', '/services/oauth2/token']) {
    test(`${path}: a listed origin may read, even refusals, but no headers`, async () => {
      const response = await call(path, listed);
      assert.equal(response.headers.get('access-control-allow-origin'), listed);
      assert.equal(response.headers.get('access-control-expose-headers'), null);
    });

    test(`${path}: an unlisted origin gets 403 without CORS headers`, async () => {
      const evil = 'https://evil.example';
      for (const response of [await call(path, evil), await preflight(path, evil)]) {
        assert.equal(response.status, 403);
        assert.deepEqual(corsHeadersOf(response), []);
      }
    });
  }

  test('a 401 carries CORS headers', async () => {
    const response = await call('/services/data/v66.0/limits', listed);
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('access-control-allow-origin'), listed);
    assert.deepEqual(await response.json(), [
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
  });

  for (const path of [
    '/.well-known/openid-configuration',
    '/.well-known/auth-configuration',
    '/services/oauth2/id/keys',
  ]) {
    test(`${path} is open to everybody`, async () => {
      const anywhere = 'https://anywhere.example';
      const open = await call(path, anywhere);
      assert.equal(open.status, 200);
      assert.equal(open.headers.get('access-control-allow-origin'), anywhere);
      assert.match(open.headers.get('content-type') ?? '', /^application\/json/);
    });
  }

  test('the identity URL is open to no other origin', async () => {
    const { id, accessToken } = org.signIn();
    const response = await call(new URL(id).pathname, listed, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    assert.equal(response.status, 200);
    assert.deepEqual(corsHeadersOf(response), []);
  });

  test('a failure of the org itself can be read by a listed origin', async (t) => {
    t.mock.method(console, 'warn', () => {});
    let task = {};
    org.org.editDescribe('Task', (describe) => {
      task = describe;
    });
    Object.defineProperty(task, 'urls', {
      get() {
        throw new Error('broken on purpose');
      },
    });
    const { accessToken } = org.signIn();
    const headers = { authorization: `Bearer ${accessToken}` };
    const response = await call('/services/data/v66.0/sobjects', listed, { headers });
    assert.equal(response.status, 500);
    assert.equal(response.headers.get('access-control-allow-origin'), listed);
    assert.equal((await response.json())[0].errorCode, 'UNKNOWN_EXCEPTION');
  });

  test('an origin can be added and taken off', async () => {
    const origin = 'https://shop.example';
    assert.equal((await call('/services/data', origin)).status, 403);
    org.allowOrigin(origin);
    assert.equal((await call('/services/data', origin)).status, 200);
    org.disallowOrigin(origin);
    assert.equal((await call('/services/data', origin)).status, 403);
  });

  test('setExposedHeaders: pages may read these headers', async () => {
    org.setExposedHeaders(['Sforce-Limit-Info', 'ETag']);
    const exposed = async () =>
      (await call('/services/data', listed)).headers.get('access-control-expose-headers');
    assert.equal(await exposed(), 'Sforce-Limit-Info, ETag');
    org.setExposedHeaders([]);
    assert.equal(await exposed(), null);
  });

  test('setForbiddenHeaders: a preflight that asks for one of these is refused', async () => {
    const path = '/services/data/v66.0/limits';
    org.setForbiddenHeaders(['If-Modified-Since', 'Content-Type']);
    const refused = await preflight(path, listed);
    assert.equal(refused.status, 403);
    assert.deepEqual(corsHeadersOf(refused), []);
    org.setForbiddenHeaders(['If-Modified-Since']);
    assert.equal((await preflight(path, listed)).status, 200);
    org.setForbiddenHeaders([]);
  });

  test('while down every answer is a page without CORS headers', async () => {
    org.setDown(true);
    try {
      const response = await call('/services/data', listed);
      assert.equal(response.status, 503);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      assert.deepEqual(corsHeadersOf(response), []);
    } finally {
      org.setDown(false);
    }
  });

  test('patterns: a star stands before a domain only', () => {
    const list = new CorsAllowlist(['https://*.example.com', 'https://shop.example:8443']);
    assert.equal(list.allows('https://www.example.com'), true);
    assert.equal(list.allows('https://www.example.com.evil.example'), false);
    assert.equal(list.allows('https://wwwexample.com'), false);
    assert.equal(list.allows('http://www.example.com'), false);
    assert.equal(list.allows('https://shop.example:8443'), true);
    assert.equal(list.allows('https://shop.example'), false);
    for (const pattern of [
      'http://example.com',
      'https://*',
      '*',
      'https://a.*.example.com',
      'https://*.com',
      '',
    ]) {
      assert.throws(() => new CorsAllowlist([pattern]), TypeError, pattern);
    }
  });
});
