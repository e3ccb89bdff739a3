import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { restClient } from './rest-client.ts';
import { authorizeUrl, formOf } from './sign-in.ts';

describe('the page of a record', () => {
  let org: TestOrg;
  let id: string;
  before(async () => {
    org = await startOrg();
    id = await restClient(org).create('Account', { Name: 'Paged Ltd', Rating: 'Hot', Phone: '5550177' });
  });
  after(() => org.close());

  /** The cookie of a browser in which that user has logged in. */
  async function loggedIn(username: string): Promise<string> {
    const { action, ticket } = formOf(await (await fetch(authorizeUrl(org.url))).text());
    const body = new URLSearchParams({ ticket, username, password: 'simulated' });
    const response = await fetch(new URL(action, org.url), { method: 'POST', body });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async function shown(cookie = '') {
    const response = await fetch(`${org.url}/${id}`, { headers: { cookie } });
    const text = await response.text();
    return [response.status, ...['Paged Ltd', '5550177', 'Hot'].map((value) => text.includes(value))];
  }

  test('shows nothing to who is not logged in with the browser', async () => {
    assert.deepEqual(await shown(), [401, false, false, false]);
    const text = await (await fetch(`${org.url}/${id}`)).text();
    const [, link = ''] = /<a href="([^"]+)">Log in<\/a>/.exec(text) ?? [];
    const login = await (await fetch(new URL(link, `${org.url}/${id}`))).text();
    assert.match(login, /name="password"/);
  });

  test('shows what the user may see', async () => {
    assert.deepEqual(await shown(await loggedIn('ada@northwind.example')), [200, true, true, true]);
    assert.deepEqual(await shown(await loggedIn('claire@northwind.example')), [200, true, true, false]);
  });

  test('shows text as text', async () => {
    const contact = await restClient(org).create('Contact', { LastName: '<b>Bold</b>' });
    const cookie = await loggedIn('ada@northwind.example');
    const response = await fetch(`${org.url}/${contact}`, { headers: { cookie } });
    assert.match(await response.text(), /&lt;b&gt;Bold&lt;\/b&gt;/);
  });

  test('of an object that is hidden is none', async () => {
    org.setPermissions('mei@northwind.example', { objects: { Account: { allowRead: false } } });
    assert.deepEqual(await shown(await loggedIn('mei@northwind.example')), [404, false, false, false]);
  });
});
