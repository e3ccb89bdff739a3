import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { fuzzClient } from './fuzz/client.ts';
import { restClient } from './rest-client.ts';

/** Everything that takes JSON; `{id}` is a contact's. */
const takesJson: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/sobjects/Contact'],
  ['PATCH', '/sobjects/Contact/{id}'],
  ['PATCH', '/sobjects/Showcase__c/External_Id__c/bad'],
  ['POST', '/composite'],
  ['POST', '/composite/batch'],
  ['POST', '/composite/graph'],
  ['POST', '/composite/sobjects'],
  ['PATCH', '/composite/sobjects'],
  ['PATCH', '/composite/sobjects/Showcase__c/External_Id__c'],
  ['POST', '/composite/sobjects/Contact'],
  ['POST', '/parameterizedSearch'],
  ['POST', '/jobs/ingest'],
  ['POST', '/jobs/query'],
];

const wrongTypes = [
  'text/plain',
  'application/json-patch+json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'text/csv',
];

const nested = (depth: number) => `{"LastName":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

/** Bodies that cannot be read, and how the refusal begins. */
const unreadable: Readonly<Record<string, readonly [body: string, message: string]>> = {
  nothing: ['', 'The HTTP entity body is required, but this request has no entity body.'],
  blanks: [' \n ', 'The HTTP entity body is required, but this request has no entity body.'],
  'an open brace': ['{', 'Unexpected character or end of input at [line:1, column:'],
  'a single quote': ["{'LastName':'x'}", 'Unexpected character or end of input at [line:1, column:2]'],
  'a word': ['hello', 'Unexpected character or end of input at [line:1, column:'],
  'two documents': ['{}{}', 'Unexpected character or end of input at [line:1, column:3]'],
  'a list': ['[]', 'Cannot deserialize instance of SObject from START_ARRAY value ['],
  'a text': ['"x"', 'Cannot deserialize instance of SObject from VALUE_STRING value x'],
  null: ['null', 'Cannot deserialize instance of SObject from VALUE_NULL value null'],
  'too much within one another': [
    nested(1_001),
    'Document nesting depth (1001) exceeds the maximum allowed (1000)',
  ],
};

/** What a request lacks or has too much of: its refusal. */
const refused: Readonly<
  Record<string, readonly [method: string, path: string, body: unknown, code: string, status?: number]>
> = {
  'an unknown field of a create': ['POST', '/sobjects/Contact', { LastName: 'x', Shoe: 1 }, 'INVALID_FIELD'],
  'an unknown field of an update': ['PATCH', '/sobjects/Contact/{id}', { Shoe: 1 }, 'INVALID_FIELD'],
  'an unknown field of an upsert': [
    'PATCH',
    '/sobjects/Showcase__c/External_Id__c/bad',
    { Code__c: 'x', Shoe: 1 },
    'INVALID_FIELD',
  ],
  'the id of a create': ['POST', '/sobjects/Contact', { Id: '{id}', LastName: 'x' }, 'INVALID_FIELD'],
  'the id of an update': ['PATCH', '/sobjects/Contact/{id}', { Id: '{id}' }, 'INVALID_FIELD'],
  'the external id of an upsert': [
    'PATCH',
    '/sobjects/Showcase__c/External_Id__c/bad',
    { External_Id__c: 'bad', Code__c: 'x' },
    'INVALID_FIELD',
  ],
  'an id of another object': ['PATCH', '/sobjects/Account/{id}', { Name: 'x' }, 'MALFORMED_ID'],
  'an id that is none': ['PATCH', '/sobjects/Contact/abc', { LastName: 'x' }, 'MALFORMED_ID'],
  'an id with a wrong checksum': [
    'DELETE',
    '/sobjects/Contact/003Sm0AAAAAAAABZZZ',
    undefined,
    'MALFORMED_ID',
  ],
  'an id of nobody': ['DELETE', '/sobjects/Contact/003Sm0zzzzzzzzz', undefined, 'NOT_FOUND', 404],
  'an object that is none': ['POST', '/sobjects/Nothing__c', { Name: 'x' }, 'NOT_FOUND', 404],
  'a field that is no external id': [
    'PATCH',
    '/sobjects/Showcase__c/Code__c/x',
    { Name: 'x' },
    'NOT_FOUND',
    404,
  ],
  'a record without a type': [
    'POST',
    '/composite/sobjects',
    { records: [{ LastName: 'x' }] },
    'JSON_PARSER_ERROR',
  ],
  'a record of an unknown type': [
    'POST',
    '/composite/sobjects',
    { records: [{ attributes: { type: 'Nothing__c' } }] },
    'INVALID_TYPE',
  ],
  'an unknown field of one record among good ones': [
    'POST',
    '/composite/sobjects',
    {
      records: [
        { attributes: { type: 'Contact' }, LastName: 'x' },
        { attributes: { type: 'Contact' }, Shoe: 1 },
      ],
    },
    'INVALID_FIELD',
  ],
  'an unknown property of a collection': [
    'POST',
    '/composite/sobjects',
    { records: [], colour: 'red' },
    'JSON_PARSER_ERROR',
  ],
  'records that are no list': ['POST', '/composite/sobjects', { records: {} }, 'JSON_PARSER_ERROR'],
  'a flag that is a text': [
    'POST',
    '/composite/sobjects',
    { allOrNone: 'yes', records: [] },
    'JSON_PARSER_ERROR',
  ],
  'a delete without ids': ['DELETE', '/composite/sobjects', undefined, 'MISSING_ARGUMENT'],
  'a composite part without a name': [
    'POST',
    '/composite',
    { compositeRequest: [{ method: 'GET', url: '/services/data/v66.0/limits' }] },
    'JSON_PARSER_ERROR',
  ],
  'a composite part elsewhere': [
    'POST',
    '/composite',
    { compositeRequest: [{ method: 'GET', url: 'https://evil.example/', referenceId: 'a' }] },
    'JSON_PARSER_ERROR',
  ],
  'a batch of too many': [
    'POST',
    '/composite/batch',
    { batchRequests: Array(26).fill({ method: 'GET', url: 'v66.0/limits' }) },
    'LIMIT_EXCEEDED',
  ],
  'a job without an object': ['POST', '/jobs/ingest', { operation: 'insert' }, 'INVALIDJOB'],
  'a job of an unknown operation': [
    'POST',
    '/jobs/ingest',
    { object: 'Contact', operation: 'explode' },
    'API_ERROR',
  ],
  'a method that is not there': ['PUT', '/sobjects/Contact/{id}', {}, 'METHOD_NOT_ALLOWED', 405],
  'an update without an id': ['PATCH', '/sobjects/Contact', { LastName: 'x' }, 'METHOD_NOT_ALLOWED', 405],
};

describe('bad input to the simulated org', () => {
  let org: TestOrg;
  let client: ReturnType<typeof restClient>;
  let fuzz: ReturnType<typeof fuzzClient>;
  let id: string;
  before(async () => {
    org = await startOrg();
    client = restClient(org);
    fuzz = fuzzClient(org);
    id = await client.create('Contact', { LastName: 'Kept' });
  });
  after(async () => {
    fuzz.close();
    await org.close();
  });

  /** The one error of the refusal, after which the data are what they were. */
  async function refusalOf(method: string, path: string, body?: unknown, contentType?: string) {
    const before = await fuzz.fingerprint();
    const filled = JSON.stringify({ path, body: body ?? null }).replaceAll('{id}', id);
    const sent = JSON.parse(filled);
    const headers = contentType === undefined ? undefined : { 'content-type': contentType };
    const answer = await client.call(method, sent.path, sent.body ?? body, headers);
    assert.equal(await fuzz.fingerprint(), before);
    assert.equal(answer.headers.get('content-type'), 'application/json;charset=UTF-8');
    assert.equal(answer.body.length, 1);
    return { status: answer.status, ...answer.body[0] };
  }

  for (const [method, path] of takesJson) {
    test(`${method} ${path} takes JSON only`, async () => {
      for (const type of wrongTypes) {
        const { status, ...error } = await refusalOf(method, path, '{}', type);
        assert.deepEqual(
          [status, error],
          [415, { errorCode: 'UNSUPPORTED_MEDIA_TYPE', message: `Content-Type: ${type} is not supported` }],
        );
      }
    });

    test(`${method} ${path} refuses what it cannot read`, async () => {
      for (const [what, [body, message]] of Object.entries(unreadable)) {
        const error = await refusalOf(method, path, body);
        assert.deepEqual([error.status, error.errorCode], [400, 'JSON_PARSER_ERROR'], what);
        assert.ok(error.message.startsWith(message), `${what}: ${error.message}`);
      }
    });
  }

  test('an upload takes CSV only', async () => {
    const job = { object: 'Contact', operation: 'insert' };
    const { body } = await client.call('POST', '/jobs/ingest', job);
    for (const type of ['application/json', 'text/csv-schema']) {
      const error = await refusalOf('PUT', `/jobs/ingest/${body.id}/batches`, '{}', type);
      assert.deepEqual([error.status, error.errorCode], [415, 'UNSUPPORTED_MEDIA_TYPE'], type);
    }
  });

  test('as much within one another as is allowed is read', async () => {
    const error = await refusalOf('POST', '/sobjects/Contact', nested(1_000));
    assert.match(error.message, /^Cannot deserialize instance of string from START_ARRAY value \[/);
    const body = `{"LastName":${'['.repeat(900)}${']'.repeat(900)}}`;
    const part = `{"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"a","body":${body}}`;
    const { status, body: answer } = await client.call(
      'POST',
      '/composite',
      `{"compositeRequest":[${part}]}`,
    );
    assert.deepEqual([status, answer.compositeResponse[0].httpStatusCode], [200, 400]);
  });

  test('brackets in texts are not counted', async () => {
    const LastName = `\\"${'['.repeat(70)}`;
    const contact = await client.create('Contact', { LastName, Description: '[{'.repeat(1_000) });
    assert.equal((await client.get(`/sobjects/Contact/${contact}`)).body.LastName, LastName);
  });

  for (const [what, [method, path, body, code, expected = 400]] of Object.entries(refused)) {
    test(`${what} is refused`, async () => {
      const { status, errorCode } = await refusalOf(method, path, body);
      assert.deepEqual([status, errorCode], [expected, code]);
    });
  }
});
