import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, exchange, postToken, redirectUri, refresh, Visitor } from './sign-in.ts';

describe('signing in to the simulated org', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const getUserInfo = (token: string) =>
    fetch(`${org.url}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } });

  test('code, token, userinfo', async () => {
    const visitor = new Visitor(org.url);
    const login = await visitor.open(authorizeUrl(org.url, { login_hint: 'marco@northwind.example' }));
    assert.equal(login.status, 200);
    const html = await login.text();
    assert.match(html, /Simulated org/);
    assert.match(html, /id="username" name="username" value="marco@northwind.example"/);
    const consent = await visitor.submit(html, {
      username: 'marco@northwind.example',
      password: 'simulated',
    });
    const answer = await visitor.submit(await consent.text(), { decision: 'allow' });
    assert.equal(answer.status, 302);
    const location = answer.headers.get('location') ?? '';
    assert.match(location, /code=[^&]*%3D%3D&state=st%2Fate%2B1$/);
    const code = new URL(location).searchParams.get('code') ?? '';
    const { status, body, headers } = await exchange(org.url, code);
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(body.access_token ?? '', /^00D[a-zA-Z0-9]{12}!/);
    assert.equal(body.instance_url, org.url);
    assert.equal(body.token_type, 'Bearer');
    assert.match(body.issued_at ?? '', /^\d{13}$/);
    assert.equal('expires_in' in body, false);
    const user = await (await getUserInfo(body.access_token ?? '')).json();
    assert.equal(user.preferred_username, 'marco@northwind.example');
    assert.equal(user.sub, body.id);
  });

  test('userinfo without a token, or with one that is none, says so in a word', async () => {
    const missing = await fetch(`${org.url}/services/oauth2/userinfo`);
    assert.deepEqual([missing.status, await missing.text()], [403, 'Missing_OAuth_Token']);
    const bad = await getUserInfo('nothing');
    assert.deepEqual([bad.status, await bad.text()], [403, 'Bad_OAuth_Token']);
  });

  test('userinfo is read, and nothing else is done with it', async () => {
    const headers = { authorization: `Bearer ${org.signIn().accessToken}` };
    for (const [method, status] of [
      ['GET', 200],
      ['POST', 200],
      ['DELETE', 405],
      ['PUT', 405],
    ] as const) {
      const answer = await fetch(`${org.url}/services/oauth2/userinfo`, { method, headers });
      assert.equal(answer.status, status, method);
    }
  });

  test('a wrong password shows the page again, with the org’s words', async () => {
    const visitor = new Visitor(org.url);
    const login = await (await visitor.open(authorizeUrl(org.url))).text();
    const again = await visitor.submit(login, { username: 'ada@northwind.example', password: 'wrong' });
    const html = await again.text();
    assert.match(html, /Please check your username and password\. If you still can't log in/);
    const consent = await visitor.submit(html, {
      username: 'ada@northwind.example',
      password: 'simulated',
    });
    assert.match(await consent.text(), /Allow access\?/);
  });

  test('deny comes back as access_denied', async () => {
    const visitor = new Visitor(org.url);
    const login = await (await visitor.open(authorizeUrl(org.url))).text();
    const consent = await visitor.submit(login, {
      username: 'ada@northwind.example',
      password: 'simulated',
    });
    const answer = await visitor.submit(await consent.text(), { decision: 'deny' });
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    assert.equal(searchParams.get('error'), 'access_denied');
    assert.equal(searchParams.get('error_description'), 'end-user denied authorization');
    assert.equal(searchParams.get('state'), 'st/ate+1');
  });

  test('a browser that is logged in goes straight to consent, unless prompt=login', async () => {
    const visitor = new Visitor(org.url);
    await visitor.connect();
    assert.match(await (await visitor.open(authorizeUrl(org.url))).text(), /Allow access\?/);
    const forced = await visitor.open(authorizeUrl(org.url, { prompt: 'login' }));
    assert.match(await forced.text(), /<h1>Log in<\/h1>/);
  });

  test('a form’s ticket works once', async () => {
    const visitor = new Visitor(org.url);
    const login = await (await visitor.open(authorizeUrl(org.url))).text();
    const values = { username: 'ada@northwind.example', password: 'simulated' };
    await visitor.submit(login, values);
    assert.equal((await visitor.submit(login, values)).status, 400);
  });

  test('the login page that auth-configuration names logs a browser in', async () => {
    const { LoginPage } = await (await fetch(`${org.url}/.well-known/auth-configuration`)).json();
    const visitor = new Visitor(org.url);
    const login = await visitor.open(LoginPage.LoginPageUrl);
    assert.equal(login.status, 200);
    const values = { username: 'ada@northwind.example', password: 'simulated' };
    const again = await visitor.submit(await login.text(), { ...values, password: 'wrong' });
    const home = await visitor.submit(await again.text(), values);
    assert.deepEqual([home.status, home.headers.get('location')], [302, `${org.url}/`]);
    assert.match(await (await visitor.open(authorizeUrl(org.url))).text(), /Allow access\?/);
  });

  test('nobody can consent in another’s stead', async () => {
    const victim = new Visitor(org.url);
    await victim.connect();
    const foreign = new Visitor(org.url);
    const login = await (await foreign.open(authorizeUrl(org.url, { state: 'foreign' }))).text();
    const consentForm = login.replace(
      'action="/login"',
      'action="/setup/secur/RemoteAccessAuthorizationPage.apexp"',
    );
    assert.equal((await victim.submit(consentForm, { decision: 'allow' })).status, 400);
    const consent = await foreign.submit(await (await foreign.open(authorizeUrl(org.url))).text(), {
      username: 'marco@northwind.example',
      password: 'simulated',
    });
    assert.equal((await victim.submit(await consent.text(), { decision: 'allow' })).status, 400);
  });

  test('without a challenge the request goes back with invalid_request', async () => {
    const answer = await new Visitor(org.url).open(authorizeUrl(org.url, { code_challenge: null }));
    const location = new URL(answer.headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, redirectUri);
    assert.equal(location.searchParams.get('error'), 'invalid_request');
    assert.equal(location.searchParams.get('error_description'), 'missing required code challenge');
  });

  for (const [what, change] of Object.entries<Record<string, string>>({
    'an unknown client': { client_id: 'nobody' },
    'a foreign redirect URI': { redirect_uri: 'http://evil.example/callback' },
    'a look-alike host': { redirect_uri: 'http://localhost.evil.example/callback' },
    'a redirect URI with user info': { redirect_uri: 'http://localhost@evil.example/' },
    'a redirect URI with a line break': { redirect_uri: 'http://localhost/\r\nx: y' },
    'a redirect URI that is not encoded': { redirect_uri: 'http://localhost/zurück' },
    'a redirect URI with a backslash': { redirect_uri: 'http://localhost\\@evil.example/' },
  })) {
    test(`${what} gets an error page, never a redirect`, async () => {
      const answer = await new Visitor(org.url).open(authorizeUrl(org.url, change));
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get('location'), null);
      assert.match(await answer.text(), /OAuth Error/);
    });
  }

  test('a code is exchanged once, with its verifier and redirect URI', async () => {
    const visitor = new Visitor(org.url);
    const code = await visitor.connect();
    const wrong = await exchange(org.url, code, { code_verifier: 'x'.repeat(43) });
    assert.deepEqual(
      [wrong.status, wrong.body],
      [400, { error: 'invalid_grant', error_description: 'invalid code verifier' }],
    );
    const spent = await exchange(org.url, code);
    assert.deepEqual(spent.body, {
      error: 'invalid_grant',
      error_description: 'expired authorization code',
    });
    const second = await new Visitor(org.url).connect();
    const elsewhere = await exchange(org.url, second, { redirect_uri: 'http://localhost:4001/' });
    assert.equal(elsewhere.body.error, 'redirect_uri_mismatch');
  });

  test('secrets and other grants are refused', async () => {
    const secret = await postToken(org.url, { grant_type: 'refresh_token', client_secret: 'x' });
    assert.equal(secret.body.error, 'invalid_client');
    const password = await postToken(org.url, { grant_type: 'password' });
    assert.equal(password.body.error, 'unsupported_grant_type');
  });

  test('refresh tokens rotate; one used twice ends them all', async () => {
    const first = await exchange(org.url, await new Visitor(org.url).connect());
    const second = await refresh(org.url, first.body.refresh_token);
    assert.equal(second.status, 200);
    assert.notEqual(second.body.refresh_token, first.body.refresh_token);
    const replay = await refresh(org.url, first.body.refresh_token);
    assert.deepEqual(
      [replay.status, replay.body],
      [400, { error: 'invalid_grant', error_description: 'expired access/refresh token' }],
    );
    assert.equal((await refresh(org.url, second.body.refresh_token)).status, 400);
    assert.equal((await getUserInfo(second.body.access_token ?? '')).status, 403);
  });

  const revoke = (token: string) =>
    fetch(`${org.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) });

  test('revoking an access token ends only that', async () => {
    const tokens = await exchange(org.url, await new Visitor(org.url).connect());
    assert.equal((await revoke(tokens.body.access_token ?? '')).status, 200);
    assert.equal((await getUserInfo(tokens.body.access_token ?? '')).status, 403);
    assert.equal((await revoke(tokens.body.access_token ?? '')).status, 400);
    assert.equal((await refresh(org.url, tokens.body.refresh_token)).status, 200);
  });

  test('revoking a refresh token ends both; its errors are form-encoded', async () => {
    const tokens = await exchange(org.url, await new Visitor(org.url).connect());
    assert.equal((await revoke(tokens.body.refresh_token ?? '')).status, 200);
    assert.equal((await getUserInfo(tokens.body.access_token ?? '')).status, 403);
    const unknown = await revoke('nothing');
    assert.equal(unknown.status, 400);
    assert.equal(new URLSearchParams(await unknown.text()).get('error'), 'invalid_token');
  });

  for (const scope of ['api', 'full']) {
    test(`without the refresh_token scope there is none: ${scope}`, async () => {
      const code = await new Visitor(org.url).connect(authorizeUrl(org.url, { scope }));
      const { body } = await exchange(org.url, code);
      assert.equal('refresh_token' in body, false);
      assert.equal(body.scope, scope);
    });
  }

  test('a scope that nobody knows is refused', async () => {
    const answer = await new Visitor(org.url).open(authorizeUrl(org.url, { scope: 'api everything' }));
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    assert.equal(searchParams.get('error'), 'invalid_scope');
    assert.equal(searchParams.get('error_description'), 'the requested scope is not allowed');
  });

  test('the openid scope brings an ID token, signed with the key that the org shows', async () => {
    const url = authorizeUrl(org.url, { scope: 'api openid', nonce: 'n-1' });
    const { body } = await exchange(org.url, await new Visitor(org.url).connect(url));
    const [header = '', payload = '', signature = ''] = (body.id_token ?? '').split('.');
    const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const configuration = await (await fetch(`${org.url}/.well-known/openid-configuration`)).json();
    const { keys } = await (await fetch(configuration.jwks_uri)).json();
    assert.equal(decoded(header).kid, keys[0].kid);
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    assert.ok(
      verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')),
    );
    const { sub, aud, iss, nonce, exp, iat, at_hash } = decoded(payload);
    assert.deepEqual([sub, aud, iss, nonce], [body.id, 'simulated-client', org.url, 'n-1']);
    assert.ok(exp > iat);
    const half = createHash('sha256')
      .update(body.access_token ?? '')
      .digest()
      .subarray(0, 16);
    assert.equal(at_hash, half.toString('base64url'));
  });

  test('another key has another id', async () => {
    const another = await startOrg();
    const ids = [org, another].map(async ({ url }) => {
      const { keys } = await (await fetch(`${url}/services/oauth2/id/keys`)).json();
      return keys[0].kid;
    });
    const [first, second] = await Promise.all(ids);
    await another.close();
    assert.notEqual(first, second);
  });

  test('openid-configuration names this org', async () => {
    const response = await fetch(`${org.url}/.well-known/openid-configuration`);
    const body = await response.json();
    assert.equal(body.issuer, org.url);
    assert.equal(body.token_endpoint, `${org.url}/services/oauth2/token`);
  });
});
