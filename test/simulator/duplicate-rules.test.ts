import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

const allowSave = { 'sforce-duplicate-rule-header': 'allowSave=true; runAsCurrentUser=true' };
const details = { 'sforce-duplicate-rule-header': 'allowSave=false; includeRecordDetails=true' };

describe('duplicate rules of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  let account: string;
  let ada: string;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    account = await client.create('Account', { Name: 'Engines Ltd' });
    ada = await client.create('Contact', {
      FirstName: 'Ada',
      LastName: 'Byron',
      Email: 'ada@engines.example',
      AccountId: account,
    });
    await client.create('Lead', { LastName: 'Babbage', Company: 'Engines Ltd' });
  });
  beforeEach(() => org.setDuplicateRules(true));
  after(() => org.close());

  const contact = (values: object, headers?: Record<string, string>) =>
    client.call('POST', '/sobjects/Contact', { LastName: 'Lovelace', ...values }, headers);
  const count = async () => (await client.query('SELECT COUNT() FROM Contact')).totalSize;

  test('off until they are switched on', async () => {
    await org.setDuplicateRules(false);
    const { status, body } = await contact({ Email: 'ADA@engines.example' });
    assert.equal(status, 201);
    await client.call('DELETE', `/sobjects/Contact/${body.id}`);
  });

  test('a match is refused, with what it matched, and nothing is stored', async () => {
    const before = await count();
    const { status, body } = await contact({ Email: 'ADA@engines.example' });
    const message = 'Use one of these records?';
    const record = {
      attributes: { type: 'Contact', url: `${dataPath}/sobjects/Contact/${ada}` },
      Id: ada,
    };
    const match = { additionalInformation: [], fieldDiffs: [], matchConfidence: 100, record };
    assert.equal(status, 400);
    assert.deepEqual(body, [
      {
        duplicateResult: {
          allowSave: true,
          duplicateRule: 'Contact_Duplicate_Rule',
          duplicateRuleEntityType: 'Contact',
          errorMessage: message,
          matchResults: [
            {
              entityType: 'Contact',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [match],
              rule: 'Contact_Matching_Rule',
              size: 1,
              success: true,
            },
          ],
        },
        message,
        errorCode: 'DUPLICATES_DETECTED',
      },
    ]);
    assert.equal(await count(), before);
  });

  test('details of the matches only for who asks for them', async () => {
    const { body } = await contact({ LastName: 'BYRON', AccountId: account }, details);
    const [{ record }] = body[0].duplicateResult.matchResults[0].matchRecords;
    assert.deepEqual([record.Id, record.Name, record.Email], [ada, 'Ada Byron', 'ada@engines.example']);
  });

  test('leads match by last name and company', async () => {
    const lead = { LastName: 'Babbage', Company: 'engines ltd' };
    const refused = await client.refusal('POST', '/sobjects/Lead', lead);
    assert.deepEqual([refused.status, refused.errorCode], [400, 'DUPLICATES_DETECTED']);
    assert.ok(await client.create('Lead', { ...lead, Company: 'Other Ltd' }));
  });

  test('the same last name without an account is no match; nor is a record without either', async () => {
    for (const values of [{ LastName: 'Byron' }, { LastName: 'Byron' }]) {
      assert.equal((await contact(values)).status, 201);
    }
  });

  test('allowSave saves all the same', async () => {
    const { status, body } = await contact({ Email: 'ada@engines.example' }, allowSave);
    assert.equal(status, 201);
    await client.call('DELETE', `/sobjects/Contact/${body.id}`);
  });

  test('an update is held against others, by what it changes, not against itself', async () => {
    const { body } = await contact({ Email: 'someone@engines.example' });
    const path = `/sobjects/Contact/${body.id}`;
    const change = { Email: 'ada@engines.example' };
    assert.equal((await client.refusal('PATCH', path, change)).errorCode, 'DUPLICATES_DETECTED');
    assert.equal((await client.call('PATCH', path, change, allowSave)).status, 204);
    assert.equal((await client.call('PATCH', path, { Title: 'Countess' })).status, 204);
    await client.call('DELETE', path);
    assert.equal((await client.call('PATCH', `/sobjects/Contact/${ada}`, change)).status, 204);
  });

  test('upserts and collections obey too', async () => {
    const values = { LastName: 'Lovelace', Email: 'ada@engines.example' };
    const upsert = await client.refusal('PATCH', '/sobjects/Contact/External_Id__c/new', values);
    assert.equal(upsert.errorCode, 'DUPLICATES_DETECTED');
    const records = [{ attributes: { type: 'Contact' }, ...values }];
    const { body } = await client.call('POST', '/composite/sobjects', { records });
    assert.equal(body[0].errors[0].statusCode, 'DUPLICATES_DETECTED');
  });

  test('the key of the details can be misspelled', async () => {
    await org.setDuplicateRules(true, 'duplicateResut');
    const { body } = await contact({ Email: 'ada@engines.example' });
    assert.deepEqual(Object.keys(body[0]), ['duplicateResut', 'message', 'errorCode']);
  });
});
