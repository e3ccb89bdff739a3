import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { restClient } from '../rest-client.ts';

const master = '012000000000000AAA';
const nobody = '003000000000000AAA';

describe('bad input to the UI API', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  let id: string;
  let group: string;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    id = await client.create('Contact', { LastName: 'Byron' });
    group = (await client.query('SELECT Id FROM Group LIMIT 1')).records[0].Id;
  });
  after(() => org.close());

  /** All that could have been changed. */
  const data = async () => {
    const soql = 'SELECT Id, Name, SystemModstamp FROM Contact ORDER BY Id';
    const count = await client.query('SELECT COUNT() FROM Account');
    return JSON.stringify([await client.query(soql), count]).replace(/01g\w+/g, '');
  };

  const unsupported = 'Object Nothing is not supported in UI API';
  const missing = 'The requested resource does not exist';
  const neither = "Must provide either 'fields' or 'layoutTypes'.";

  test('reads', async () => {
    const refusals: [path: string, status: number, errorCode: string, message?: string][] = [
      ['/object-info/Nothing', 400, 'INVALID_TYPE', unsupported],
      ['/object-info/Group', 400, 'INVALID_TYPE'],
      [`/object-info/batch/${Array(101).fill('Account').join(',')}`, 400, 'LIMIT_EXCEEDED'],
      [`/object-info/Nothing/picklist-values/${master}`, 400, 'INVALID_TYPE', unsupported],
      ['/object-info/Contact/picklist-values/nothing', 400, 'INVALID_PARAMETER_VALUE'],
      ['/layout/Nothing', 400, 'INVALID_TYPE', unsupported],
      ['/layout/Contact?recordTypeId=nothing', 400, 'INVALID_PARAMETER_VALUE'],
      [
        '/layout/Contact?layoutType=Wide',
        400,
        'ILLEGAL_QUERY_PARAMETER_VALUE',
        'Value: Wide could not be parsed into a valid enum value of type: LayoutType',
      ],
      ['/layout/Contact?mode=Look', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/layout/Contact?formFactor=Tiny', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/record-defaults/create/Nothing', 400, 'INVALID_TYPE', unsupported],
      ['/record-defaults/create/Contact?recordTypeId=nothing', 400, 'INVALID_PARAMETER_VALUE'],
      ['/record-defaults/clone/nothing', 400, 'INVALID_ID_FIELD'],
      [`/record-defaults/clone/${nobody}`, 404, 'NOT_FOUND'],
      [`/records/${id}`, 400, 'INVALID_INPUT_COMBINATION', neither],
      [`/records/${id}?fields=`, 400, 'INVALID_INPUT_COMBINATION', neither],
      ['/records/nothing?fields=Contact.Name', 400, 'INVALID_ID_FIELD'],
      [`/records/${nobody}?fields=Contact.Name`, 404, 'NOT_FOUND', missing],
      ['/records/xyz000000000000?fields=Contact.Name', 404, 'NOT_FOUND', missing],
      [`/records/${group}?fields=Group.Name`, 400, 'INVALID_TYPE'],
      [`/records/${id}?fields=Name`, 400, 'INVALID_FIELD'],
      [`/records/${id}?layoutTypes=Wide`, 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      [`/records/${id}?layoutTypes=Full&modes=Look`, 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      [`/records/batch/${id}`, 400, 'INVALID_INPUT_COMBINATION', neither],
      [`/records/batch/${Array(201).fill(id).join(',')}?fields=Contact.Name`, 400, 'LIMIT_EXCEEDED'],
      ['/record-ui/nothing', 400, 'INVALID_ID_FIELD'],
      [`/record-ui/${id},${nobody}`, 404, 'NOT_FOUND', missing],
      [`/record-ui/${id}?layoutTypes=Wide`, 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/nothing', 404, 'NOT_FOUND', missing],
    ];
    for (const [path, status, errorCode, message] of refusals) {
      const refusal = await client.refusal('GET', `/ui-api${path}`);
      assert.deepEqual([refusal.status, refusal.errorCode], [status, errorCode], path);
      if (message) assert.equal(refusal.message, message, path);
    }
  });

  test('writes, which leave the data as it is', async () => {
    const before = await data();
    const one = `/records/${id}`;
    const number = "Value for field 'Email' in object 'Contact' with data type 'EMAIL' should be a String";
    const refusals: [method: string, path: string, body: unknown, errorCode: string, message?: string][] = [
      ['POST', '/records', '', 'ILLEGAL_QUERY_PARAMETER_VALUE', 'Record input is required for POST.'],
      ['PATCH', one, '', 'ILLEGAL_QUERY_PARAMETER_VALUE', 'Record input is required for PATCH.'],
      ['POST', '/records', '{', 'JSON_PARSER_ERROR'],
      ['POST', '/records', '[]', 'JSON_PARSER_ERROR'],
      ['PATCH', one, 'null', 'JSON_PARSER_ERROR'],
      ['POST', '/records', { fields: { LastName: 'x' } }, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['POST', '/records', { apiName: 5, fields: {} }, 'JSON_PARSER_ERROR'],
      ['POST', '/records', { apiName: 'Contact', fields: [] }, 'JSON_PARSER_ERROR'],
      ['POST', '/records', { apiName: 'Contact', shoes: 2 }, 'JSON_PARSER_ERROR'],
      ['POST', '/records', { apiName: 'Nothing', fields: {} }, 'INVALID_TYPE', unsupported],
      [
        'POST',
        '/records',
        { apiName: 'Contact', fields: { LastName: 'x', Shoe: 1 } },
        'POST_BODY_PARSE_ERROR',
        "Could not find field 'Shoe' in object 'Contact'",
      ],
      [
        'PATCH',
        one,
        { fields: { Email: 5 } },
        'POST_BODY_PARSE_ERROR',
        `${number} but instead is a Integer.`,
      ],
      ['PATCH', one, { fields: { Email: {} } }, 'POST_BODY_PARSE_ERROR', `${number} but instead is a Map.`],
      ['PATCH', one, { fields: { Birthdate: 'soon' } }, 'POST_BODY_PARSE_ERROR'],
      ['PATCH', one, { apiName: 'Account', fields: { LastName: 'x' } }, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['PATCH', '/records/nothing', { fields: {} }, 'INVALID_ID_FIELD'],
      ['DELETE', '/records/nothing', undefined, 'INVALID_ID_FIELD'],
    ];
    for (const [method, path, body, errorCode, message] of refusals) {
      const what = `${method} ${path} ${JSON.stringify(body)}`;
      const refusal = await client.refusal(method, `/ui-api${path}`, body);
      assert.deepEqual([refusal.status, refusal.errorCode], [400, errorCode], what);
      if (message) assert.equal(refusal.message, message, what);
    }
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { fields: { LastName: 'x' } } : undefined;
      const refusal = await client.refusal(method, `/ui-api/records/${nobody}`, body);
      assert.deepEqual([refusal.status, refusal.errorCode], [404, 'NOT_FOUND']);
    }
    const condition = { 'if-modified-since': 'yesterday' };
    const { status } = await client.call('PATCH', `/ui-api${one}`, { fields: {} }, condition);
    assert.equal(status, 400);
    assert.equal(await data(), before);
  });

  test('a body that is no JSON by its content type', async () => {
    const before = await data();
    for (const [method, path] of [
      ['POST', '/ui-api/records'],
      ['PATCH', `/ui-api/records/${id}`],
    ] as const) {
      const { status, body } = await client.call(
        method,
        path,
        '{"apiName":"Contact","fields":{"LastName":"x"}}',
        { 'content-type': 'text/plain' },
      );
      assert.deepEqual([status, body[0].errorCode], [415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
    assert.equal(await data(), before);
  });

  test('methods that a resource does not have', async () => {
    for (const [method, path, allowed] of [
      ['POST', '/object-info/Contact', 'HEAD,GET'],
      ['DELETE', '/object-info', 'HEAD,GET'],
      ['GET', '/records', 'POST'],
      ['POST', `/records/${id}`, 'HEAD,GET,PATCH,DELETE'],
      ['PATCH', `/records/batch/${id}`, 'HEAD,GET'],
      ['POST', '/layout/Contact', 'HEAD,GET'],
      ['PUT', '/record-defaults/create/Contact', 'HEAD,GET'],
      ['DELETE', `/record-ui/${id}`, 'HEAD,GET'],
      ['POST', '/lookups/Contact/AccountId', 'HEAD,GET'],
      ['PATCH', '/list-ui/Contact', 'HEAD,GET'],
      ['POST', '/list-records/Contact/AllContacts', 'HEAD,GET'],
    ] as const) {
      const { status, headers, body } = await client.call(
        method,
        `/ui-api${path}`,
        method === 'GET' ? undefined : {},
      );
      assert.deepEqual(
        [status, headers.get('allow'), body[0].errorCode],
        [405, allowed, 'METHOD_NOT_ALLOWED'],
        path,
      );
    }
  });

  test('calls count toward the daily limit, beyond which nothing is saved', async () => {
    const before = await data();
    await org.setDailyLimit(0, 0);
    const refusal = await client.refusal('PATCH', `/ui-api/records/${id}`, { fields: { LastName: 'x' } });
    await org.setDailyLimit(15_000, 0);
    assert.deepEqual([refusal.status, refusal.errorCode], [403, 'REQUEST_LIMIT_EXCEEDED']);
    assert.equal(await data(), before);
    const { headers } = await client.get('/ui-api/object-info/Contact');
    assert.match(headers.get('sforce-limit-info') ?? '', /^api-usage=\d+\/15000$/);
  });

  test('nothing is answered with 500', async () => {
    const words = ['Contact', 'Account', 'AccountId', 'AllContacts', '__proto__', 'constructor', 'batch'];
    const segment = fc.oneof(
      fc.constantFrom(...words, 'create', 'clone', 'picklist-values', master, nobody, "x'--", ','),
      fc.string({ maxLength: 8 }).map(encodeURIComponent),
    );
    const resource = fc.constantFrom(
      ...['object-info', 'records', 'record-ui', 'record-defaults', 'layout', 'lookups', 'list-ui'],
      ...['list-info', 'list-records'],
    );
    const key = fc.constantFrom(
      ...['fields', 'optionalFields', 'layoutTypes', 'modes', 'q', 'searchType', 'page', 'pageSize'],
      ...['pageToken', 'sortBy', 'recordTypeId', 'mode', 'layoutType'],
    );
    const value = fc.oneof(
      fc.constantFrom('Contact.Name', 'Contact.__proto__', 'Contact..', 'Full', 'Search', 'TypeAhead', '-1'),
      fc.string({ maxLength: 8 }),
    );
    const query = fc.array(fc.tuple(key, value), { maxLength: 3 });
    const body = fc.oneof(
      fc.json(),
      fc
        .record({ apiName: fc.constantFrom('Contact', '__proto__'), fields: fc.jsonValue() })
        .map((input) => JSON.stringify(input)),
      fc
        .dictionary(fc.constantFrom('LastName', 'Birthdate', 'AccountId', '__proto__'), fc.jsonValue())
        .map((fields) => JSON.stringify({ apiName: 'Contact', fields })),
    );
    const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PATCH', 'DELETE');
    await fc.assert(
      fc.asyncProperty(
        method,
        resource,
        fc.array(segment, { maxLength: 4 }),
        query,
        body,
        async (verb, first, rest, parameters, sent) => {
          const target = verb === 'PATCH' || verb === 'DELETE' ? `records/${id}` : [first, ...rest].join('/');
          const path = `/ui-api/${target}?${new URLSearchParams(parameters)}`;
          const { status } = await client.call(verb, path, verb === 'GET' ? undefined : sent);
          if (verb === 'DELETE') id = await client.create('Contact', { LastName: 'Byron' });
          assert.ok(status < 500, `${verb} ${path} ${sent}: ${status}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
