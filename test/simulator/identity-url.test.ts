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

  test('calls the function it is asked to, by a name and nothing else', async () => {
    const ask = (callback: string) => get(`${session.id}?callback=${encodeURIComponent(callback)}`);
    for (const name of ['handler', 'app.on$User']) {
      const response = await ask(name);
      assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
      const text = await response.text();
      assert.ok(text.startsWith(`${name}({`) && text.endsWith('});'), text);
      assert.equal(JSON.parse(text.slice(name.length + 1, -2)).username, seedUsername);
    }
    for (const code of ['alert(1);handler', '<script>', 'a..b', '']) {
      assert.equal((await (await ask(code)).json()).username, seedUsername, code);
    }
  });

  test('answers as XML where that is asked for first', async () => {
    const typeOf = async (accept: string, query = '') => {
      const headers = { authorization: `Bearer ${session.accessToken}`, accept };
      const response = await fetch(session.id + query, { headers });
      return (response.headers.get('content-type') ?? '').split(';')[0];
    };
    assert.equal(await typeOf('application/xml,application/json,*/*'), 'application/xml');
    assert.equal(await typeOf('application/json,application/xml'), 'application/json');
    assert.equal(await typeOf('text/html,*/*,application/xml'), 'application/json');
    assert.equal(await typeOf('application/json', '?format=xml'), 'application/xml');
    assert.equal(await typeOf('application/xml', '?format=json'), 'application/json');
    const text = await (await get(`${session.id}?format=xml`)).text();
    assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<user /);
    assert.ok(text.includes(`<username>${seedUsername}</username>`), text);
    assert.ok(text.includes('<asserted_user>true</asserted_user>'), text);
    assert.ok(text.includes('<status><created_date xsi:nil="true"/><body xsi:nil="true"/></status>'), text);
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
