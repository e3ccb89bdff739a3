import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';
import { authorizeUrl, exchange, refresh, userAgentUrl, Visitor } from './sign-in.ts';

describe('what the simulated org’s tokens are good for', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const limits = async (accessToken: string | null | undefined) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const response = await fetch(`${org.url}/services/data/v66.0/limits`, { headers });
    return [response.status, response.status === 200 ? undefined : (await response.json())[0].message];
  };

  for (const scope of ['openid refresh_token', 'id profile', 'web', 'chatter_api']) {
    test(`without the scope api or full there is no REST: ${scope}`, async () => {
      const { body } = await exchange(
        org.url,
        await new Visitor(org.url).connect(authorizeUrl(org.url, { scope })),
      );
      const refused = [401, 'This session is not valid for use with the REST API'];
      assert.deepEqual(await limits(body.access_token), refused);
      const userInfo = await fetch(`${org.url}/services/oauth2/userinfo`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
      assert.equal((await userInfo.json()).sub, body.id);
    });
  }

  for (const scope of ['api', 'full', 'openid api']) {
    test(`there is REST with the scope ${scope}`, async () => {
      const url = userAgentUrl(org.url, { scope });
      const { hash } = await new Visitor(org.url).decide('allow', url);
      const token = new URLSearchParams(hash.slice(1)).get('access_token');
      assert.deepEqual(await limits(token), [200, undefined]);
    });
  }

  describe('once their user is inactive', () => {
    const setActive = async (active: boolean) => {
      const { query, call } = restClient(org, 'marco@northwind.example');
      const { records } = await query("SELECT Id FROM User WHERE Username = 'ada@northwind.example'");
      const { status } = await call('PATCH', `/sobjects/User/${records[0].Id}`, { IsActive: active });
      assert.equal(status, 204);
    };
    afterEach(() => setActive(true));

    test('they are refused, and so is their renewal', async () => {
      const { body } = await exchange(org.url, await new Visitor(org.url).connect());
      await setActive(false);
      assert.deepEqual(await limits(body.access_token), [401, 'Session expired or invalid']);
      const refused = await refresh(org.url, body.refresh_token);
      assert.deepEqual(
        [refused.status, refused.body],
        [400, { error: 'invalid_grant', error_description: 'inactive user' }],
      );
      assert.throws(() => org.signIn(), { name: 'TypeError', message: /ada@northwind\.example.*not active/ });
      await setActive(true);
      assert.equal((await refresh(org.url, body.refresh_token)).status, 200);
    });

    test('a code brings none', async () => {
      const code = await new Visitor(org.url).connect();
      await setActive(false);
      const { status, body } = await exchange(org.url, code);
      assert.deepEqual([status, body.error_description], [400, 'inactive user']);
    });

    test('a browser is logged in no longer', async () => {
      const visitor = new Visitor(org.url);
      await visitor.logIn();
      const consent = await (await visitor.open(authorizeUrl(org.url))).text();
      assert.match(consent, /Allow access\?/);
      await setActive(false);
      assert.equal((await visitor.submit(consent, { decision: 'allow' })).status, 400);
      assert.match(await (await visitor.open(authorizeUrl(org.url))).text(), /<h1>Log in<\/h1>/);
    });
  });
});
