import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { restClient } from './rest-client.ts';

const winner = { Name: 'Deal', StageName: 'Closed Won', CloseDate: '2026-05-01' };

/** What is sent, and the refusal it meets: code, message, fields. */
const refusals: Record<
  string,
  [objectName: string, values: object, code: string, message: string, fields?: string[]]
> = {
  'a required field left out': [
    'Contact',
    { FirstName: 'Ada' },
    'REQUIRED_FIELD_MISSING',
    'Required fields are missing: [LastName]',
    ['LastName'],
  ],
  'several required fields left out': [
    'Lead',
    { LastName: ' ' },
    'REQUIRED_FIELD_MISSING',
    'Required fields are missing: [LastName, Company]',
    ['LastName', 'Company'],
  ],
  'a text that is too long': [
    'Contact',
    { LastName: 'x'.repeat(81) },
    'STRING_TOO_LONG',
    `Last Name: data value too large: ${'x'.repeat(81)} (max length=80)`,
    ['LastName'],
  ],
  'an unknown field': [
    'Contact',
    { LastName: 'x', Shoe: 1 },
    'INVALID_FIELD',
    "No such column 'Shoe' on sobject of type Contact",
  ],
  'a read-only field': [
    'Contact',
    { LastName: 'x', Name: 'x' },
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
    ['Name'],
  ],
  'a value off a restricted picklist': [
    'Opportunity',
    { ...winner, StageName: 'Nowhere' },
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Stage: bad value for restricted picklist field: Nowhere',
    ['StageName'],
  ],
  'an inactive picklist value': [
    'Showcase__c',
    { Code__c: 'x', Status__c: 'Archived' },
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Status: bad value for restricted picklist field: Archived',
    ['Status__c'],
  ],
  'a wrong one of several picklist values': [
    'Showcase__c',
    { Code__c: 'x', Channels__c: 'Email;Fax' },
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Channels: bad value for restricted picklist field: Fax',
    ['Channels__c'],
  ],
  'an address without a host': [
    'Contact',
    { LastName: 'x', Email: 'ada@' },
    'INVALID_EMAIL_ADDRESS',
    'Email: invalid email address: ada@',
    ['Email'],
  ],
  'a number beyond its digits': [
    'Account',
    { Name: 'x', NumberOfEmployees: 100_000_000 },
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Employees: value outside of valid range on numeric field: 100000000',
    ['NumberOfEmployees'],
  ],
  'a place off the globe': [
    'Showcase__c',
    { Code__c: 'x', Position__Latitude__s: 91 },
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Position (Latitude): value outside of valid range on numeric field: 91',
    ['Position__Latitude__s'],
  ],
  'a date that is none': [
    'Opportunity',
    { CloseDate: '2026-02-30' },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of date from VALUE_STRING value 2026-02-30 or request may be missing a required field at [line:1, column:14]',
  ],
  'a number for a text': [
    'Contact',
    { LastName: 5 },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of string from VALUE_NUMBER_INT value 5 or request may be missing a required field at [line:1, column:13]',
  ],
  'a number that is not decimal': [
    'Showcase__c',
    { Code__c: 'x', Price__c: '0x10' },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of currency from VALUE_STRING value 0x10 or request may be missing a required field at [line:1, column:27]',
  ],
  'a day with something behind it': [
    'Opportunity',
    { CloseDate: '2026-05-01Tea' },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of date from VALUE_STRING value 2026-05-01Tea or request may be missing a required field at [line:1, column:14]',
  ],
  'a day with a time that is none': [
    'Opportunity',
    { CloseDate: '2026-05-01T99:zzz' },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of date from VALUE_STRING value 2026-05-01T99:zzz or request may be missing a required field at [line:1, column:14]',
  ],
  'a day with a time of too many digits': [
    'Opportunity',
    { CloseDate: '2020-04-30T13:19:18.000000+02:00' },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of date from VALUE_STRING value 2020-04-30T13:19:18.000000+02:00 or request may be missing a required field at [line:1, column:14]',
  ],
  'a blank text for a date': [
    'Contact',
    { Birthdate: '' },
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of date from VALUE_STRING value  or request may be missing a required field at [line:1, column:14]',
  ],
  'an id that is none': [
    'Contact',
    { LastName: 'x', AccountId: 'abc' },
    'MALFORMED_ID',
    'Account ID: id value of incorrect type: abc',
    ['AccountId'],
  ],
  'an id of no record': [
    'Contact',
    { LastName: 'x', AccountId: '001Sm0zzzzzzzzz' },
    'INVALID_CROSS_REFERENCE_KEY',
    'invalid cross reference id',
    [],
  ],
  'a checkbox without a value': [
    'Showcase__c',
    { Code__c: 'x', Active__c: null },
    'INVALID_TYPE_ON_FIELD_IN_RECORD',
    'Active: value not of required type: null',
    ['Active__c'],
  ],
  'an external id that is taken': [
    'Showcase__c',
    { Code__c: 'x', External_Id__c: 'SHOWCASE-1' },
    'DUPLICATE_VALUE',
    'duplicate value found: External_Id__c duplicates value on record with id: a00Sm0AAAAAAAAB',
    [],
  ],
  'a username that is taken': [
    'User',
    {
      Username: 'Ada@northwind.example',
      LastName: 'x',
      Email: 'x@example.com',
      Alias: 'x',
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
    },
    'DUPLICATE_USERNAME',
    "Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).",
    ['Username'],
  ],
  'a rule of the org, at its field': [
    'Opportunity',
    winner,
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'A won opportunity needs an amount.',
    ['Amount'],
  ],
  'a rule of the org, without a field': [
    'Contact',
    { FirstName: 'Twice', LastName: 'Twice' },
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'First name and last name are the same. Check the spelling.',
    [],
  ],
};

describe('what the simulated org refuses to store', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const count = async (objectName: string): Promise<number> =>
    (await client.query(`SELECT COUNT() FROM ${objectName}`)).totalSize;

  for (const [what, [objectName, values, code, message, fields]] of Object.entries(refusals)) {
    test(`${what} is refused and nothing is stored`, async () => {
      const before = await count(objectName);
      const { status, ...refusal } = await client.refusal('POST', `/sobjects/${objectName}`, values);
      assert.equal(status, 400);
      assert.deepEqual(refusal, { message, errorCode: code, ...(fields ? { fields } : {}) });
      assert.equal(await count(objectName), before);
    });
  }

  for (const [what, body, place] of [
    ['a trailing comma', '{"LastName":"x",}', 'line:1, column:17'],
    ['an error in a later line', '{\n"LastName" "x"}', 'line:2, column:12'],
    ['an early end', '{"LastName":', 'line:1, column:13'],
  ] as const) {
    test(`JSON with ${what} is refused at its place`, async () => {
      assert.deepEqual(await client.refusal('POST', '/sobjects/Contact', body), {
        status: 400,
        errorCode: 'JSON_PARSER_ERROR',
        message: `Unexpected character or end of input at [${place}]`,
      });
    });
  }

  test('errors of several fields come together', async () => {
    const { body } = await client.call('POST', '/sobjects/Contact', {
      LastName: 'x'.repeat(81),
      Email: 'no',
      AccountId: 'no',
    });
    const codes = body.map((error: { errorCode: string }) => error.errorCode);
    assert.deepEqual(codes, ['STRING_TOO_LONG', 'INVALID_EMAIL_ADDRESS', 'MALFORMED_ID']);
  });
});
