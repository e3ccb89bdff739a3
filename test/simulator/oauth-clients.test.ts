import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { builtInClient } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl, Visitor } from './sign-in.ts';

describe('where clients of the simulated org may be answered', () => {
  let org: TestOrg;
  before(async () => {
    const redirectUris = ['https://pages.example/kit/*', 'https://exact.example/back', 'myapp:/back'];
    org = await startOrg({
      clients: [
        { clientId: 'other-client', name: 'Other', redirectUris: ['https://other.example/'] },
        { ...builtInClient, redirectUris },
      ],
    });
  });
  after(() => org.close());

  const statusAt = async (redirect_uri: string) =>
    (await fetch(authorizeUrl(org.url, { redirect_uri }))).status;

  test('a star stands for all that follows, for one client alone, also in the place of the one built in', async () => {
    for (const uri of [
      'https://pages.example/kit/',
      'https://pages.example/kit/a/b.html?c=d',
      'https://exact.example/back',
    ]) {
      assert.equal(await statusAt(uri), 200, uri);
    }
    for (const uri of [
      'https://pages.example/kit',
      'https://pages.example/kit/../other/',
      'https://pages.example/kit/%2e%2e/other/',
      'https://pages.example/',
      'https://pages.example.evil.example/kit/',
      'https://user@pages.example/kit/',
      'https://pages.example/kit/#fragment',
      'https://exact.example/back/further',
      'https://other.example/',
      'http://localhost:4000/',
    ]) {
      assert.equal(await statusAt(uri), 400, uri);
    }
  });
  test('a URI with a scheme of its own is named whole on the consent page', async () => {
    const visitor = new Visitor(org.url);
    const login = await (await visitor.open(authorizeUrl(org.url, { redirect_uri: 'myapp:/back' }))).text();
    const values = { username: 'ada@northwind.example', password: 'simulated' };
    const consent = await (await visitor.submit(login, values)).text();
    assert.match(consent, /Simulated Client<\/strong> at myapp:\/back is asking/);
    const answer = await visitor.submit(consent, { decision: 'allow' });
    assert.match(answer.headers.get('location') ?? '', /^myapp:\/back\?code=/);
  });

  test('a client whose redirect URI is no URL is refused at the start', async () => {
    const clients = [{ clientId: 'broken', name: 'Broken', redirectUris: ['back.html'] }];
    const message = '"back.html", a redirect URI of broken, is no URL.';
    await assert.rejects(startOrg({ clients }), { name: 'TypeError', message });
  });
});
