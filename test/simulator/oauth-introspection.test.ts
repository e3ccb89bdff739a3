import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, exchange, refresh, Visitor } from './sign-in.ts';

describe('the simulated org’s introspection of tokens', () => {
  let org: TestOrg;
  let time = Date.parse('2026-05-01T08:00:00Z');
  const other = { clientId: 'other', name: 'Other', redirectUris: ['http://localhost'] };
  before(async () => {
    org = await startOrg({ now: () => new Date(time), clients: [other] });
  });
  after(() => org.close());
  afterEach(() => org.setSessionTimeout(undefined));

  const signedIn = async (scope = 'api refresh_token') =>
    (await exchange(org.url, await new Visitor(org.url).connect(authorizeUrl(org.url, { scope })))).body;
  const introspect = async (token: string | undefined, changes: Record<string, string> = {}) => {
    const values = { client_id: 'simulated-client', token: token ?? '', ...changes };
    const { introspection_endpoint } = await (
      await fetch(`${org.url}/.well-known/openid-configuration`)
    ).json();
    const response = await fetch(introspection_endpoint, {
      method: 'POST',
      body: new URLSearchParams(values),
    });
    return { status: response.status, body: await response.json() };
  };

  test('tells of an access token whose it is, what for and for how long', async () => {
    const tokens = await signedIn();
    const known = {
      active: true,
      scope: 'api refresh_token',
      client_id: 'simulated-client',
      username: 'ada@northwind.example',
      sub: tokens.id,
      token_type: 'access_token',
      iat: time / 1_000,
      nbf: time / 1_000,
    };
    assert.deepEqual(await introspect(tokens.access_token), { status: 200, body: known });
    org.setSessionTimeout(900);
    const exp = time / 1_000 + 900;
    assert.deepEqual((await introspect(tokens.access_token)).body, { ...known, exp });
    time += 600_000;
    assert.equal((await introspect(tokens.access_token)).body.exp, exp, 'asking is no use of the token');
    time += 300_000;
    assert.deepEqual((await introspect(tokens.access_token)).body, { active: false });
  });

  test('tells of a refresh token until it is used', async () => {
    const tokens = await signedIn();
    const { body } = await introspect(tokens.refresh_token, { token_type_hint: 'refresh_token' });
    assert.deepEqual([body.active, body.token_type, body.sub], [true, 'refresh_token', tokens.id]);
    await refresh(org.url, tokens.refresh_token);
    assert.deepEqual((await introspect(tokens.refresh_token)).body, { active: false });
  });

  test('calls inactive what is unknown, revoked or another client’s', async () => {
    const tokens = await signedIn();
    const inactive = { status: 200, body: { active: false } };
    assert.deepEqual(await introspect('nothing'), inactive);
    assert.deepEqual(await introspect(tokens.access_token, { client_id: 'other' }), inactive);
    org.revokeRefreshTokens();
    assert.deepEqual(await introspect(tokens.access_token), inactive);
    assert.deepEqual(await introspect(tokens.refresh_token), inactive);
  });

  test('refuses who is no client', async () => {
    const { status, body } = await introspect('nothing', { client_id: 'nobody' });
    assert.deepEqual([status, body.error], [400, 'invalid_client_id']);
    const secret = await introspect('nothing', { client_secret: 'x' });
    assert.deepEqual([secret.status, secret.body.error], [400, 'invalid_client']);
    const read = await fetch(`${org.url}/services/oauth2/introspect`);
    assert.deepEqual([read.status, (await read.json()).error], [400, 'invalid_request']);
  });
});
