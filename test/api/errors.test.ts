import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { describeSObject } from '../../src/api/describe.ts';
import { createRecord, deleteRecord, getRecord } from '../../src/api/records.ts';
import type { Fault } from '../../src/simulator/simulated-org.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { failureOf } from './org-client.ts';
import { pacedClient } from './paced-client.ts';

const json = 'application/json;charset=UTF-8';
const page = '<html><body>We are down for maintenance. Secretive</body></html>';

describe('the error that comes of an answer', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  /** The error of a read that is answered so. */
  async function errorOf(answer: Partial<Fault> & { status: number }) {
    org.addFault({ path: '/sobjects/', ...answer, times: Number.POSITIVE_INFINITY } as Fault);
    try {
      return await failureOf(describeSObject(pacedClient(org).client, 'Account'));
    } finally {
      org.clearFaults();
    }
  }
  const errorOfBody = (body: unknown, status = 400) =>
    errorOf({ status, body: JSON.stringify(body), contentType: json });

  it('has code, status and fields of the REST API’s array', async () => {
    const errors = [
      {
        message: 'Required fields are missing: [LastName]',
        errorCode: 'REQUIRED_FIELD_MISSING',
        fields: ['LastName'],
      },
      { message: 'Email: invalid', errorCode: 'INVALID_EMAIL_ADDRESS', fields: ['Email', 'LastName'] },
    ];
    const error = await errorOf({ status: 400, errors });
    assert.deepEqual([error.code, error.status], ['REQUIRED_FIELD_MISSING', 400]);
    assert.deepEqual(error.fields, ['LastName', 'Email']);
    assert.equal(error.details.length, 2);
    assert.equal(error.message, 'Describe Account: A required field is empty. Fill it in and save again.');
  });

  it('has no blank lines around what the org says', async () => {
    const message =
      '\nName FROM Nonsense\n          ^\nERROR at Row:1:Column:18\nsObject type is not supported.';
    const error = await errorOf({ status: 400, errors: [{ message, errorCode: 'INVALID_TYPE' }] });
    assert.equal(error.details[0]?.message, message.trim());
  });

  it('has the fields of a UI API answer', async () => {
    const entry = (field: string) => ({
      constituentField: null,
      duplicateRecordError: null,
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      field,
      fieldLabel: field,
      message: `${field} is wrong.`,
    });
    const error = await errorOfBody({
      message: 'An error occurred while trying to update the record. Please try again.',
      statusCode: 400,
      enhancedErrorType: 'RecordError',
      output: {
        errors: [{ ...entry('x'), field: null, fieldLabel: null, message: 'Not like this.' }],
        fieldErrors: { Name: [entry('Name')], Phone: [entry('Phone')] },
      },
    });
    assert.equal(error.code, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
    assert.deepEqual(error.fields, ['Name', 'Phone']);
    assert.deepEqual(
      error.details.map(({ message }) => message),
      ['Not like this.', 'Name is wrong.', 'Phone is wrong.'],
    );
  });

  it('has what a UI API answer says where it names no field', async () => {
    const error = await errorOfBody({
      message: 'No.',
      enhancedErrorType: 'RecordError',
      output: { errors: [], fieldErrors: {} },
    });
    assert.deepEqual([error.code, error.details[0]?.message], ['RecordError', 'No.']);
  });

  it('has the status code of an item of a collection', async () => {
    const error = await errorOfBody([
      { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid', fields: [] },
    ]);
    assert.equal(error.code, 'INVALID_CROSS_REFERENCE_KEY');
  });

  it('has what OAuth says', async () => {
    const error = await errorOfBody({
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    });
    assert.deepEqual(
      [error.code, error.details[0]?.message],
      ['invalid_grant', 'expired access/refresh token'],
    );
  });

  it('says “not data” of a page, with 503 and with 200', async () => {
    for (const [status, code] of [
      [503, 'HTTP_ERROR'],
      [200, 'UNEXPECTED_ANSWER'],
    ] as const) {
      const error = await errorOf({ status, body: page });
      assert.deepEqual([error.code, error.status], [code, status]);
      assert.match(error.message, /not data \(status \d+\)\. Try again in a few minutes/);
      assert.doesNotMatch(error.message, /Secretive/);
    }
  });

  it('says “not data” of a page where text was asked for', async () => {
    org.addFault({ path: '/limits', status: 200, body: page });
    const { client } = pacedClient(org);
    const error = await failureOf(client.request({ operation: 'Test', path: 'limits', reads: 'text' }));
    assert.equal(error.code, 'UNEXPECTED_ANSWER');
  });

  it('tells of the status where there is nothing else', async () => {
    const error = await errorOf({ status: 500 });
    assert.deepEqual([error.code, error.problem], ['HTTP_ERROR', 'The org answered with status 500.']);
  });

  it('says “not data” of JSON that is cut short', async () => {
    org.addFault({ path: '/describe', truncate: true });
    const error = await failureOf(describeSObject(pacedClient(org).client, 'Account'));
    assert.deepEqual([error.code, error.status], ['UNEXPECTED_ANSWER', 200]);
  });

  it('says “not data” where a success has none', async () => {
    for (const body of ['', 'null']) {
      const error = await errorOf({ status: 200, body, contentType: json });
      assert.deepEqual([error.code, error.status], ['UNEXPECTED_ANSWER', 200]);
      org.addFault({ path: '/sobjects/', method: 'POST', status: 200, body, contentType: json });
      const creating = createRecord(pacedClient(org).client, { objectApiName: 'Contact', fields: {} });
      assert.equal((await failureOf(creating)).code, 'OUTCOME_UNKNOWN');
    }
  });

  it('survives a body of any shape', async () => {
    const bodies = [
      null,
      0,
      '',
      'text',
      [],
      {},
      [null],
      [[]],
      [{ message: 1, errorCode: [] }],
      { output: 'x' },
      { output: { errors: 1, fieldErrors: [1] } },
    ];
    for (const body of bodies) {
      const error = await errorOfBody(body);
      assert.deepEqual([error.code, error.status], ['HTTP_ERROR', 400], JSON.stringify(body));
    }
  });

  const explained: [status: number, errorCode: string, message: string, said: RegExp][] = [
    [
      403,
      'API_DISABLED_FOR_ORG',
      'The REST API is not enabled for this Organization.',
      /no API access\. The administrator/,
    ],
    [
      403,
      'API_CURRENTLY_DISABLED',
      'API is disabled for this User',
      /switched off at the moment\. Try again/,
    ],
    [403, 'INSUFFICIENT_ACCESS', 'insufficient access rights', /may not do this\. The administrator/],
    [
      400,
      'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
      'insufficient access',
      /one refers to\. Choose another/,
    ],
    [
      403,
      'REQUEST_LIMIT_EXCEEDED',
      'TotalRequests Limit exceeded.',
      /used up its API requests for today\. It resets/,
    ],
    [
      403,
      'REQUEST_LIMIT_EXCEEDED',
      'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      /too many requests at the moment\. Try again in a few seconds/,
    ],
    [400, 'SOMETHING_NEW', 'Never heard of', /The org refused the request\.$/],
  ];
  for (const [status, errorCode, message, said] of explained) {
    it(`says in plain words what to do about ${errorCode}: ${message}`, async () => {
      const error = await errorOf({ status, errors: [{ message, errorCode }] });
      assert.equal(error.code, errorCode);
      assert.match(error.message, said);
      assert.equal(error.details[0]?.message, message);
    });
  }

  it('tells that a record was deleted, and that there never was one', async () => {
    const { client } = pacedClient(org);
    const objectApiName = 'Contact';
    const id = await createRecord(client, { objectApiName, fields: { LastName: 'Gone' } });
    await deleteRecord(client, { objectApiName, id });
    const deleted = await failureOf(deleteRecord(client, { objectApiName, id }));
    assert.deepEqual([deleted.code, deleted.status], ['ENTITY_IS_DELETED', 404]);
    assert.match(deleted.message, /has been deleted/);
    const unknown = await failureOf(getRecord(client, { objectApiName, id: '003000000000000AAA' }));
    assert.deepEqual([unknown.code, unknown.status], ['NOT_FOUND', 404]);
  });

  for (const key of ['duplicateResult', 'duplicateResut'] as const) {
    it(`tells of duplicates, found in the org under ${key}`, async () => {
      org.setDuplicateRules(true, key);
      const { client } = pacedClient(org);
      const fields = { FirstName: 'Twice', LastName: `Twin ${key}`, Email: `${key}@example.com` };
      await createRecord(client, { objectApiName: 'Contact', fields });
      const error = await failureOf(createRecord(client, { objectApiName: 'Contact', fields }));
      org.setDuplicateRules(false);
      assert.deepEqual([error.code, error.status], ['DUPLICATES_DETECTED', 400]);
      assert.match(error.message, /found records that look the same/);
      assert.doesNotMatch(error.message, /Twin/);
    });
  }
});
