import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, exchange, redirectUri, refresh, userAgentUrl, Visitor } from './sign-in.ts';

describe('switches of the simulated org’s OAuth', () => {
  let org: TestOrg;
  let time = Date.parse('2026-05-01T08:00:00Z');
  before(async () => {
    org = await startOrg({ now: () => new Date(time) });
  });
  after(() => org.close());
  afterEach(() => {
    org.setOpenerPolicy(undefined);
    org.setIssuerInAnswers(false);
    org.setTokenLifetime(undefined);
    org.setSessionTimeout(undefined);
    org.setInstanceUrl(undefined);
  });

  const limits = async (accessToken: string | null | undefined) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${org.url}/services/data/v66.0/limits`, { headers })).status;
  };
  const signedIn = async () => (await exchange(org.url, await new Visitor(org.url).connect())).body;
  const configuration = async () => (await fetch(`${org.url}/.well-known/openid-configuration`)).json();
  const values = { username: 'ada@northwind.example', password: 'simulated' };
  const fragmentOf = (answer: URL) => new URLSearchParams(answer.hash.slice(1));

  for (const policy of ['same-origin', undefined] as const) {
    test(`setOpenerPolicy: the sign-in pages carry ${policy ?? 'no policy'}`, async () => {
      org.setOpenerPolicy(policy);
      const visitor = new Visitor(org.url);
      const login = await visitor.open(authorizeUrl(org.url));
      const again = await visitor.submit(await login.text(), { ...values, password: 'wrong' });
      const consent = await visitor.submit(await again.text(), values);
      assert.match(await consent.text(), /Allow access\?/);
      const straight = await visitor.open(authorizeUrl(org.url));
      for (const { headers } of [login, again, consent, straight]) {
        assert.equal(headers.get('cross-origin-opener-policy'), policy ?? null);
      }
    });
  }

  test('setIssuerInAnswers: every authorization answer names the org', async () => {
    org.setIssuerInAnswers(true);
    const code = await new Visitor(org.url).decide('allow');
    assert.deepEqual([...code.searchParams.keys()], ['code', 'iss', 'state']);
    const denied = await new Visitor(org.url).decide('deny');
    const refused = await new Visitor(org.url).open(authorizeUrl(org.url, { code_challenge: null }));
    const answers = [code, denied, new URL(refused.headers.get('location') ?? '')];
    for (const { searchParams } of answers) assert.equal(searchParams.get('iss'), org.url);
    const token = await new Visitor(org.url).decide('allow', userAgentUrl(org.url));
    assert.equal(fragmentOf(token).get('iss'), org.url);
    assert.equal((await configuration()).authorization_response_iss_parameter_supported, true);
  });

  test('setIssuerInAnswers: off by default, as on a real org', async () => {
    const { searchParams } = await new Visitor(org.url).decide('allow');
    assert.equal(searchParams.has('iss'), false);
    assert.equal('authorization_response_iss_parameter_supported' in (await configuration()), false);
  });

  test('setTokenLifetime: token answers say when the access token ends, and it does', async () => {
    org.setTokenLifetime(900);
    const first = await signedIn();
    assert.equal(first.expires_in, 900);
    time += 899_000;
    assert.equal(await limits(first.access_token), 200);
    time += 1_000;
    assert.equal(await limits(first.access_token), 401);
    const second = await refresh(org.url, first.refresh_token);
    assert.equal(second.body.expires_in, 900);
    assert.equal(await limits(second.body.access_token), 200);
    assert.equal(await limits(first.access_token), 401);
  });

  test('setTokenLifetime: the user-agent flow’s tokens end as well', async () => {
    org.setTokenLifetime(60);
    const fragment = fragmentOf(await new Visitor(org.url).decide('allow', userAgentUrl(org.url)));
    assert.equal(fragment.get('expires_in'), '60');
    assert.equal(await limits(fragment.get('access_token')), 200);
    time += 60_000;
    assert.equal(await limits(fragment.get('access_token')), 401);
  });

  test('setTokenLifetime: without it tokens last and nothing is said', async () => {
    const tokens = await signedIn();
    assert.equal('expires_in' in tokens, false);
    time += 365 * 86_400_000;
    assert.equal(await limits(tokens.access_token), 200);
  });

  test('setSessionTimeout: each use puts off the end of an access token, of which nothing is said', async () => {
    org.setSessionTimeout(900);
    const tokens = await signedIn();
    assert.equal('expires_in' in tokens, false);
    for (let use = 0; use < 3; use++) {
      time += 899_000;
      assert.equal(await limits(tokens.access_token), 200);
    }
    time += 900_000;
    assert.equal(await limits(tokens.access_token), 401);
    const { body } = await refresh(org.url, tokens.refresh_token);
    assert.equal(await limits(body.access_token), 200);
  });

  test('refuseNextAuthorization: the next request goes back with that error, the one after is served', async () => {
    org.refuseNextAuthorization('server_error', 'try again & later');
    const elsewhere = authorizeUrl(org.url, { redirect_uri: 'http://evil.example/' });
    assert.equal((await new Visitor(org.url).open(elsewhere)).headers.get('location'), null);
    const answer = await new Visitor(org.url).open(authorizeUrl(org.url));
    const location = new URL(answer.headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, redirectUri);
    assert.deepEqual(Object.fromEntries(location.searchParams), {
      error: 'server_error',
      error_description: 'try again & later',
      state: 'st/ate+1',
    });
    assert.equal((await new Visitor(org.url).open(authorizeUrl(org.url))).status, 200);
  });

  test('refuseNextAuthorization: in the fragment, where the token would have been', async () => {
    org.refuseNextAuthorization('access-denied', 'not today');
    const answer = await new Visitor(org.url).open(userAgentUrl(org.url));
    const location = new URL(answer.headers.get('location') ?? '');
    assert.equal(location.search, '');
    assert.equal(fragmentOf(location).get('error'), 'access-denied');
  });

  test('refuseNextToken: the next request gets that error and spends nothing', async () => {
    const code = await new Visitor(org.url).connect();
    org.refuseNextToken('temporarily_unavailable', 'busy', 503);
    const refused = await exchange(org.url, code);
    assert.deepEqual(
      [refused.status, refused.body],
      [503, { error: 'temporarily_unavailable', error_description: 'busy' }],
    );
    assert.equal(refused.headers.get('cache-control'), 'no-store');
    const { status, body } = await exchange(org.url, code);
    assert.equal(status, 200);
    org.refuseNextToken('invalid_grant', 'inactive user');
    assert.equal((await refresh(org.url, body.refresh_token)).status, 400);
    assert.equal((await refresh(org.url, body.refresh_token)).status, 200);
  });

  test('setInstanceUrl: token answers name another org’s URL', async () => {
    const url = 'https://my.salesforce.com.evil.example';
    org.setInstanceUrl(url);
    const tokens = await signedIn();
    assert.equal(tokens.instance_url, url);
    const again = await refresh(org.url, tokens.refresh_token);
    assert.equal(again.body.instance_url, url);
    const token = await new Visitor(org.url).decide('allow', userAgentUrl(org.url));
    assert.equal(fragmentOf(token).get('instance_url'), url);
    org.setInstanceUrl(undefined);
    assert.equal((await signedIn()).instance_url, org.url);
  });
});
