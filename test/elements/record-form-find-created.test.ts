import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Client } from '../../src/api/client.ts';
import { describeSObject } from '../../src/api/describe.ts';
import { createRecord } from '../../src/api/records.ts';
import type { SObjectDescribe, SObjectRecord } from '../../src/api/types.ts';
import { findCreated } from '../../src/elements/record-form/find-created.ts';
import { type CheckRequest, checkSave } from '../../src/elements/record-form/save-form.ts';
import { clientOf } from '../api/org-client.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

describe('findCreated', () => {
  let org: TestOrg;
  let client: Client;
  let contact: SObjectDescribe;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
    contact = await describeSObject(client, 'Contact');
  });
  after(() => org.close());

  const create = (fields: SObjectRecord) => createRecord(client, { objectApiName: 'Contact', fields });
  const find = (fields: SObjectRecord, described = contact, known: string[] = []) =>
    findCreated(client, {
      describe: described,
      lost: { fields, since: Date.now() },
      userId: undefined,
      known: new Set(known),
    });
  /** The same object, where no query may filter by some of its fields. */
  const unfiltered = (...names: string[]): SObjectDescribe => ({
    ...contact,
    fields: contact.fields.map((field) =>
      names.includes(field.name) ? { ...field, filterable: false } : field,
    ),
  });

  it('finds values with quotes, backslashes and wildcards, and no other that is like them', async () => {
    const fields = { LastName: "O'Hara \\ \"100%_\"' OR Name != '", Email: 'o@example.com' };
    await create({ ...fields, LastName: "O'Hara" });
    const id = await create(fields);
    assert.equal(await find(fields), id);
    assert.equal(await find({ ...fields, LastName: '%' }), undefined);
  });

  it('compares by itself what no query may filter by', async () => {
    const described = unfiltered('LastName', 'Email');
    const id = await create({ LastName: 'Unfiltered', Email: 'one@example.com' });
    await create({ LastName: 'Unfiltered', Email: 'other@example.com' });
    assert.equal(await find({ LastName: 'Unfiltered', Email: 'one@example.com' }, described), id);
    assert.equal(await find({ LastName: 'Unfiltered', Email: 'third@example.com' }, described), undefined);
  });

  it('finds the one of two alike that has not been known', async () => {
    const fields = { LastName: 'Twin' };
    const known = await create(fields);
    assert.equal(await find(fields, contact, [known]), undefined);
    const id = await create(fields);
    assert.equal(await find(fields, contact, [known]), id);
  });

  it('takes no record for it where nothing that was sent can be compared', async () => {
    await create({ LastName: 'Somebody' });
    const encrypted = {
      ...contact,
      fields: contact.fields.map((field) =>
        field.name === 'Email' ? { ...field, type: 'encryptedstring' as const } : field,
      ),
    };
    for (const fields of [{}, { Email: 'secret' }]) {
      await assert.rejects(find(fields, encrypted), { code: 'OUTCOME_UNKNOWN' });
    }
  });

  it('is not tried again where the object does not say who created its records', async () => {
    const fields = contact.fields.filter(({ name }) => name !== 'CreatedById');
    const outcome = await checkSave({
      view: { loaded: { describe: { ...contact, fields } }, localization: { t: (key: string) => key } },
      client,
      recordId: undefined,
      lost: { fields: { LastName: 'Anybody' }, since: Date.now() },
      userId: '005000000000001AAA',
      known: new Set<string>(),
      onSend: () => {},
    } as unknown as CheckRequest);
    assert.ok(outcome.kind === 'refused');
    assert.equal(outcome.error.code, 'UNKNOWN_FIELD');
    assert.ok(outcome.problems.isUncertain);
    assert.equal(outcome.problems.lost, undefined);
  });
});
