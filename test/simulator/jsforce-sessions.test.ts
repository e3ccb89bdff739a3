import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Connection, type TokenResponse } from 'jsforce';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { refused } from './jsforce-client.ts';
import { authorizeUrl, redirectUri, Visitor, verifier } from './sign-in.ts';

describe('sessions of jsforce at the simulated org', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const publicClient = () => ({ clientId: 'simulated-client', redirectUri, loginUrl: org.url });

  /** A connection that signed in with a code and keeps each refresh token it is given. */
  async function signedIn(): Promise<{ session: Connection; tokens: string[] }> {
    const session = new Connection({ oauth2: publicClient(), version: '66.0' });
    const answer = await new Visitor(org.url).connect(authorizeUrl(org.url));
    await session.authorize(answer, { code_verifier: verifier });
    const tokens = [session.refreshToken ?? ''];
    session.on('refresh', (_accessToken: string, { refresh_token }: TokenResponse) => {
      session.refreshToken = refresh_token ?? null;
      tokens.push(refresh_token ?? '');
    });
    return { session, tokens };
  }

  test('a code is redeemed by a public client with PKCE', async () => {
    const { session } = await signedIn();
    assert.equal(session.instanceUrl, org.url);
    assert.equal((await session.identity()).username, 'ada@northwind.example');
    assert.match(session.userInfo?.id ?? '', /^005/);
  });

  test('with the verifier of jsforce itself', async () => {
    const session = new Connection({ oauth2: { ...publicClient(), useVerifier: true }, version: '66.0' });
    const url = session.oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 's' });
    await session.authorize(await new Visitor(org.url).connect(url));
    assert.equal((await session.query('SELECT COUNT() FROM User')).done, true);
  });

  test('an expired token is renewed, once for many calls, and the new refresh token kept', async () => {
    const { session, tokens } = await signedIn();
    org.expireAccessTokens();
    const calls = await Promise.all([1, 2, 3].map(() => session.query('SELECT Id FROM User LIMIT 1')));
    assert.ok(calls.every(({ records }) => records.length === 1));
    org.expireAccessTokens();
    await session.limits();
    assert.equal(new Set(tokens).size, 3);
  });

  test('a refresh token that was used is refused, and ends the session', async () => {
    const { session, tokens } = await signedIn();
    org.expireAccessTokens();
    await session.limits();
    const [used = '', current = ''] = tokens;
    await assert.rejects(session.oauth2.refreshToken(used), {
      name: 'invalid_grant',
      message: 'expired access/refresh token',
    });
    await assert.rejects(session.oauth2.refreshToken(current), { name: 'invalid_grant' });
    await assert.rejects(session.limits(), /Unable to refresh session/);
  });

  test('logging out revokes the token', async () => {
    const { session } = await signedIn();
    const { accessToken } = session;
    await session.logout();
    const late = new Connection({ instanceUrl: org.url, accessToken: accessToken ?? '', version: '66.0' });
    await assert.rejects(late.limits(), refused('INVALID_SESSION_ID'));
  });
});
