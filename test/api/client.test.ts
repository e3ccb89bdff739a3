import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createClient, type GetAccessToken } from '../../src/api/client.ts';
import { describeSObject } from '../../src/api/describe.ts';
import { queryNext } from '../../src/api/query.ts';
import { queryPages } from '../../src/api/query-pages.ts';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../../src/api/records.ts';
import { SfError } from '../../src/errors/sf-error.ts';
import { startOrg } from '../support/start-org.ts';

type Org = Awaited<ReturnType<typeof startOrg>>;

const failureOf = async (promise: Promise<unknown>): Promise<SfError> => {
  const error = await promise.then(
    () => assert.fail('the request was expected to fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SfError, String(error));
  return error;
};

describe('the client, against the simulated org', () => {
  let org: Org;
  let asked: Parameters<GetAccessToken>[0][];
  before(async () => {
    org = await startOrg({ pageSize: 50 });
  });
  after(() => org.close());
  beforeEach(() => {
    asked = [];
  });

  /** A client of the signed-in user whose session can be renewed. */
  function setup() {
    let session = org.org.signIn();
    return createClient({
      getAccessToken: async (request) => {
        asked.push(request);
        if (request.refused) session = org.org.signIn();
        return session;
      },
    });
  }

  it('creates, reads, updates and deletes a record', async () => {
    const client = setup();
    const objectApiName = 'Contact';
    const id = await createRecord(client, {
      objectApiName,
      fields: { LastName: 'Iversen', Email: 'i@example.com' },
    });
    assert.match(id, /^003\w{15}$/);
    await updateRecord(client, { objectApiName, id, fields: { Email: null } });
    const record = await getRecord(client, { objectApiName, id, fields: ['LastName', 'Email'] });
    assert.equal(record.LastName, 'Iversen');
    assert.equal(record.Email, null);
    await deleteRecord(client, { objectApiName, id });
    assert.equal((await failureOf(getRecord(client, { objectApiName, id }))).status, 404);
  });

  it('describes an object', async () => {
    const describe = await describeSObject(setup(), 'Contact');
    assert.equal(describe.name, 'Contact');
    assert.ok(describe.fields.some(({ name }) => name === 'LastName'));
  });

  it('reads all pages of a query, each record once', async () => {
    const ids: unknown[] = [];
    let pages = 0;
    let total = 0;
    for await (const page of queryPages(setup(), 'SELECT Id FROM Contact ORDER BY Id LIMIT 101')) {
      pages++;
      total = page.totalSize;
      ids.push(...page.records.map(({ Id }) => Id));
    }
    assert.equal(pages, 3);
    assert.equal(ids.length, total);
    assert.equal(new Set(ids).size, total);
  });

  it('renews a refused token once and repeats the request once', async () => {
    const client = setup();
    await describeSObject(client, 'Account');
    org.org.expireAccessTokens();
    await describeSObject(client, 'Account');
    assert.equal(asked.filter(({ refused }) => refused).length, 1);
  });

  it('gives up when the renewed token is refused too', async () => {
    const session = org.org.signIn();
    org.org.expireAccessTokens();
    let tokens = 0;
    const client = createClient({
      getAccessToken: async () => {
        tokens++;
        return session;
      },
    });
    const error = await failureOf(describeSObject(client, 'Account'));
    assert.equal(error.code, 'INVALID_SESSION_ID');
    assert.equal(tokens, 2);
  });

  it('gives the org’s code, status and fields, and no record data in the message', async () => {
    const fields = { FirstName: 'Secretive' };
    const error = await failureOf(createRecord(setup(), { objectApiName: 'Contact', fields }));
    assert.equal(error.code, 'REQUIRED_FIELD_MISSING');
    assert.equal(error.status, 400);
    assert.deepEqual(error.fields, ['LastName']);
    assert.match(error.message, /^Create Contact: A required field is empty\. Fill it in/);
    assert.doesNotMatch(error.message, /Secretive/);
  });

  it('keeps the query out of the message of a malformed one', async () => {
    const pages = queryPages(setup(), "SELECT Name FORM Account WHERE Name = 'Secretive'");
    const error = await failureOf(pages.next());
    assert.equal(error.code, 'MALFORMED_QUERY');
    assert.doesNotMatch(error.message, /Secretive/);
  });

  it('refuses a record id and an object name that are none before any request', async () => {
    const client = setup();
    assert.equal(
      (await failureOf(getRecord(client, { objectApiName: 'Contact', id: '../Account' }))).code,
      'MALFORMED_ID',
    );
    assert.equal((await failureOf(describeSObject(client, 'Contact/x'))).code, 'UNKNOWN_OBJECT');
    assert.equal(asked.length, 0);
  });

  it('rejects with the abort, not with a failure, when the caller gives up', async () => {
    const controller = new AbortController();
    const describing = describeSObject(setup(), 'Account', { signal: controller.signal });
    controller.abort();
    await assert.rejects(describing, { name: 'AbortError' });
  });

  it('says so when the org answers with a page instead of data', async () => {
    org.org.setDown(true);
    try {
      const error = await failureOf(describeSObject(setup(), 'Account'));
      assert.equal(error.status, 503);
      assert.match(error.remedy, /maintenance/);
    } finally {
      org.org.setDown(false);
    }
  });

  it('says so when nothing answers', async () => {
    const getAccessToken = async () => ({ accessToken: 'any', instanceUrl: 'http://localhost:1' });
    const error = await failureOf(describeSObject(createClient({ getAccessToken }), 'Account'));
    assert.equal(error.code, 'NETWORK');
  });
});

describe('the client, against an odd org', () => {
  let server: Server;
  let answer: (url: string, response: ServerResponse) => void;
  before(async () => {
    server = createServer((request, response) => answer(request.url ?? '', response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());

  const json = { 'content-type': 'application/json' };
  const setup = () => {
    const { port } = server.address() as AddressInfo;
    const instanceUrl = `http://127.0.0.1:${port}`;
    return createClient({ getAccessToken: async () => ({ accessToken: 'token', instanceUrl }) });
  };

  it('takes an error code for no property that every object has', async () => {
    answer = (_, response) =>
      response.writeHead(400, json).end('[{"message":"No.","errorCode":"constructor"}]');
    const error = await failureOf(describeSObject(setup(), 'Account'));
    assert.equal(error.message, 'Describe Account: The org refused the request.');
  });

  it('does not blame the allowlist when an answer is cut off', async () => {
    answer = (url, response) => {
      if (!url.endsWith('/describe')) response.writeHead(200, json).end('{}');
      else response.writeHead(200, { ...json, 'content-length': 100 }).write('{', () => response.destroy());
    };
    const page = { origin: 'https://site.example' };
    Object.defineProperty(globalThis, 'location', { value: page, configurable: true });
    try {
      const error = await failureOf(describeSObject(setup(), 'Account'));
      assert.equal(error.code, 'NETWORK');
      assert.match(error.problem, /got lost/);
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });
});

describe('where the client sends the token', () => {
  let elsewhere: Server;
  let seen: (string | undefined)[];
  let paths: (string | undefined)[];
  before(async () => {
    elsewhere = createServer((request, response) => {
      seen.push(request.headers.authorization);
      paths.push(request.url);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  });
  after(() => elsewhere.close());
  beforeEach(() => {
    seen = [];
    paths = [];
  });

  const originOf = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

  /** A client whose org is at `instanceUrl`. */
  const setup = (instanceUrl: string) =>
    createClient({ getAccessToken: async () => ({ accessToken: 'token', instanceUrl }) });

  it('is the org’s REST API', async () => {
    await setup(originOf()).request({ operation: 'Test', path: '/services/data/v66.0/query/01g-2000' });
    assert.deepEqual(seen, ['Bearer token']);
  });

  it('lies below the path of an org that has one, also where an answer names it from there', async () => {
    const client = setup(`${originOf()}/org`);
    for (const path of ['limits', '/services/data/v66.0/limits', '/org/services/data/v66.0/limits']) {
      await client.request({ operation: 'Test', path });
    }
    assert.deepEqual(paths, Array(3).fill('/org/services/data/v66.0/limits'));
    await failureOf(client.request({ operation: 'Test', path: '/services/data/../../apex/page' }));
    await failureOf(client.request({ operation: 'Test', path: '/apex/services/data/v66.0/limits' }));
    assert.equal(seen.length, 3);
  });

  const elsewherePaths = [
    '//HOST/services/data/x',
    '/\\HOST/services/data/x',
    '.HOST/services/data/x',
    '@HOST/services/data/x',
    'http://HOST/services/data/x',
    '/services/data/../oauth2/token',
    '/services/data/%2e%2e/oauth2/token',
    '/apex/page',
    '\t//HOST/services/data/x',
  ];
  for (const path of elsewherePaths) {
    it(`is not ${JSON.stringify(path)}`, async () => {
      const host = new URL(originOf()).host;
      const client = setup('http://localhost:1');
      await failureOf(client.request({ operation: 'Test', path: path.replace('HOST', host) }));
      assert.deepEqual(seen, []);
    });
  }

  it('is the org alone where a page of a query names another', async () => {
    const client = setup('http://localhost:1');
    const next = `${originOf()}/services/data/v66.0/query/01g-2000`;
    const error = await failureOf(queryNext(client, next));
    assert.match(error.problem, /would have left the REST API/);
    assert.deepEqual(seen, []);
  });

  it('is not the target of a redirect', async () => {
    const redirecting = createServer((_, response) =>
      response.writeHead(302, { location: originOf() }).end(),
    );
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    try {
      const instanceUrl = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
      await failureOf(describeSObject(setup(instanceUrl), 'Account'));
      assert.deepEqual(seen, []);
    } finally {
      redirecting.close();
    }
  });
});
