import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Session, seedUsername } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

describe('the identity URL of the simulated org', () => {
  let org: TestOrg;
  let session: Session;
  before(async () => {
    org = await startOrg();
    session = org.signIn();
  });
  after(() => org.close());

  const get = (url: string, token: string | undefined = session.accessToken) =>
    fetch(url, { headers: token === '' ? {} : { authorization: `Bearer ${token}` } });

  test('tells who has signed in, in its own words', async () => {
    const response = await get(session.id);
    assert.equal(response.status, 200);
    const body = await response.json();
    const names = ['id', 'asserted_user', 'username', 'active', 'user_type'] as const;
    assert.deepEqual(
      names.map((name) => body[name]),
      [session.id, true, seedUsername, true, 'STANDARD'],
    );
    assert.equal(session.id, `${org.url}/id/${body.organization_id}/${body.user_id}`);
    assert.match(body.urls.rest, /\/services\/data\/v\{version\}\/$/);
    assert.match(body.last_modified_date, /\+0000$/);
  });

  test('tells of another user too, also by an id of 15 characters', async () => {
    const marco = org.signIn('marco@northwind.example').id;
    for (const url of [marco, marco.slice(0, -3)]) {
      const { username, asserted_user } = await (await get(url)).json();
      assert.deepEqual([username, asserted_user], ['marco@northwind.example', false]);
    }
  });

  test('counts the offset of the time zone without daylight saving', async () => {
    const client = restClient(org);
    const [, userId] = /(\w+)$/.exec(session.id) ?? [];
    for (const [zone, hours] of [
      ['America/Los_Angeles', -8],
      ['Europe/Berlin', 1],
      ['GMT', 0],
      ['Asia/Tokyo', 9],
    ] as const) {
      await client.call('PATCH', `/sobjects/User/${userId}`, { TimeZoneSidKey: zone });
      const { timezone, utcOffset } = await (await get(session.id)).json();
      assert.deepEqual([timezone, utcOffset], [zone, hours * 3_600_000]);
    }
  });

  test('refuses with a word', async () => {
    const answers = async (url: string, token?: string) => {
      const response = await get(url, token);
      return [response.status, await response.text()];
    };
    const [, organization = ''] = /id\/(\w+)/.exec(session.id) ?? [];
    assert.deepEqual(await answers(session.id, ''), [403, 'Missing_OAuth_Token']);
    assert.deepEqual(await answers(session.id, 'nothing'), [403, 'Bad_OAuth_Token']);
    assert.deepEqual(await answers(`${org.url}/id/00D000000000001AAA/005000000000001`), [403, 'Wrong_Org']);
    for (const id of ['005000000000001AAA', '003Sm0AAAAAAAAB', 'nobody', '']) {
      assert.deepEqual(await answers(`${org.url}/id/${organization}/${id}`), [404, 'Bad_Id'], id);
    }
  });
});
