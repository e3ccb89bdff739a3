import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOidcProvider, type TestOidcProvider } from '../support/start-oidc-provider.ts';
import { FakePage } from './fake-page.ts';
import {
  clientId,
  connected,
  land,
  navigated,
  open,
  pageAddress,
  pageOrigin,
  until,
  walk,
} from './sign-in.ts';

const tokenPath = '/services/oauth2/token';
const redirectUri = `${pageOrigin}/contact`;
/** Milliseconds that the server's access tokens live. */
const hour = 3_600_000;

describe('against a certified authorization server', () => {
  let server: TestOidcProvider;
  let config: AuthConfig;
  before(async () => {
    server = await startOidcProvider({ allowedOrigins: [pageOrigin] });
    config = { loginUrl: server.url, clientId };
  });
  after(() => server.close());

  /** `openid`, beside the default scopes, is what this server's userinfo asks for. */
  const withUserinfo = () => ({ ...config, scope: 'openid api refresh_token' });

  async function userinfo(accessToken: string): Promise<Response> {
    return fetch(`${server.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
  }

  function tokenRequests(): URLSearchParams[] {
    return server.requests.filter(({ path }) => path === tokenPath).map(({ form }) => form);
  }

  function lastIssued(): { accessToken: string; refreshToken: string } {
    const { accessToken, refreshToken } = server.issued.at(-1) ?? {};
    assert.ok(accessToken && refreshToken);
    return { accessToken, refreshToken };
  }

  /** Leaves a page for the login page by redirect, and comes back to it with the answer, altered or not. */
  async function comeBack(settings: AuthConfig, alter = (answer: string) => answer) {
    const { tab, controller } = open({ ...settings, login: 'redirect' }, new FakePage(redirectUri));
    controller.connect();
    await until(() => tab.left.length > 0);
    const answer = alter(await walk(tab.left[0] ?? ''));
    const page = open({ ...settings, login: 'redirect' }, new FakePage(answer, { storage: tab.storage }));
    await page.controller.start();
    return page;
  }

  it('signs in by popup, with a token that works', async () => {
    const { controller } = await connected(withUserinfo());
    const { accessToken, instanceUrl } = await controller.getAccessToken();
    assert.equal(instanceUrl, server.url);
    const answer = await userinfo(accessToken);
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { sub: string }).sub, 'ada@northwind.example');
    assert.deepEqual(controller.state, {
      status: 'connected',
      organizationId: '00D000000000001AAA',
      userId: '005000000000001AAA',
      instanceUrl: server.url,
    });
  });

  it('signs in by redirect, with a token that works', async () => {
    const { tab, controller, statuses } = await comeBack(withUserinfo());
    assert.deepEqual(statuses, ['connecting', 'connected']);
    assert.equal((await userinfo((await controller.getAccessToken()).accessToken)).status, 200);
    assert.equal(tab.address, redirectUri);
    assert.equal(tab.storage.length, 0);
  });

  it('signs in with the default scopes', async () => {
    const { controller } = await connected(config);
    assert.ok(await server.isActive((await controller.getAccessToken()).accessToken));
    assert.ok(await server.isActive(lastIssued().refreshToken));
  });

  it('is sent back by the server with its name, and takes it for the one that was asked', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect();
    const answer = await walk(await navigated(tab.popup));
    assert.equal(new URL(answer).searchParams.get('iss'), server.url);
    await land(answer, config, tab.openerOf(tab.popup));
    await done;
    assert.equal(controller.state.status, 'connected');
  });

  it('proves itself by the verifier of its challenge, which nobody can replace', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect();
    const authorizeUrl = new URL(await navigated(tab.popup));
    const answer = await walk(authorizeUrl.href);
    const code = new URL(answer).searchParams.get('code') ?? '';
    const stolen = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    for (const guess of [stolen, { ...stolen, code_verifier: 'g'.repeat(43) }]) {
      const { status, fields } = await server.postToken(guess);
      assert.equal(status, 400);
      assert.equal(fields.error, 'invalid_grant');
    }
    await land(answer, config, tab.openerOf(tab.popup));
    await done;
    const { code_verifier: verifier = '', ...rest } = Object.fromEntries(tokenRequests().at(-1) ?? []);
    assert.match(verifier, /^[\w.~-]{43,128}$/);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    assert.equal(challenge, authorizeUrl.searchParams.get('code_challenge'));
    assert.deepEqual(rest, { ...stolen, client_id: clientId });
  });

  it('takes a new refresh token each time, the spent one being dead', async () => {
    const { controller } = await connected(config);
    const accessTokens = new Set<string>();
    const refreshTokens = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const { accessToken: refused } = await controller.getAccessToken();
      const spent = lastIssued();
      assert.equal(refused, spent.accessToken);
      const renewed = await controller.getAccessToken({ refused });
      assert.deepEqual(Object.fromEntries(tokenRequests().at(-1) ?? []), {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: spent.refreshToken,
      });
      assert.equal(renewed.accessToken, lastIssued().accessToken);
      assert.ok(await server.isActive(renewed.accessToken));
      assert.equal(await server.isActive(spent.refreshToken), false);
      assert.ok(await server.isActive(lastIssued().refreshToken));
      accessTokens.add(refused).add(renewed.accessToken);
      refreshTokens.add(spent.refreshToken).add(lastIssued().refreshToken);
    }
    assert.equal(accessTokens.size, 4);
    assert.equal(refreshTokens.size, 4);
    assert.equal(controller.state.status, 'connected');
  });

  it('makes one token request for ten callers at once', async () => {
    const { controller } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    const before = tokenRequests().length;
    const grants = await Promise.all(
      Array.from({ length: 10 }, () => controller.getAccessToken({ refused })),
    );
    assert.equal(tokenRequests().length - before, 1);
    assert.deepEqual([...new Set(grants.map(({ accessToken }) => accessToken))], [lastIssued().accessToken]);
    assert.notEqual(lastIssued().accessToken, refused);
  });

  it('expires once somebody has replayed a spent refresh token', async () => {
    const { tab, controller, statuses } = await connected(config);
    const first = lastIssued();
    await controller.getAccessToken({ refused: first.accessToken });
    const second = lastIssued();
    const replay = await server.postToken({ grant_type: 'refresh_token', refresh_token: first.refreshToken });
    assert.equal(replay.status, 400);
    assert.equal(replay.fields.error, 'invalid_grant');
    for (const { accessToken, refreshToken } of [first, second]) {
      assert.equal(await server.isActive(accessToken), false);
      assert.equal(await server.isActive(refreshToken), false);
    }

    const refused = second.accessToken;
    const calls = [controller.getAccessToken({ refused }), controller.getAccessToken({ refused })];
    for (const call of calls) await assert.rejects(call, { code: 'SESSION_EXPIRED' });
    assert.equal(controller.state.status, 'expired');
    assert.equal(controller.state.error?.code, 'SESSION_EXPIRED');
    assert.deepEqual(statuses, ['connecting', 'connected', 'expired']);

    const again = controller.connect();
    await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
    await again;
    assert.ok(await server.isActive((await controller.getAccessToken()).accessToken));
  });

  it('revokes its tokens when the visitor disconnects', async () => {
    const { controller } = await connected(withUserinfo());
    const { accessToken: refused } = await controller.getAccessToken();
    const { accessToken } = await controller.getAccessToken({ refused });
    const { refreshToken } = lastIssued();
    assert.equal((await userinfo(accessToken)).status, 200);
    await controller.disconnect();
    assert.equal((await userinfo(accessToken)).status, 401);
    for (const token of [refused, accessToken, refreshToken])
      assert.equal(await server.isActive(token), false);
  });

  const foreignIssuers = ['https://evil.example', '', 'http://127.0.0.1'];

  for (const iss of foreignIssuers) {
    const alter = (answer: string) => {
      const altered = new URL(answer);
      altered.searchParams.set('iss', iss);
      return altered.href;
    };

    it(`refuses a popup's answer that names "${iss}" as its issuer, without a token request`, async () => {
      const before = tokenRequests().length;
      const { tab, controller } = open(config);
      const done = assert.rejects(controller.connect(), { code: 'SIGN_IN_FAILED' });
      const answer = await walk(await navigated(tab.popup));
      await land(alter(answer), config, tab.openerOf(tab.popup));
      await done;
      assert.equal(tokenRequests().length, before);
      assert.equal(controller.state.status, 'error');
    });

    it(`refuses a redirect's answer that names "${iss}" as its issuer, without a token request`, async () => {
      const before = tokenRequests().length;
      const { controller } = await comeBack(config, alter);
      assert.equal(controller.state.error?.code, 'SIGN_IN_FAILED');
      assert.equal(tokenRequests().length, before);
    });
  }

  it('refuses an answer whose issuer was taken away, without a token request', async () => {
    const alter = (answer: string) => {
      const altered = new URL(answer);
      altered.searchParams.delete('iss');
      return altered.href;
    };
    const before = tokenRequests().length;
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { problem: /does not say which org it comes from/ });
    await land(alter(await walk(await navigated(tab.popup))), config, tab.openerOf(tab.popup));
    await done;
    const page = await comeBack(config, alter);
    assert.match(page.controller.state.error?.problem ?? '', /does not say which org it comes from/);
    assert.equal(tokenRequests().length, before);
  });

  it('renews ahead of the end that the server told, without keeping anybody waiting', async () => {
    const { tab, controller } = await connected(config);
    const first = await controller.getAccessToken();
    const before = tokenRequests().length;
    tab.ahead = 0.74 * hour;
    assert.deepEqual(await controller.getAccessToken(), first);
    assert.equal(tokenRequests().length, before);
    tab.ahead = 0.96 * hour;
    assert.deepEqual(await controller.getAccessToken(), first);
    await until(() => tokenRequests().length > before && lastIssued().accessToken !== first.accessToken);
    let { accessToken } = first;
    while (accessToken === first.accessToken) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      ({ accessToken } = await controller.getAccessToken());
    }
    assert.equal(accessToken, lastIssued().accessToken);
    assert.equal(tokenRequests().length, before + 1);
  });

  it('hands out no token after the end that the server told', async () => {
    const { tab, controller } = await connected(config);
    const first = await controller.getAccessToken();
    const before = tokenRequests().length;
    tab.ahead = hour + 1000;
    const grants = await Promise.all(Array.from({ length: 5 }, () => controller.getAccessToken()));
    assert.equal(tokenRequests().length, before + 1);
    for (const { accessToken } of grants) assert.equal(accessToken, lastIssued().accessToken);
    assert.notEqual(lastIssued().accessToken, first.accessToken);
  });

  it('reliability 7: refreshes once for two tabs with twenty callers each, and a disconnect ends both', async () => {
    const settings: AuthConfig = { ...config, storage: 'local' };
    const one = await connected(settings);
    const { localStorage } = one.tab;
    await until(() => localStorage.length > 0);
    const other = open(settings, new FakePage(pageAddress, { localStorage }));
    await other.controller.start();
    const { accessToken: refused } = await other.controller.getAccessToken();
    const before = tokenRequests().length;
    const grants = await Promise.all(
      [one, other].flatMap(({ controller }) =>
        Array.from({ length: 20 }, () => controller.getAccessToken({ refused })),
      ),
    );
    assert.equal(tokenRequests().length, before + 1);
    for (const { accessToken } of grants) assert.equal(accessToken, lastIssued().accessToken);
    assert.ok(await server.isActive(lastIssued().accessToken));

    await one.controller.disconnect();
    await until(() => other.controller.state.status === 'disconnected');
    assert.equal(localStorage.length, 0);
    assert.equal(await server.isActive(lastIssued().accessToken), false);
    assert.equal(await server.isActive(lastIssued().refreshToken), false);
  });

  it('tells a denied consent', async () => {
    const before = tokenRequests().length;
    const { tab, controller } = open(config);
    const done = assert.rejects(controller.connect(), { code: 'SIGN_IN_DENIED' });
    const answer = await walk(await navigated(tab.popup), 'deny');
    assert.equal(new URL(answer).searchParams.get('error'), 'access_denied');
    await land(answer, config, tab.openerOf(tab.popup));
    await done;
    assert.equal(controller.state.status, 'disconnected');
    assert.equal(controller.state.error?.code, 'SIGN_IN_DENIED');
    assert.equal(tokenRequests().length, before);
  });
});
