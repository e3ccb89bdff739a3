import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { builtInClient } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { authorizeUrl } from './sign-in.ts';

describe('where clients of the simulated org may be answered', () => {
  let org: TestOrg;
  before(async () => {
    const redirectUris = ['https://pages.example/kit/*', 'https://exact.example/back'];
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
});
