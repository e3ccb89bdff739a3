import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient } from '../../src/api/client.ts';
import { describeGlobal, describeRequest, describeSObject } from '../../src/api/describe.ts';
import { readMetadata } from '../../src/api/metadata.ts';
import type { SObjectDescribe } from '../../src/api/types.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

describe('readMetadata', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const setup = () => {
    const session = org.signIn();
    return createClient({ getAccessToken: async () => session });
  };
  const read = (client: ReturnType<typeof setup>, since?: string) =>
    readMetadata<SObjectDescribe>(client, { ...describeRequest('Contact'), since });

  it('gives the value and when it was last modified', async () => {
    const answer = await read(setup());
    assert.equal(answer?.value.name, 'Contact');
    assert.ok(!Number.isNaN(Date.parse(answer?.lastModified ?? '')));
  });

  it('gives nothing where it is not modified since, and asks so without a header that CORS would judge', async () => {
    const client = setup();
    const before = await read(client);
    assert.equal(await read(client, before?.lastModified), undefined);
    assert.match(org.requests().at(-1)?.path ?? '', /\/composite$/);
  });

  it('gives what has changed since', async () => {
    const client = setup();
    const before = await read(client);
    org.editField('Contact', 'Email', { label: 'Electronic mail' });
    const after = await read(client, before?.lastModified);
    const { label } = after?.value.fields.find(({ name }) => name === 'Email') ?? {};
    assert.equal(label, 'Electronic mail');
  });

  it('reads describes in one call with others of the moment', async () => {
    const client = setup();
    const count = org.requests().length;
    const [contact, global] = await Promise.all([describeSObject(client, 'Contact'), describeGlobal(client)]);
    assert.equal(contact.name, 'Contact');
    assert.ok(global.sobjects.some(({ name }) => name === 'Contact'));
    assert.equal(org.requests().length, count + 1);
  });

  it('rejects with what the org said', async () => {
    await assert.rejects(describeSObject(setup(), 'Nonsense__c'), { code: 'NOT_FOUND', status: 404 });
    await assert.rejects(describeSObject(setup(), 'not a name'), { code: 'UNKNOWN_OBJECT' });
  });
});
