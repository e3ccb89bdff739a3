import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createSimulatedOrg } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, exchange, postToken, redirectUri, refresh, userAgentUrl, Visitor } from './sign-in.ts';

const listed = 'http://localhost:4000';
const partners = { path: '/partners', id: '0DB000000000001AAA' };

describe('Experience Cloud sites of the simulated org', () => {
  let org: TestOrg;
  let site: string;
  before(async () => {
    org = await startOrg({ allowedOrigins: [listed] });
    site = `${org.url}/customers`;
  });
  after(() => org.close());

  const bearer = (accessToken: string | null | undefined) => ({ authorization: `Bearer ${accessToken}` });
  const limits = async (accessToken: string | null | undefined) => {
    const url = `${org.url}/services/data/v66.0/limits`;
    return (await fetch(url, { headers: bearer(accessToken) })).status;
  };
  const signedIn = async () => (await exchange(site, await new Visitor(site).connect())).body;

  test('login and consent stay below the site’s path, and the token names the site', async () => {
    const visitor = new Visitor(site);
    const login = await (await visitor.open(authorizeUrl(site))).text();
    assert.match(login, /<form method="post" action="\/customers\/login">/);
    const consent = await visitor.submit(login, { username: 'ada@northwind.example', password: 'simulated' });
    const html = await consent.text();
    assert.match(html, /<form method="post" action="\/customers\/setup\/secur\/RemoteAccess/);
    const answer = await visitor.submit(html, { decision: 'allow' });
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { body } = await exchange(site, code);
    assert.equal(body.sfdc_community_url, site);
    assert.match(body.sfdc_community_id ?? '', /^0DB[a-zA-Z0-9]{15}$/);
    assert.equal(body.instance_url, org.url);
  });

  test('a token of the site works for REST at the org’s root and userinfo at both', async () => {
    const tokens = await signedIn();
    assert.equal(await limits(tokens.access_token), 200);
    for (const url of [site, org.url]) {
      const answer = await fetch(`${url}/services/oauth2/userinfo`, { headers: bearer(tokens.access_token) });
      assert.equal((await answer.json()).sub, tokens.id);
    }
  });

  test('the site answers no REST', async () => {
    const headers = bearer((await signedIn()).access_token);
    assert.equal((await fetch(`${site}/services/data/v66.0/limits`, { headers })).status, 404);
  });

  test('a refreshed token names the site again', async () => {
    const tokens = await signedIn();
    const { status, body } = await refresh(site, tokens.refresh_token);
    assert.deepEqual(
      [status, body.sfdc_community_url, body.sfdc_community_id],
      [200, site, tokens.sfdc_community_id],
    );
    assert.notEqual(body.refresh_token, tokens.refresh_token);
  });

  test('the user-agent flow’s fragment names the site', async () => {
    const answer = await new Visitor(site).decide('allow', userAgentUrl(site));
    assert.equal(answer.origin + answer.pathname, redirectUri);
    const fragment = new URLSearchParams(answer.hash.slice(1));
    assert.equal(fragment.get('sfdc_community_url'), site);
    assert.match(fragment.get('sfdc_community_id') ?? '', /^0DB/);
    assert.equal(await limits(fragment.get('access_token')), 200);
  });

  test('tokens of the org itself name no site', async () => {
    const { body } = await exchange(org.url, await new Visitor(org.url).connect());
    assert.deepEqual(
      Object.keys(body).filter((key) => key.startsWith('sfdc_')),
      [],
    );
  });

  test('a code or refresh token counts only where it was given', async () => {
    const code = await new Visitor(site).connect();
    assert.equal((await exchange(org.url, code)).body.error, 'invalid_grant');
    assert.equal((await exchange(site, code)).status, 200);
    const tokens = await signedIn();
    assert.equal((await refresh(org.url, tokens.refresh_token)).body.error, 'invalid_grant');
    assert.equal((await refresh(site, tokens.refresh_token)).status, 200);
  });

  test('a browser is logged in to the org and to the site apart from each other', async () => {
    const visitor = new Visitor(org.url);
    await visitor.connect();
    assert.match(await (await visitor.open(authorizeUrl(site))).text(), /<h1>Log in<\/h1>/);
    await visitor.connect(authorizeUrl(site));
    for (const url of [org.url, site]) {
      assert.match(await (await visitor.open(authorizeUrl(url))).text(), /Allow access\?/, url);
    }
  });

  test('revoking at the site ends its tokens', async () => {
    const tokens = await signedIn();
    const body = new URLSearchParams({ token: tokens.refresh_token ?? '' });
    assert.equal((await fetch(`${site}/services/oauth2/revoke`, { method: 'POST', body })).status, 200);
    assert.equal(await limits(tokens.access_token), 401);
  });

  test('openid-configuration names the site’s issuer and endpoints, each of which is there', async () => {
    const url = `${site}/.well-known/openid-configuration`;
    const answer = await fetch(url, { headers: { origin: 'https://anywhere.example' } });
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://anywhere.example');
    const configuration = await answer.json();
    assert.equal(configuration.issuer, site);
    for (const name of ['authorization', 'token', 'revocation', 'introspection', 'userinfo', 'end_session']) {
      const endpoint: string = configuration[`${name}_endpoint`];
      assert.ok(endpoint.startsWith(`${site}/`), endpoint);
      assert.notEqual((await fetch(endpoint)).status, 404, endpoint);
    }
    assert.equal((await (await fetch(configuration.jwks_uri)).json()).keys.length, 1);
  });

  test('the issuer in answers is the site’s', async () => {
    org.setIssuerInAnswers(true);
    try {
      const { searchParams } = await new Visitor(site).decide('allow');
      assert.equal(searchParams.get('iss'), site);
    } finally {
      org.setIssuerInAnswers(false);
    }
  });

  test('the token endpoint answers listed origins only', async () => {
    const post = (origin: string) =>
      fetch(`${site}/services/oauth2/token`, { method: 'POST', headers: { origin } });
    const answer = await post(listed);
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [400, listed]);
    assert.equal((await post('https://evil.example')).status, 403);
  });

  test('the request log shows whole paths', async () => {
    await postToken(site, {});
    assert.equal(org.requests().at(-1)?.path, '/customers/services/oauth2/token');
  });

  test('an org has the sites it is given, and no look-alikes', async () => {
    const other = await startOrg({ sites: [partners] });
    try {
      const url = `${other.url}/partners`;
      const { body } = await exchange(url, await new Visitor(url).connect());
      assert.deepEqual([body.sfdc_community_url, body.sfdc_community_id], [url, partners.id]);
      for (const path of ['/customers', '/partners2', '/partners/partners']) {
        assert.equal((await fetch(`${other.url + path}/services/oauth2/authorize`)).status, 404, path);
      }
    } finally {
      await other.close();
    }
  });

  test('below an org whose base URL has a path', async () => {
    const below = await createSimulatedOrg({ scale: 'small', origin: 'https://host.example/org' });
    try {
      const url = 'https://host.example/org/customers';
      const answer = await below.handle(new Request(`${url}/.well-known/openid-configuration`));
      assert.equal((await answer.json()).issuer, url);
      const login = await below.handle(new Request(authorizeUrl(url)));
      assert.match(await login.text(), /action="\/org\/customers\/login"/);
    } finally {
      below.close();
    }
  });

  test('a path at which no site could be answered is refused', async () => {
    for (const path of ['customers', '/', '/a/b', '/customers/', '']) {
      await assert.rejects(
        createSimulatedOrg({ scale: 'small', sites: [{ path, id: partners.id }] }),
        TypeError,
      );
    }
  });
});
