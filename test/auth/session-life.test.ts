import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AuthController } from '../../src/auth/auth-controller.ts';
import type { AuthConfig } from '../../src/auth/types.ts';
import { startOrg } from '../support/start-org.ts';
import { clientId, connected, land, navigated, open, pageOrigin, walk } from './sign-in.ts';

describe('a session', () => {
  let org: Awaited<ReturnType<typeof startOrg>>;
  let config: AuthConfig;
  before(async () => {
    org = await startOrg({ allowedOrigins: [pageOrigin], scale: 'small' });
    config = { loginUrl: org.url, clientId };
  });
  after(() => org.close());

  async function works(accessToken: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${org.url}/services/oauth2/userinfo`, { headers })).ok;
  }

  it('is renewed once for twenty callers', async () => {
    const { tab, controller } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    org.org.expireAccessTokens();
    const before = tab.tokenRequests();
    const grants = await Promise.all(
      Array.from({ length: 20 }, () => controller.getAccessToken({ refused })),
    );
    assert.equal(tab.tokenRequests() - before, 1);
    assert.equal(new Set(grants.map(({ accessToken }) => accessToken)).size, 1);
    assert.ok(await works(grants[0]?.accessToken ?? ''));
    assert.equal(controller.state.status, 'connected');
  });

  it('hands the newer token to a caller who comes late with the old one', async () => {
    const { tab, controller } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    const renewed = await controller.getAccessToken({ refused });
    const before = tab.tokenRequests();
    assert.deepEqual(await controller.getAccessToken({ refused }), renewed);
    assert.equal(tab.tokenRequests(), before);
  });

  it('makes a caller without a refused token wait for a refresh under way', async () => {
    const { controller } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    const [renewed, other] = await Promise.all([
      controller.getAccessToken({ refused }),
      controller.getAccessToken(),
    ]);
    assert.deepEqual(other, renewed);
  });

  it('is renewed again and again with rotating refresh tokens', async () => {
    const { controller } = await connected(config);
    for (let round = 0; round < 3; round++) {
      const { accessToken: refused } = await controller.getAccessToken();
      org.org.expireAccessTokens();
      assert.ok(await works((await controller.getAccessToken({ refused })).accessToken));
    }
  });

  it('expires when the org refuses the refresh, and says so from then on', async () => {
    const { tab, controller, statuses } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    const { userId } = controller.state;
    org.org.revokeRefreshTokens();
    const calls = [controller.getAccessToken({ refused }), controller.getAccessToken({ refused })];
    for (const call of calls) await assert.rejects(call, { code: 'SESSION_EXPIRED' });
    assert.equal(controller.state.status, 'expired');
    assert.equal(controller.state.error?.code, 'SESSION_EXPIRED');
    assert.equal(controller.state.userId, userId);
    const before = tab.tokenRequests();
    await assert.rejects(controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    assert.equal(tab.tokenRequests(), before);
    assert.deepEqual(statuses, ['connecting', 'connected', 'expired']);
  });

  it('stays expired when the reconnect is given up, and connects when it is not', async () => {
    const { tab, controller } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    org.org.revokeRefreshTokens();
    await assert.rejects(controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    const givenUp = assert.rejects(controller.connect(), { code: 'SIGN_IN_DENIED' });
    await land(await walk(await navigated(tab.popup), 'deny'), config, tab.openerOf(tab.popup));
    await givenUp;
    assert.equal(controller.state.status, 'expired');
    assert.equal(controller.state.error?.code, 'SIGN_IN_DENIED');
    const again = controller.connect();
    await land(await walk(await navigated(tab.popup)), config, tab.openerOf(tab.popup));
    await again;
    assert.ok(await works((await controller.getAccessToken()).accessToken));
  });

  it('expires without a request where there is no refresh token', async () => {
    const { tab, controller } = await connected({ ...config, scope: 'api' });
    const { accessToken: refused } = await controller.getAccessToken();
    const before = tab.requests.length;
    await assert.rejects(controller.getAccessToken({ refused }), { code: 'SESSION_EXPIRED' });
    assert.equal(tab.requests.length, before);
  });

  it('outlives a network that fails while it is renewed', async () => {
    const { controller } = await connected(config);
    const { accessToken: refused } = await controller.getAccessToken();
    org.org.setDown(true);
    await assert.rejects(controller.getAccessToken({ refused }), { code: 'NETWORK' });
    assert.equal(controller.state.status, 'connected');
    org.org.setDown(false);
    assert.ok(await works((await controller.getAccessToken({ refused })).accessToken));
  });

  it('is revoked at the org when the visitor disconnects', async () => {
    const { controller, statuses } = await connected(config);
    const { accessToken } = await controller.getAccessToken();
    assert.ok(await works(accessToken));
    await controller.disconnect();
    assert.equal(await works(accessToken), false);
    assert.deepEqual(controller.state, { status: 'disconnected' });
    await assert.rejects(controller.getAccessToken(), { code: 'NOT_CONNECTED' });
    assert.deepEqual(statuses, ['connecting', 'connected', 'disconnected']);
  });

  it('is forgotten at once, also when the org cannot be reached', async () => {
    const { controller } = await connected(config);
    org.org.setDown(true);
    const done = controller.disconnect();
    assert.equal(controller.state.status, 'disconnected');
    await assert.rejects(controller.getAccessToken(), { code: 'NOT_CONNECTED' });
    await done;
    org.org.setDown(false);
  });

  it('is revoked when it arrives after the visitor disconnected', async () => {
    const { tab, controller } = open(config);
    const done = controller.connect();
    const answer = await walk(await navigated(tab.popup));
    org.org.setLatency(100, /token$/);
    await land(answer, config, tab.openerOf(tab.popup));
    while (tab.tokenRequests() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await controller.disconnect();
    await done;
    org.org.setLatency(0);
    while (!tab.requests.some(({ url }) => url.endsWith('/revoke'))) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.deepEqual(controller.state, { status: 'disconnected' });
  });

  it('is not had before connecting', async () => {
    const { controller } = open(config);
    await assert.rejects(controller.getAccessToken(), { code: 'NOT_CONNECTED' });
  });

  it('connects no second time while it stands', async () => {
    const { tab, controller } = await connected(config);
    await controller.connect();
    assert.equal(tab.popups.length, 1);
  });

  it('never begins with a configuration that cannot be used', async () => {
    const { tab, controller } = open({ loginUrl: 'https://login.salesforce.com', clientId });
    assert.equal(controller.state.status, 'error');
    assert.equal(controller.state.error?.code, 'CONFIG');
    await controller.start();
    controller.preload();
    await assert.rejects(controller.connect(), { code: 'CONFIG' });
    await assert.rejects(controller.getAccessToken(), { code: 'NOT_CONNECTED' });
    await controller.disconnect();
    assert.equal(controller.state.error?.code, 'CONFIG');
    assert.equal(tab.popups.length, 0);
  });

  it('can be prepared where there is no page', async () => {
    const controller = new AuthController(config);
    await controller.start();
    await controller.disconnect();
    assert.equal(controller.state.status, 'disconnected');
  });
});
