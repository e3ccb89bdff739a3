import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { dataPath, restClient } from './rest-client.ts';

describe('malformed input to the simulated org', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
  });
  after(() => org.close());

  /** Sends a path as it is, which `fetch` would tidy up first. */
  function raw(method: string, path: string, body: string, contentType: string): Promise<number> {
    const { accessToken } = org.signIn();
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${accessToken}`, 'content-type': contentType };
      const outgoing = httpRequest(org.url, { method, path, headers }, (incoming) => {
        incoming.resume();
        incoming.on('end', () => resolve(incoming.statusCode ?? 0));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  const segment = fc.oneof(
    fc.constantFrom(
      'sobjects',
      'query',
      'queryAll',
      'search',
      'parameterizedSearch',
      'recent',
      'listviews',
      'deleted',
      'updated',
      'External_Id__c',
      'limits',
      'Contact',
      'describe',
      '..',
      '%',
      '%00',
      '%2e%2e',
      '',
      '__proto__',
    ),
    fc.constantFrom('constructor', 'toString', "Contact'--", '003Sm0AAAAAAAAA', '01gSm0AAAAAAAABI45-0', '-1'),
    fc.string({ maxLength: 12 }).map(encodeURIComponent),
  );
  const path = fc
    .tuple(
      fc.constantFrom(dataPath, '/services/oauth2', '/services', '', '/setup'),
      fc.array(segment, { maxLength: 4 }),
    )
    .map(([start, rest]) => `${start}/${rest.join('/')}`);
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('{', '[]', 'null', '{"__proto__":1}', '\uFEFF{}'),
  );
  const contentType = fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/json; charset=x',
  );

  test('no path, method or body is answered with 500', async () => {
    await fc.assert(
      fc.asyncProperty(method, path, body, contentType, async (verb, where, what, type) => {
        const status = await raw(verb, where, verb === 'GET' ? '' : what, type);
        assert.ok(status >= 200 && status < 500, `${verb} ${where}: ${status}`);
      }),
      { numRuns: 300 },
    );
  });

  test('no value of any field is answered with 500', async () => {
    const fields = (await client.get('/sobjects/Showcase__c/describe')).body.fields.map(
      (field: { name: string }) => field.name,
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.double(),
      fc.constantFrom(
        '2026-99-99',
        '0000-00-00',
        '9'.repeat(400),
        '25:00',
        'a00Sm0AAAAAAAAB',
        '\u0000',
        ';;',
        1e308,
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), value, async (name, given) => {
        const values = { Code__c: 'fuzz', [name as string]: given };
        const { status } = await client.call('POST', '/sobjects/Showcase__c', values);
        assert.ok(status === 201 || status === 400, `${name} = ${JSON.stringify(given)}: ${status}`);
      }),
      { numRuns: 400 },
    );
  });

  test('no query is answered with 500', async () => {
    const word = fc.constantFrom(
      ...'SELECT FROM WHERE AND OR NOT IN LIKE ORDER BY GROUP LIMIT OFFSET COUNT() Id Name Contact Account.Name = != < ( ) , NULL 5 TODAY LAST_N_DAYS:3'.split(
        ' ',
      ),
      "'x'",
      "'",
      "'%_\\'",
      '"',
    );
    const soql = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string(),
      fc.array(word, { maxLength: 8 }).map((words) => `SELECT Id FROM Contact WHERE ${words.join(' ')}`),
    );
    await fc.assert(
      fc.asyncProperty(soql, async (text) => {
        const { status } = await client.get(`/query?q=${encodeURIComponent(text)}`);
        assert.ok(status === 200 || status === 400, `${text}: ${status}`);
      }),
      { numRuns: 300 },
    );
  });

  test('no composite request is answered with 500, in whole or in part', async () => {
    const reference = fc.constantFrom(
      '@{a.id}',
      '@{b.records[0].Id}',
      '@{a}',
      '@{',
      '@{a[0]',
      '@{a.__proto__}',
    );
    const mostly = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 12, arbitrary }, fc.jsonValue());
    const below = fc.array(segment, { maxLength: 4 }).map((rest) => `${dataPath}/${rest.join('/')}`);
    const part = fc.record(
      {
        method: mostly(fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE')),
        url: mostly(
          fc.oneof(
            below,
            fc.tuple(below, reference).map((pieces) => pieces.join('')),
          ),
        ),
        body: fc.oneof(fc.jsonValue(), reference, fc.dictionary(fc.string(), reference)),
        httpHeaders: mostly(fc.constantFrom({}, { 'if-match': 'x' }, { 'x y': 'z' })),
      },
      { requiredKeys: ['method', 'url'] },
    );
    const whole = fc.record({
      allOrNone: fc.boolean(),
      compositeRequest: fc
        .array(part, { maxLength: 5 })
        .map((parts) => parts.map((each, index) => ({ ...each, referenceId: 'abcde'.charAt(index) }))),
    });
    const graphs = whole.map(({ compositeRequest }) => ({ graphs: [{ graphId: '1', compositeRequest }] }));
    const batches = whole.map(({ compositeRequest }) => ({
      batchRequests: compositeRequest.map(({ method, url, body }) => ({ method, url, richInput: body })),
    }));
    const collections = fc.record({
      allOrNone: fc.boolean(),
      records: fc.array(fc.jsonValue(), { maxLength: 3 }),
    });
    const sent = fc.oneof(
      fc.tuple(fc.constant('/composite'), whole),
      fc.tuple(fc.constant('/composite/graph'), graphs),
      fc.tuple(fc.constant('/composite/batch'), batches),
      fc.tuple(fc.constantFrom('/composite/sobjects', '/composite/sobjects/Contact'), collections),
    );
    await fc.assert(
      fc.asyncProperty(sent, async ([where, given]) => {
        const { status, body: answer } = await client.call('POST', where, given);
        assert.ok(status === 200 || status === 400, `${where}: ${status}`);
        for (const { httpStatusCode = 0, statusCode = 0 } of answer.compositeResponse ??
          answer.results ??
          []) {
          assert.ok(httpStatusCode < 500 && statusCode < 500, JSON.stringify(answer));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('URLs and headers that are too long are refused by the org itself', async () => {
    const path = '/services/data?x=';
    const get = (length: number, headers?: Record<string, string>) =>
      client.get(path + 'y'.repeat(length - path.length), headers);
    assert.equal((await get(15_000)).status, 200);
    assert.equal((await get(15_000, { 'x-padding': 'z'.repeat(2_000) })).status, 431);
    const together = await get(16_384);
    assert.equal(together.status, 431);
    assert.match(together.body, /Request Header Fields Too Large/);
    const alone = await get(16_385);
    assert.equal(alone.status, 414);
    assert.match(alone.body, /URI Too Long/);
    assert.equal((await get(300_000)).status, 414);
    assert.deepEqual(
      org
        .requests()
        .slice(-5)
        .map(({ status }) => status),
      [200, 431, 431, 414, 414],
    );
  });

  test('a client that goes away mid-body does no harm', async () => {
    const { hostname, port } = new URL(org.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write('POST /services/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc');
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on('close', () => resolve());
    });
    assert.equal((await client.get('/limits')).status, 200);
  });
});
