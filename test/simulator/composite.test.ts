import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixturesMissing, recordedBodies } from '../support/fixtures.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Part {
  method?: string;
  url: string;
  referenceId?: string;
  body?: unknown;
  httpHeaders?: Record<string, string>;
}

const halted = {
  body: [
    {
      errorCode: 'PROCESSING_HALTED',
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
    },
  ],
  httpHeaders: {},
  httpStatusCode: 400,
};

describe('composite requests to the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  function post(parts: readonly Part[], options: object = {}) {
    const compositeRequest = parts.map((part, index) => ({
      method: part.body === undefined ? 'GET' : 'POST',
      referenceId: `part${index}`,
      ...part,
      url: part.url.startsWith('/services') ? part.url : dataPath + part.url,
    }));
    return client.call('POST', '/composite', { ...options, compositeRequest });
  }

  async function results(parts: readonly Part[], options: object = {}) {
    const { status, body } = await post(parts, options);
    assert.equal(status, 200, JSON.stringify(body));
    return body.compositeResponse;
  }

  async function refused(parts: readonly Part[], options: object = {}) {
    const { status, body } = await post(parts, options);
    return { status, errorCode: body[0].errorCode, message: body[0].message };
  }

  const countOf = async (where: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM Contact WHERE ${where}`)).totalSize;

  test('the list of resources names it', async () => {
    assert.equal((await client.get('')).body.composite, `${dataPath}/composite`);
  });

  test('parts are answered as requests of their own, in their order', async () => {
    const urls = [
      '/sobjects/Contact/describe',
      '/query?q=SELECT Id FROM Account LIMIT 2',
      '/sobjects/Nothing',
    ];
    const answers = await results(urls.map((url) => ({ url })));
    for (const [index, url] of urls.entries()) {
      const alone = await client.get(url);
      assert.equal(answers[index].httpStatusCode, alone.status);
      assert.deepEqual(answers[index].body, alone.body);
      assert.equal(answers[index].referenceId, `part${index}`);
    }
  });

  test('answers have the shape of those a real org gave', { skip: fixturesMissing }, async () => {
    const shape = (part: Record<string, unknown>) => [
      Object.keys(part),
      part.httpHeaders,
      part.httpStatusCode,
      Object.keys(part.body as object),
    ];
    const [created, queried] = recordedBodies('rest/composite.yaml');
    const account = await client.call('POST', '/sobjects/Account/', { Name: 'Smith Corp.' });
    assert.deepEqual(Object.keys(account.body), Object.keys(created));
    const query = { url: '/query?q=SELECT Id FROM Account LIMIT 1' };
    assert.deepEqual(
      (await results([query, query, query, query])).map(shape),
      queried.compositeResponse.map(shape),
    );

    const [recorded] = recordedBodies('rest/composite-errors.yaml');
    const [counted, unknown] = await results([
      { url: '/query/?q=select count() from Account' },
      { url: '/query/?q=select count() from XYZZY' },
    ]);
    assert.deepEqual(shape(counted), shape(recorded.compositeResponse[0]));
    assert.deepEqual({ ...unknown, referenceId: 'refXYZZY' }, recorded.compositeResponse[1]);
  });

  test('later parts refer to earlier answers, in URLs and at any depth of bodies', async () => {
    const answers = await results([
      { url: '/sobjects/Account', body: { Name: 'Referred & Sons' }, referenceId: 'NewAccount' },
      { url: '/sobjects/Account/@{NewAccount.id}?fields=Name,NumberOfEmployees', referenceId: 'Read' },
      { url: "/query?q=SELECT Id FROM Account WHERE Name = '@{Read.Name}'", referenceId: 'q' },
      {
        url: '/sobjects/Contact',
        body: {
          LastName: 'Of @{Read.Name}',
          AccountId: '@{q.records[0].Id}',
          FirstName: '@{Read.NumberOfEmployees}',
        },
        referenceId: 'NewContact',
      },
      { url: '/sobjects/Contact/@{NewContact.id}?fields=LastName,FirstName,AccountId' },
    ]);
    assert.deepEqual(
      answers.map((answer: { httpStatusCode: number }) => answer.httpStatusCode),
      [201, 200, 200, 201, 200],
    );
    const accountId = answers[0].body.id;
    assert.equal(answers[0].httpHeaders.Location, `${dataPath}/sobjects/Account/${accountId}`);
    const { LastName, FirstName, AccountId } = answers[4].body;
    assert.deepEqual([LastName, FirstName, AccountId], ['Of Referred & Sons', null, accountId]);
  });

  test('a part that refers to a failed one is not performed; the others are', async () => {
    const [bad, dependent, independent] = await results([
      { url: '/sobjects/Account', body: { Name: '' }, referenceId: 'Bad' },
      { url: '/sobjects/Contact', body: { LastName: 'Dependent', AccountId: '@{Bad.id}' } },
      { url: '/sobjects/Contact', body: { LastName: 'Independent' } },
    ]);
    assert.equal(bad.body[0].errorCode, 'REQUIRED_FIELD_MISSING');
    assert.deepEqual(dependent, {
      body: [
        {
          message:
            "Invalid reference specified. No value for Bad.id found in Bad. Provided referenceId ('Bad.id') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').",
          errorCode: 'PROCESSING_HALTED',
        },
      ],
      httpHeaders: {},
      httpStatusCode: 400,
      referenceId: 'part1',
    });
    assert.equal(independent.httpStatusCode, 201);
    assert.equal(await countOf("LastName = 'Dependent'"), 0);
  });

  test('references that lead to no value', async () => {
    const created = { url: '/sobjects/Account', body: { Name: 'Led' }, referenceId: 'Led' };
    for (const reference of [
      'Led.Id',
      'Led',
      'Led.errors',
      'Led[0]',
      'Led.errors[0]',
      'Led.id.x',
      'None.id',
      '',
      '..',
    ]) {
      const [, answer] = await results([created, { url: `/sobjects/Account/@{${reference}}` }]);
      assert.equal(answer.body[0].errorCode, 'PROCESSING_HALTED', reference);
    }
  });

  test('all or none: a failure undoes the parts before it and keeps those after it from being performed', async () => {
    const existing = await client.create('Contact', { LastName: 'Before' });
    const answers = await results(
      [
        { url: '/sobjects/Contact', body: { LastName: 'Undone' } },
        { url: `/sobjects/Contact/${existing}`, method: 'PATCH', body: { LastName: 'Undone' } },
        { url: '/sobjects/Contact', body: { LastName: 'Undone', Email: 'broken' } },
        { url: '/sobjects/Contact', body: { LastName: 'Undone' } },
      ],
      { allOrNone: true },
    );
    assert.deepEqual(answers[0], { ...halted, referenceId: 'part0' });
    assert.deepEqual(answers[1], { ...halted, referenceId: 'part1' });
    assert.equal(answers[2].body[0].errorCode, 'INVALID_EMAIL_ADDRESS');
    assert.deepEqual(answers[3], { ...halted, referenceId: 'part3' });
    assert.equal(await countOf("LastName = 'Undone'"), 0);
    assert.equal((await client.get(`/sobjects/Contact/${existing}?fields=LastName`)).body.LastName, 'Before');
  });

  test('all or none: an external id that several records have is a failure', async () => {
    const shared = { LastName: 'Several', Email: 'several@composite.example' };
    await client.create('Contact', shared);
    await client.create('Contact', shared);
    const answers = await results(
      [
        { url: '/sobjects/Contact', body: { LastName: 'Undone' } },
        { url: `/sobjects/Contact/Email/${shared.Email}`, method: 'PATCH', body: { LastName: 'Undone' } },
      ],
      { allOrNone: true },
    );
    assert.deepEqual(answers[0], { ...halted, referenceId: 'part0' });
    assert.deepEqual([answers[1].httpStatusCode, answers[1].body.length], [300, 2]);
    assert.equal(await countOf("LastName = 'Undone'"), 0);
  });

  test('all or none: what has not changed is no failure', async () => {
    const url = `/sobjects/Account/${await client.create('Account', { Name: 'Known' })}`;
    const known = { 'If-None-Match': (await client.get(url)).headers.get('etag') ?? '' };
    const parts = [
      { url, httpHeaders: known },
      { url: '/sobjects/Contact', body: { LastName: 'Beside' } },
    ];
    const statuses = (await results(parts, { allOrNone: true })).map(
      ({ httpStatusCode }: { httpStatusCode: number }) => httpStatusCode,
    );
    assert.deepEqual(statuses, [304, 201]);
    assert.equal(await countOf("LastName = 'Beside'"), 1);
  });

  test('all or none: without a failure everything stays', async () => {
    const contact = { url: '/sobjects/Contact', body: { LastName: 'Staying' } };
    await results([contact, contact], { allOrNone: true });
    assert.equal(await countOf("LastName = 'Staying'"), 2);
  });

  test('what others write meanwhile is not undone', async () => {
    const contact = (LastName: string) => ({ url: '/sobjects/Contact', body: { LastName } });
    const undone = [...Array.from({ length: 20 }, () => contact('Undone')), contact('')];
    const [, ...others] = await Promise.all([
      results(undone, { allOrNone: true }),
      ...Array.from({ length: 10 }, () => client.create('Contact', { LastName: 'Meanwhile' })),
    ]);
    assert.equal(others.length, 10);
    assert.equal(await countOf("LastName = 'Meanwhile'"), 10);
    assert.equal(await countOf("LastName = 'Undone'"), 0);
  });

  test('headers of a part reach its resource; 304 has no body', async () => {
    const url = '/sobjects/Lead/describe';
    const [full] = await results([{ url }]);
    const { 'Last-Modified': since, ETag } = full.httpHeaders;
    const [unchanged] = await results([{ url, httpHeaders: { 'If-Modified-Since': since } }]);
    assert.deepEqual(unchanged, {
      body: null,
      httpHeaders: { 'Last-Modified': since, ETag },
      httpStatusCode: 304,
      referenceId: 'part0',
    });
  });

  test('an answer without a body has none', async () => {
    const id = await client.create('Contact', { LastName: 'Gone' });
    const [deleted] = await results([{ url: `/sobjects/Contact/${id}`, method: 'DELETE' }]);
    assert.deepEqual(deleted, { body: null, httpHeaders: {}, httpStatusCode: 204, referenceId: 'part0' });
  });

  test('the whole call counts once toward the limit', async () => {
    const used = async () => (await client.get('/limits')).body.DailyApiRequests.Remaining as number;
    const before = await used();
    await results(Array.from({ length: 25 }, () => ({ url: '/sobjects/Task' })));
    assert.equal(await used(), before - 2);
  });

  test('the URL of a part may be longer than that of a request', async () => {
    const ids = Array.from({ length: 2_000 }, () => "'003Sm0AAAAAAAAA'").join(',');
    const [answer] = await results([{ url: `/query?q=SELECT Id FROM Contact WHERE Id IN (${ids})` }]);
    assert.equal(answer.httpStatusCode, 200);
  });

  test('more than 25 parts, or more than 5 queries, are not performed', async () => {
    const contact = { url: '/sobjects/Contact', body: { LastName: 'Too many' } };
    const query = { url: '/query?q=SELECT Id FROM Contact' };
    const queries = [query, query, query, { ...query, url: query.url.replace('query', 'queryAll') }, query];
    assert.equal((await results(queries)).length, 5);
    for (const parts of [Array.from({ length: 26 }, () => contact), [contact, ...queries, query]]) {
      const [answer, ...more] = await results(parts);
      assert.deepEqual([answer.httpStatusCode, answer.referenceId], [400, null]);
      assert.equal(answer.body[0].errorCode, 'LIMIT_EXCEEDED');
      assert.equal(more.length, 0);
    }
    const [{ body }] = await results(Array.from({ length: 26 }, () => contact));
    assert.equal(body[0].message, 'The request can’t contain more than 25 operations.');
    assert.equal(await countOf("LastName = 'Too many'"), 0);
  });

  test('a malformed request is refused as a whole', async () => {
    const url = '/sobjects/Contact';
    const first = { url, body: { LastName: 'Malformed' } };
    const malformed: Record<string, Part> = {
      'a reference id twice': { url, referenceId: 'part0' },
      'a reference id with other characters': { url, referenceId: 'part[1]' },
      'no reference id': { url, referenceId: undefined as never },
      'another method': { url, method: 'HEAD' },
      'a method in small letters': { url, method: 'get' },
      'a URL elsewhere': { url: '/services/oauth2/token' },
      'a URL that is none': { url: '/services', method: 5 as never },
      'an unknown property': { url, richInput: {} } as Part,
      'a header of the whole': { url, httpHeaders: { Authorization: 'Bearer x' } },
      'a header that is none': { url, httpHeaders: { 'a b': 'c' } },
      'headers that are no object': { url, httpHeaders: [] as never },
    };
    for (const [name, part] of Object.entries(malformed)) {
      const { status, errorCode } = await refused([first, part]);
      assert.deepEqual([status, errorCode], [400, 'JSON_PARSER_ERROR'], name);
    }
    for (const body of [
      {},
      { compositeRequest: {} },
      { compositeRequest: [null] },
      { allOrNone: 1, compositeRequest: [] },
    ]) {
      const { status, errorCode } = await client.refusal('POST', '/composite', body);
      assert.deepEqual([status, errorCode], [400, 'JSON_PARSER_ERROR'], JSON.stringify(body));
    }
    assert.equal(
      (await refused([{ url, referenceId: 'part[1]' }])).message,
      "Provided referenceId ('part[1]') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').",
    );
    assert.equal(await countOf("LastName = 'Malformed'"), 0);
  });

  test('a composite request within another one is refused, as is what cannot be asked for in parts', async () => {
    const nested = { compositeRequest: [] };
    const answers = await results([
      { url: '/composite', body: nested },
      { url: '/composite/batch', body: { batchRequests: [] } },
      { url: '/limits' },
      { url: '/services/data/v65.0/sobjects' },
    ]);
    assert.deepEqual(
      answers.map((answer: { httpStatusCode: number }) => answer.httpStatusCode),
      [400, 400, 400, 404],
    );
  });
});
