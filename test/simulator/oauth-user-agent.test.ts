import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, redirectUri, userAgentUrl, Visitor } from './sign-in.ts';

describe('the user-agent flow of the simulated org', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const fragmentOf = (answer: URL) => new URLSearchParams(answer.hash.slice(1));

  test('consent sends the token back in the fragment, and nothing in the query', async () => {
    const answer = await new Visitor(org.url).decide('allow', userAgentUrl(org.url));
    assert.equal(answer.origin + answer.pathname + answer.search, redirectUri);
    const fragment = fragmentOf(answer);
    assert.deepEqual(
      [...fragment.keys()],
      ['access_token', 'instance_url', 'id', 'issued_at', 'signature', 'scope', 'token_type', 'state'],
    );
    assert.match(fragment.get('access_token') ?? '', /^00D[a-zA-Z0-9]{12}!/);
    assert.match(fragment.get('issued_at') ?? '', /^\d{13}$/);
    assert.equal(fragment.get('instance_url'), org.url);
    assert.equal(fragment.get('scope'), 'api refresh_token');
    assert.equal(fragment.get('token_type'), 'Bearer');
    assert.equal(fragment.get('state'), 'st/ate+1');
  });

  test('everything is URL-encoded, the exclamation mark of the token as well', async () => {
    const answer = await new Visitor(org.url).decide('allow', userAgentUrl(org.url, { state: "it's (*)!" }));
    assert.match(answer.hash, /^#access_token=00D\w{12}%21[\w.]+&instance_url=http%3A%2F%2Flocalhost%3A\d+&/);
    assert.match(answer.hash, /&state=it%27s%20%28%2A%29%21$/);
  });

  test('the token works, and its identity URL is the user’s', async () => {
    const fragment = fragmentOf(await new Visitor(org.url).decide('allow', userAgentUrl(org.url)));
    const headers = { authorization: `Bearer ${fragment.get('access_token')}` };
    const user = await (await fetch(`${org.url}/services/oauth2/userinfo`, { headers })).json();
    assert.equal(user.preferred_username, 'ada@northwind.example');
    assert.equal(user.sub, fragment.get('id'));
  });

  test('a redirect URI keeps its own query', async () => {
    const own = `${redirectUri}?page=2`;
    const answer = await new Visitor(org.url).decide('allow', userAgentUrl(org.url, { redirect_uri: own }));
    assert.equal(answer.href.split('#')[0], own);
  });

  test('a redirect URI with a fragment is never answered', async () => {
    for (const tail of ['#', '#access_token=x']) {
      const url = userAgentUrl(org.url, { redirect_uri: redirectUri + tail });
      const answer = await new Visitor(org.url).open(url);
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get('location'), null);
    }
  });

  test('denial comes back in the fragment', async () => {
    const answer = await new Visitor(org.url).decide('deny', userAgentUrl(org.url));
    assert.equal(answer.search, '');
    assert.deepEqual(Object.fromEntries(fragmentOf(answer)), {
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'st/ate+1',
    });
  });

  test('errors come back in the fragment', async () => {
    for (const [changes, error] of [
      [{ scope: 'everything' }, 'invalid_scope'],
      [{ prompt: 'none' }, 'login_required'],
    ] as const) {
      const answer = await new Visitor(org.url).open(userAgentUrl(org.url, changes));
      const location = new URL(answer.headers.get('location') ?? '');
      assert.equal(location.search, '');
      assert.equal(fragmentOf(location).get('error'), error);
    }
  });

  test('other response types are refused in the query', async () => {
    for (const type of ['code token', 'id_token', 'toString']) {
      const answer = await new Visitor(org.url).open(authorizeUrl(org.url, { response_type: type }));
      const location = new URL(answer.headers.get('location') ?? '');
      assert.equal(location.searchParams.get('error'), 'unsupported_response_type');
      assert.equal(location.hash, '');
    }
  });

  test('openid-configuration names the flow', async () => {
    const configuration = await (await fetch(`${org.url}/.well-known/openid-configuration`)).json();
    assert.deepEqual(configuration.response_types_supported, ['code', 'token']);
  });
});
