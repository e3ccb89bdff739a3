import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, exchange, redirectUri, userAgentUrl, Visitor } from './sign-in.ts';

describe('what a client asks the simulated org to show', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => {
    org.revokeRefreshTokens();
    org.expireAccessTokens();
  });

  const loggedIn = async () => {
    const visitor = new Visitor(org.url);
    await visitor.logIn();
    return visitor;
  };
  const headings = async (visitor: Visitor, prompt: string) => {
    const page = await visitor.open(authorizeUrl(org.url, { prompt }));
    return /<h1>(.*)<\/h1>/.exec(await page.text())?.[1];
  };
  const answer = async (visitor: Visitor, url: string) => {
    const location = new URL((await visitor.open(url)).headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, redirectUri);
    return new URLSearchParams(location.search || location.hash.slice(1));
  };

  for (const [prompt, heading] of [
    ['login', 'Log in'],
    ['select_account', 'Allow access?'],
    ['consent', 'Allow access?'],
    ['login consent', 'Log in'],
  ] as const) {
    test(`prompt=${prompt}: who is logged in sees “${heading}”`, async () => {
      assert.equal(await headings(await loggedIn(), prompt), heading);
      assert.equal(await headings(new Visitor(org.url), prompt), 'Log in');
    });
  }

  for (const [silently, noLogin, noConsent] of [
    [{ prompt: 'none' }, 'login_required', 'consent_required'],
    [{ immediate: 'true' }, 'immediate_unsuccessful', 'immediate_unsuccessful'],
  ] as const) {
    describe(`with ${new URLSearchParams(silently)} no page is shown`, () => {
      test('to who is not logged in', async () => {
        const params = await answer(new Visitor(org.url), authorizeUrl(org.url, silently));
        assert.deepEqual([params.get('error'), params.get('code')], [noLogin, null]);
        assert.equal(params.get('state'), 'st/ate+1');
      });

      test('to who has not approved the client, or less, or no longer', async () => {
        const visitor = await loggedIn();
        const error = async (scope: string) => {
          const params = await answer(visitor, authorizeUrl(org.url, { ...silently, scope }));
          return params.get('error');
        };
        assert.equal(await error('api'), noConsent);
        await exchange(org.url, await new Visitor(org.url).connect());
        assert.equal(await error('api'), null);
        assert.equal(await error('api openid'), noConsent);
        org.revokeRefreshTokens();
        assert.equal(await error('api'), noConsent);
      });

      test('to who has approved the client: it is answered', async () => {
        await exchange(org.url, await new Visitor(org.url).connect());
        const visitor = await loggedIn();
        const code = (await answer(visitor, authorizeUrl(org.url, silently))).get('code') ?? '';
        assert.equal((await exchange(org.url, code)).status, 200);
        const params = await answer(visitor, userAgentUrl(org.url, { ...silently, scope: 'api' }));
        assert.match(params.get('access_token') ?? '', /^00D/);
      });
    });
  }
});
