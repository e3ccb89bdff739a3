import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixturesMissing, recordedBodies } from '../support/fixtures.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const rolledBack = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message:
        'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};

const contact = (values: object) => ({ attributes: { type: 'Contact' }, ...values });
const account = (values: object) => ({ attributes: { type: 'Account' }, ...values });

describe('sObject Collections of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  async function save(method: string, records: readonly object[], allOrNone = false, path = '') {
    const { status, body } = await client.call(method, `/composite/sobjects${path}`, { allOrNone, records });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  const countOf = async (objectName: string, where: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM ${objectName} WHERE ${where}`)).totalSize;

  const lastName = async (id: string): Promise<string> =>
    (await client.get(`/sobjects/Contact/${id}?fields=LastName`)).body.LastName;

  test('what nobody can create is refused, by an upsert too', async () => {
    const records = [{ attributes: { type: 'RecordType' }, Name: 'Never' }];
    for (const [method, path] of [
      ['POST', '/composite/sobjects'],
      ['PATCH', '/composite/sobjects/RecordType/Id'],
    ] as const) {
      const { body } = await client.call(method, path, { records });
      assert.equal(body[0].errors[0].statusCode, 'INVALID_TYPE_FOR_OPERATION', path);
    }
  });

  test('the list of composite resources names them', async () => {
    assert.equal((await client.get('/composite')).body.sobjects, `${dataPath}/composite/sobjects`);
  });

  test('creates records of several types; a failing one fails alone', async () => {
    const results = await save('POST', [
      account({ Name: 'Collected' }),
      contact({ LastName: 'Collected', Email: 'broken' }),
      contact({ LastName: 'Collected' }),
    ]);
    const [first, second, third] = results;
    assert.deepEqual(first, { id: first.id, success: true, errors: [] });
    assert.match(first.id, /^001/);
    assert.deepEqual(second, {
      success: false,
      errors: [
        {
          statusCode: 'INVALID_EMAIL_ADDRESS',
          message: 'Email: invalid email address: broken',
          fields: ['Email'],
        },
      ],
    });
    assert.match(third.id, /^003/);
    assert.equal(await countOf('Contact', "LastName = 'Collected'"), 1);
  });

  test('creating all or none leaves nothing behind, and says of each record why', async () => {
    const results = await save(
      'POST',
      [contact({ LastName: 'None' }), contact({}), contact({ LastName: 'None' })],
      true,
    );
    assert.deepEqual([results[0], results[2]], [rolledBack, rolledBack]);
    assert.equal(results[1].errors[0].statusCode, 'REQUIRED_FIELD_MISSING');
    assert.equal(await countOf('Contact', "LastName = 'None'"), 0);
    const all = await save('POST', [contact({ LastName: 'All' }), contact({ LastName: 'All' })], true);
    assert.deepEqual(
      all.map(({ success }: { success: boolean }) => success),
      [true, true],
    );
  });

  test('updates records by their ids', async () => {
    const [kept, gone] = [
      await client.create('Contact', { LastName: 'Kept' }),
      await client.create('Contact', { LastName: 'Gone' }),
    ];
    await client.call('DELETE', `/sobjects/Contact/${gone}`);
    const results = await save('PATCH', [
      contact({ id: kept.slice(0, 15), LastName: 'Updated' }),
      contact({ Id: kept, Email: 'broken' }),
      contact({ Id: gone, LastName: 'Updated' }),
      contact({ Id: '003Sm0zzzzzzzzz', LastName: 'Updated' }),
      contact({ Id: '003xx', LastName: 'Updated' }),
      contact({ LastName: 'Updated' }),
    ]);
    assert.deepEqual(results[0], { id: kept, success: true, errors: [] });
    assert.deepEqual([results[1].id, results[1].success], [kept, false]);
    assert.deepEqual(
      results.slice(1).map(({ errors }: { errors: { statusCode: string }[] }) => errors[0]?.statusCode),
      [
        'INVALID_EMAIL_ADDRESS',
        'ENTITY_IS_DELETED',
        'INVALID_CROSS_REFERENCE_KEY',
        'MALFORMED_ID',
        'MISSING_ARGUMENT',
      ],
    );
    assert.deepEqual(results[4], {
      success: false,
      errors: [
        {
          statusCode: 'MALFORMED_ID',
          message: 'Contact ID: id value of incorrect type: 003xx',
          fields: ['Id'],
        },
      ],
    });
    assert.equal(await lastName(kept), 'Updated');
  });

  test('updating all or none leaves records as they were', async () => {
    const id = await client.create('Contact', { LastName: 'Before' });
    const [first, second] = await save(
      'PATCH',
      [contact({ Id: id, LastName: 'After' }), contact({ Id: '003' })],
      true,
    );
    assert.deepEqual(first, { id, ...rolledBack });
    assert.equal(second.errors[0].statusCode, 'MALFORMED_ID');
    assert.equal(await lastName(id), 'Before');
  });

  test('upserts by an external id', async () => {
    const path = '/Showcase__c/External_Id__c';
    const record = (values: object) => ({
      attributes: { type: 'Showcase__c' },
      Code__c: 'upserted',
      ...values,
    });
    const [created] = await save('PATCH', [record({ External_Id__c: 'C-1' })], false, path);
    assert.deepEqual(created, { id: created.id, success: true, errors: [], created: true });
    const results = await save(
      'PATCH',
      [record({ External_Id__c: 'C-1', Pieces__c: 7 }), record({}), record({ External_Id__c: 'C-2' })],
      false,
      path,
    );
    assert.deepEqual(results[0], { id: created.id, success: true, errors: [], created: false });
    assert.equal(results[1].errors[0].statusCode, 'MISSING_ARGUMENT');
    assert.equal(results[2].created, true);
    assert.equal((await client.get(`/sobjects/Showcase__c/${created.id}`)).body.Pieces__c, 7);

    const [undone] = await save('PATCH', [record({ External_Id__c: 'C-3' }), record({})], true, path);
    assert.deepEqual(undone, rolledBack);
    assert.equal(await countOf('Showcase__c', "External_Id__c = 'C-3'"), 0);
  });

  test('upserts by id as a real org did', { skip: fixturesMissing }, async () => {
    const recorded = recordedBodies('rest/upsert.yaml').filter((body) => body[0]?.created !== undefined);
    const shape = (result: object) => ({ ...result, id: '' });
    const [first] = await save(
      'PATCH',
      [account({ Name: 'Sitwell-Bluth', AccountNumber: '420', Id: null })],
      false,
      '/Account/Id',
    );
    assert.deepEqual(shape(first), shape(recorded[0][0]));
    const [again] = await save('PATCH', [account({ Name: 'Bluth', Id: first.id })], false, '/Account/Id');
    const updated = recorded.flat().find(({ created }) => !created);
    assert.deepEqual(shape(again), shape(updated));
    assert.equal(again.id, first.id);
  });

  test('deletes records of several types', async () => {
    const ids = [
      await client.create('Contact', { LastName: 'Doomed' }),
      await client.create('Task', { Subject: 'Doomed' }),
    ];
    const path = (given: readonly string[]) => `/composite/sobjects?ids=${given.join(',')}`;
    const kept = await client.call('DELETE', `${path([...ids, '001RM000003oLrB000'])}&allOrNone=true`);
    assert.equal(kept.status, 200);
    assert.deepEqual(kept.body, [
      { id: ids[0], ...rolledBack },
      { id: ids[1], ...rolledBack },
      {
        success: false,
        errors: [{ statusCode: 'MALFORMED_ID', message: 'malformed id 001RM000003oLrB000', fields: [] }],
      },
    ]);
    assert.equal(await lastName(ids[0] ?? ''), 'Doomed');
    const deleted = await client.call('DELETE', path([...ids, ids[0] ?? '']));
    assert.deepEqual(
      deleted.body.slice(0, 2),
      ids.map((id) => ({ id, success: true, errors: [] })),
    );
    assert.equal(deleted.body[2].errors[0].statusCode, 'ENTITY_IS_DELETED');
  });

  test('retrieves records in the order of their ids, null for what there is none of', async () => {
    const [a, b] = [
      await client.create('Contact', { LastName: 'A' }),
      await client.create('Contact', { LastName: 'B' }),
    ];
    const ids = [b, '003Sm0zzzzzzzzz', a, 'nonsense', '001Sm0AAAAAAAAB'];
    const record = (id: string, LastName: string) => ({
      attributes: { type: 'Contact', url: `${dataPath}/sobjects/Contact/${id}` },
      Id: id,
      LastName,
    });
    const expected = [record(b, 'B'), null, record(a, 'A'), null, null];
    const inUrl = await client.get(`/composite/sobjects/Contact?ids=${ids.join(',')}&fields=id,LastName`);
    assert.deepEqual([inUrl.status, inUrl.body], [200, expected]);
    const fields = ['Id', 'lastname'];
    const inBody = await client.call('POST', '/composite/sobjects/Contact', { ids, fields });
    assert.deepEqual([inBody.status, inBody.body], [200, expected]);
    const parent = await client.get(`/composite/sobjects/Contact?ids=${a}&fields=Owner.Name`);
    assert.equal(parent.body[0].Owner.Name, 'Ada Lindqvist');
  });

  test('limits: 200 records to save, 2,000 to retrieve, 10 changes of type', async () => {
    const many = (count: number) => Array.from({ length: count }, () => contact({ LastName: 'Many' }));
    assert.equal((await save('POST', many(200))).length, 200);
    const over = await client.refusal('POST', '/composite/sobjects', { records: many(201) });
    assert.deepEqual(over, {
      status: 400,
      errorCode: 'EXCEEDED_ID_LIMIT',
      message: 'record limit reached. cannot submit more than 200 records into this call',
    });
    const ids = Array.from({ length: 2_001 }, () => '003Sm0AAAAAAAAA');
    const retrieve = (count: number) =>
      client.call('POST', '/composite/sobjects/Contact', { ids: ids.slice(0, count), fields: ['Id'] });
    assert.equal((await retrieve(2_000)).body.length, 2_000);
    assert.equal((await retrieve(2_001)).status, 400);
    const mixed = Array.from({ length: 11 }, (_, index) =>
      index % 2 === 0 ? contact({ LastName: 'Mixed' }) : account({ Name: 'Mixed' }),
    );
    assert.equal((await save('POST', mixed.slice(0, 10))).length, 10);
    assert.equal((await client.refusal('POST', '/composite/sobjects', { records: mixed })).status, 400);
  });

  test('what is not well formed is refused as a whole', async () => {
    const fine = contact({ LastName: 'Whole' });
    const refused: [records: unknown, errorCode: string][] = [
      [undefined, 'JSON_PARSER_ERROR'],
      [{}, 'JSON_PARSER_ERROR'],
      [[fine, null], 'JSON_PARSER_ERROR'],
      [[fine, { LastName: 'No type' }], 'JSON_PARSER_ERROR'],
      [[fine, { attributes: {}, LastName: 'No type' }], 'JSON_PARSER_ERROR'],
      [[fine, contact({ LastName: {} })], 'JSON_PARSER_ERROR'],
      [[fine, contact({ LastName: 'x', Nothing: 1 })], 'INVALID_FIELD'],
      [[fine, { attributes: { type: 'Nothing' } }], 'INVALID_TYPE'],
    ];
    for (const [records, errorCode] of refused) {
      const answer = await client.refusal('POST', '/composite/sobjects', { records });
      assert.deepEqual([answer.status, answer.errorCode], [400, errorCode], JSON.stringify(records));
    }
    assert.equal(await countOf('Contact', "LastName = 'Whole'"), 0);
    for (const path of [
      '',
      '/Contact',
      '/Contact?ids=003Sm0AAAAAAAAA',
      '/Contact?ids=003Sm0AAAAAAAAA&fields=Nothing',
    ]) {
      const { status } = await client.call(path === '' ? 'DELETE' : 'GET', `/composite/sobjects${path}`);
      assert.equal(status, 400, path);
    }
    assert.equal(
      (await client.call('PATCH', '/composite/sobjects/Contact/Nothing', { records: [] })).status,
      404,
    );
    const id = [contact({ Id: '003Sm0AAAAAAAAA', LastName: 'Whole' })];
    assert.equal((await save('POST', id))[0].errors[0].message, 'cannot specify Id in an insert call');
  });

  test('a collection counts as one call', async () => {
    const remaining = async () => (await client.get('/limits')).body.DailyApiRequests.Remaining as number;
    const start = await remaining();
    await save('POST', [contact({ LastName: 'One' }), contact({ LastName: 'Call' })]);
    assert.equal(await remaining(), start - 2);
  });

  describe('as parts of a composite request', () => {
    const post = async (allOrNone: boolean, inner: boolean) => {
      const { body } = await client.call('POST', '/composite', {
        allOrNone,
        compositeRequest: [
          {
            method: 'POST',
            url: `${dataPath}/composite/sobjects`,
            referenceId: 'some',
            body: { allOrNone: inner, records: [contact({ LastName: 'Part' }), contact({})] },
          },
          {
            method: 'POST',
            url: `${dataPath}/sobjects/Contact`,
            referenceId: 'one',
            body: { LastName: 'Part', Description: 'beside @{some[0].success}' },
          },
        ],
      });
      return body.compositeResponse;
    };

    test('each goes by its own allOrNone where the whole is not all or none', async () => {
      const [some, one] = await post(false, false);
      assert.deepEqual([some.httpStatusCode, some.body[0].success, one.httpStatusCode], [200, true, 201]);
      assert.deepEqual((await post(false, true))[0].body[0], rolledBack);
      assert.equal(await countOf('Contact', "LastName = 'Part'"), 3);
    });

    test('a failing record undoes a whole that is all or none', async () => {
      const start = await countOf('Contact', "LastName = 'Part'");
      const [some, one] = await post(true, false);
      assert.equal(some.httpStatusCode, 200);
      assert.deepEqual(some.body[0], rolledBack);
      assert.equal(some.body[1].errors[0].statusCode, 'REQUIRED_FIELD_MISSING');
      assert.equal(one.body[0].errorCode, 'PROCESSING_HALTED');
      assert.equal(await countOf('Contact', "LastName = 'Part'"), start);
    });
  });
});
