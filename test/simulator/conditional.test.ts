import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';

const second = 1_000;

describe('conditional requests', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  let now = new Date('2026-05-01T10:00:00.600Z');
  before(async () => {
    org = await startOrg({ now: () => now, allowedOrigins: ['https://page.example'] });
    client = restClient(org);
  });
  after(() => org.close());

  const later = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  const httpDate = (offset = 0) => new Date(now.getTime() + offset).toUTCString();
  const nameOf = async (path: string) => (await client.get(path)).body.Name;

  test('the global describe is not sent again until something changes', async () => {
    const { headers } = await client.get('/sobjects');
    const seen = { 'if-modified-since': headers.get('last-modified') ?? '' };
    const same = await client.get('/sobjects', seen);
    assert.deepEqual([same.status, same.body], [304, '']);
    org.org.editDescribe('Task', (task) => {
      task.label = 'To-do';
    });
    assert.equal((await client.get('/sobjects', seen)).status, 200);
  });

  test('a describe is sent again to who has chosen another language, and each user has tags of their own', async () => {
    const path = '/sobjects/Contact/describe';
    const users = "SELECT Id FROM User WHERE Username = 'jonas@northwind.example'";
    const userId = (await client.query(users)).records[0].Id;
    const jonas = restClient(org, 'jonas@northwind.example');
    const first = await jonas.get(path);
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' };
    const date = { 'if-modified-since': first.headers.get('last-modified') ?? '' };
    assert.deepEqual([(await jonas.get(path, tag)).status, (await jonas.get(path, date)).status], [304, 304]);
    assert.notEqual((await client.get(path)).headers.get('etag'), tag['if-none-match']);
    later(2 * second);
    await client.call('PATCH', `/sobjects/User/${userId}`, { LanguageLocaleKey: 'fr' });
    for (const known of [tag, date]) {
      const { status, body } = await jonas.get(path, known);
      assert.deepEqual([status, body.labelPlural === first.body.labelPlural], [200, false]);
    }
    const global = await jonas.get('/sobjects', date);
    assert.equal(global.status, 200);
  });

  test('a record says when it last changed, also to a page of another origin', async () => {
    const path = `/sobjects/Contact/${await client.create('Contact', { LastName: 'Dated' })}`;
    const { headers } = await client.get(path, { origin: 'https://page.example' });
    assert.equal(headers.get('last-modified'), httpDate());
    assert.equal(headers.get('access-control-expose-headers'), null);
    assert.equal(headers.get('etag'), null);
    assert.equal((await client.get(`${path}?fields=Name`)).headers.get('last-modified'), httpDate());
  });

  test('If-Modified-Since: 304 until the record changes, to the second', async () => {
    const path = `/sobjects/Contact/${await client.create('Contact', { LastName: 'Before' })}`;
    const seen = { 'if-modified-since': httpDate() };
    assert.equal((await client.get(path, seen)).status, 304);
    assert.equal((await client.get(path, { 'if-modified-since': httpDate(-second) })).status, 200);
    later(second);
    await client.call('PATCH', path, { LastName: 'After' });
    const changed = await client.get(path, seen);
    assert.deepEqual([changed.status, changed.body.Name], [200, 'After']);
    assert.equal((await client.get(path, { 'if-modified-since': 'yesterday' })).status, 200);
  });

  test('If-Unmodified-Since: 412 without a body for who has not seen the last change', async () => {
    const path = `/sobjects/Contact/${await client.create('Contact', { LastName: 'Mine' })}`;
    const read = { 'if-unmodified-since': httpDate() };
    later(second);
    await client.call('PATCH', path, { LastName: 'Theirs' });
    for (const [method, body] of [['GET'], ['PATCH', { LastName: 'Late' }], ['DELETE']] as const) {
      const refused = await client.call(method, path, body, read);
      assert.deepEqual([refused.status, refused.body], [412, ''], method);
    }
    assert.equal(await nameOf(path), 'Theirs');
    const fresh = { 'if-unmodified-since': httpDate() };
    assert.equal((await client.call('PATCH', path, { LastName: 'Mine' }, fresh)).status, 204);
    assert.equal((await client.call('DELETE', path, undefined, fresh)).status, 204);
  });

  test('a change within the second goes unseen', async () => {
    const path = `/sobjects/Contact/${await client.create('Contact', { LastName: 'Mine' })}`;
    await client.call('PATCH', path, { LastName: 'Theirs' });
    const read = { 'if-unmodified-since': httpDate() };
    assert.equal((await client.call('PATCH', path, { LastName: 'Mine' }, read)).status, 204);
  });

  test('a write on a condition that is no date is refused', async () => {
    const path = `/sobjects/Contact/${await client.create('Contact', { LastName: 'Kept' })}`;
    const broken = { 'if-unmodified-since': 'yesterday' };
    assert.equal((await client.call('PATCH', path, { LastName: 'Lost' }, broken)).status, 400);
    assert.equal((await client.call('DELETE', path, undefined, broken)).status, 400);
    assert.equal(await nameOf(path), 'Kept');
  });

  test('an upsert heeds them where there is a record', async () => {
    const id = await client.create('Account', { Name: 'Mine', External_Id__c: 'conditional' });
    const path = '/sobjects/Account/External_Id__c/conditional';
    const read = { 'if-unmodified-since': httpDate() };
    later(second);
    await client.call('PATCH', `/sobjects/Account/${id}`, { Name: 'Theirs' });
    for (const headers of [read, { 'if-match': '"another"' }]) {
      const refused = await client.call('PATCH', path, { Name: 'Late' }, headers);
      assert.deepEqual([refused.status, refused.body], [412, '']);
    }
    assert.equal((await client.call('PATCH', path, { Name: 'Late' }, { 'if-match': 'x' })).status, 400);
    assert.equal(await nameOf(path), 'Theirs');
    const fresh = { 'if-unmodified-since': httpDate(), 'if-match': '*' };
    assert.equal((await client.call('PATCH', path, { Name: 'Mine' }, fresh)).status, 200);
    const other = '/sobjects/Account/External_Id__c/unconditional';
    assert.equal((await client.call('PATCH', other, { Name: 'New' }, read)).status, 201);
  });

  describe('entity tags of accounts', () => {
    const account = async () => {
      const path = `/sobjects/Account/${await client.create('Account', { Name: 'Tagged' })}`;
      return { path, tag: (await client.get(path)).headers.get('etag') ?? '' };
    };

    test('If-None-Match: 304 for what is known, even within the second', async () => {
      const { path, tag } = await account();
      assert.match(tag, /^"[^"]+"$/);
      assert.equal((await client.get(path, { 'if-none-match': `"other", ${tag}` })).status, 304);
      await client.call('PATCH', path, { Name: 'Changed' });
      const changed = await client.get(path, { 'if-none-match': tag });
      assert.deepEqual([changed.status, changed.body.Name], [200, 'Changed']);
      assert.notEqual(changed.headers.get('etag'), tag);
    });

    test('If-Match: 412 for who has seen another state', async () => {
      const { path, tag } = await account();
      assert.equal((await client.call('PATCH', path, { Name: 'First' }, { 'if-match': tag })).status, 204);
      const second = await client.call('PATCH', path, { Name: 'Second' }, { 'if-match': tag });
      assert.deepEqual([second.status, second.body], [412, '']);
      assert.equal(await nameOf(path), 'First');
      assert.equal((await client.call('PATCH', path, { Name: 'Third' }, { 'if-match': '*' })).status, 204);
    });

    test('a write on a condition that is no tag is refused', async () => {
      const { path, tag } = await account();
      for (const value of ['', 'nonsense', tag.slice(1, -1), `${tag} ${tag}`]) {
        for (const name of ['if-match', 'if-none-match']) {
          const { status } = await client.call('PATCH', path, { Name: 'Lost' }, { [name]: value });
          assert.equal(status, 400, `${name}: ${value}`);
          assert.equal((await client.get(path, { [name]: value })).status, 200);
        }
      }
      assert.equal((await client.call('DELETE', path, undefined, { 'if-match': 'nonsense' })).status, 400);
      const known = { 'if-match': `"another", W/${tag}` };
      assert.equal((await client.call('PATCH', path, { Name: 'Kept' }, known)).status, 204);
    });

    test('no other object has them: their conditions count for nothing', async () => {
      const path = `/sobjects/Lead/${await client.create('Lead', { LastName: 'x', Company: 'x' })}`;
      const any = { 'if-match': '"another"' };
      assert.equal((await client.call('PATCH', path, { Company: 'y' }, any)).status, 204);
    });
  });
});
