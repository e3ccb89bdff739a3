import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { ClientOptions, RecordChange } from '../../src/api/client.ts';
import { duplicatesOf } from '../../src/api/duplicates.ts';
import { query } from '../../src/api/query.ts';
import { createRecord, deleteRecord, getRecord, updateRecord, upsertRecord } from '../../src/api/records.ts';
import { soql } from '../../src/api/soql/soql.ts';
import type { SObjectRecord } from '../../src/api/types.ts';
import { ConflictError, isConflict } from '../../src/errors/conflict-error.ts';
import { lockedRow } from '../support/locked-row.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

/** All saves of a test happen within one second. */
const second = new Date('2026-05-01T07:25:37.000Z');

describe('records', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg({ now: () => second });
  });
  afterEach(() => {
    org.clearFaults();
    org.setDuplicateRules(false);
  });
  after(() => org.close());

  function setup(options: Partial<ClientOptions> = {}) {
    const changes: RecordChange[] = [];
    const client = clientOf(org, {
      wait: async () => {},
      onRecordChange: (change) => changes.push(change),
      ...options,
    });
    const seen = org.requests().length;
    /** Requests to records since, as `PATCH 204`. */
    const sent = () =>
      org
        .requests()
        .slice(seen)
        .filter(({ path }) => path.includes('/sobjects/'))
        .map(({ method, status }) => `${method} ${status}`);
    return { client, changes, sent };
  }

  async function newContact(fields: SObjectRecord = {}) {
    const values = { FirstName: 'Ada', LastName: 'Byron', Title: 'Countess', ...fields };
    const id = await createRecord(clientOf(org), { objectApiName: 'Contact', fields: values });
    const names = [...Object.keys(values), 'SystemModstamp'];
    const contact = { objectApiName: 'Contact', id };
    const read = () => getRecord(clientOf(org), { ...contact, fields: names });
    return { contact, read, original: await read() };
  }

  const countOf = async (lastName: string) =>
    (await query(clientOf(org), soql`SELECT Id FROM Contact WHERE LastName = ${lastName}`)).totalSize;

  it('announces what was written, with the values that were sent', async () => {
    const { client, changes } = setup();
    const objectApiName = 'Contact';
    const id = await createRecord(client, { objectApiName, fields: { LastName: 'Told' } });
    await updateRecord(client, { objectApiName, id, fields: { Title: 'Dr' } });
    await deleteRecord(client, { objectApiName, id });
    assert.deepEqual(changes, [
      { objectApiName, id, kind: 'created', fields: { LastName: 'Told' } },
      { objectApiName, id, kind: 'updated', fields: { Title: 'Dr' } },
      { objectApiName, id, kind: 'deleted' },
    ]);
  });

  it('refuses names that no field has, and values that cannot be sent, before any request', async () => {
    const { client, sent } = setup();
    const { contact, original } = await newContact();
    const before = sent().length;
    const objectApiName = 'Contact';
    const refused: [Promise<unknown>, string][] = [
      [getRecord(client, { ...contact, fields: ['Name&x=1'] }), 'UNKNOWN_FIELD'],
      [createRecord(client, { objectApiName, fields: { 'Last Name': 'x' } }), 'UNKNOWN_FIELD'],
      [createRecord(client, { objectApiName, fields: { LastName: '\ud800' } }), 'INVALID_VALUE'],
      [updateRecord(client, { ...contact, fields: { Age__c: Number.NaN }, original }), 'INVALID_VALUE'],
      [updateRecord(client, { ...contact, fields: { Title: 'x' }, onConflict: 'refuse' }), 'INVALID_VALUE'],
    ];
    for (const [promise, code] of refused) assert.equal((await failureOf(promise)).code, code);
    assert.equal(sent().length, before);
  });

  describe('updating', () => {
    it('sends only what differs from the record as it was read', async () => {
      const { client, changes } = setup();
      const { contact, read, original } = await newContact();
      await updateRecord(clientOf(org), { ...contact, fields: { FirstName: 'Augusta' } });
      await updateRecord(client, { ...contact, fields: { ...original, Title: 'Analyst' }, original });
      const { FirstName, Title } = await read();
      assert.deepEqual([FirstName, Title], ['Augusta', 'Analyst']);
      assert.deepEqual(changes, [{ ...contact, kind: 'updated', fields: { Title: 'Analyst' } }]);
    });

    it('sends nothing where nothing differs, however the values are spelled', async () => {
      const { client, changes, sent } = setup();
      const original = {
        attributes: { type: 'Showcase__c' },
        Name: 'S',
        Met__c: '2026-05-01T07:25:37.000+0000',
        Pieces__c: 7,
        Weight__c: 2.5,
        Done__c: true,
        Note__c: null,
        Account__r: { attributes: { type: 'Account' }, External_Id__c: 'A-1' },
      };
      const fields = {
        name: 'S',
        Met__c: '2026-05-01T09:25:37+02:00',
        Pieces__c: '7',
        Weight__c: '2.50',
        Done__c: 'true',
        Note__c: '',
        Account__r: { External_Id__c: 'A-1' },
      };
      const id = 'a00000000000001';
      await updateRecord(client, { objectApiName: 'Showcase__c', id, fields, original });
      assert.deepEqual([sent(), changes], [[], []]);
    });

    it('reliability 11: finds what another user saved in the same second, and overwrites nothing', async () => {
      const { client, changes } = setup();
      const { contact, read, original } = await newContact();
      const marco = org.signIn('marco@northwind.example');
      const other = clientOf(org, { getAccessToken: async () => marco });
      await updateRecord(other, { ...contact, fields: { Title: 'Lady' }, original });
      assert.equal((await read()).SystemModstamp, original.SystemModstamp);
      const fields = { Title: 'Analyst', LastName: 'Lovelace' };
      const error = await failureOf(updateRecord(client, { ...contact, fields, original }));
      assert.ok(error instanceof ConflictError && isConflict(error));
      assert.equal(error.code, 'CONFLICT');
      assert.deepEqual(error.conflicts, [
        { field: 'Title', original: 'Countess', current: 'Lady', yours: 'Analyst' },
      ]);
      assert.deepEqual(error.fields, ['Title']);
      assert.doesNotMatch(error.message, /Countess|Lady|Analyst/);
      const { Title, LastName } = await read();
      assert.deepEqual([Title, LastName], ['Lady', 'Byron']);
      assert.deepEqual(changes, []);
    });

    it('reliability 11: a change of other fields, or the same change, is no conflict', async () => {
      const { client } = setup();
      const { contact, read, original } = await newContact();
      await updateRecord(clientOf(org), { ...contact, fields: { FirstName: 'Augusta', Title: 'Analyst' } });
      await updateRecord(client, {
        ...contact,
        fields: { LastName: 'Lovelace', Title: 'Analyst' },
        original,
      });
      const { FirstName, LastName, Title } = await read();
      assert.deepEqual([FirstName, LastName, Title], ['Augusta', 'Lovelace', 'Analyst']);
    });

    it('reliability 11: overwrites where that is asked for', async () => {
      const { client } = setup();
      const { contact, read, original } = await newContact();
      await updateRecord(clientOf(org), { ...contact, fields: { Title: 'Lady' } });
      const fields = { Title: 'Analyst' };
      await updateRecord(client, { ...contact, fields, original, onConflict: 'overwrite' });
      assert.equal((await read()).Title, 'Analyst');
    });

    it('reliability 11: a field that was not read is compared by the time stamp of the record', async () => {
      const { client, sent } = setup();
      const { contact } = await newContact();
      const original = { Title: 'Countess', SystemModstamp: '2026-05-01T07:25:36.000+0000' };
      const error = await failureOf(
        updateRecord(client, { ...contact, fields: { LastName: 'L' }, original }),
      );
      assert.deepEqual((error as ConflictError).conflicts, [
        { field: 'LastName', original: undefined, current: 'Byron', yours: 'L' },
      ]);
      assert.ok(!sent().includes('PATCH 204'));
      await updateRecord(client, { ...contact, fields: { LastName: 'L' }, original: { Title: 'Countess' } });
      assert.equal((await getRecord(client, { ...contact, fields: ['LastName'] })).LastName, 'L');
    });
  });

  describe('of accounts', () => {
    /** An account, and a client that is overtaken by another user between its last look and its write. */
    async function setupOvertaken(theirs: SObjectRecord) {
      const fields = { Name: 'Engines', Phone: '1', Fax: '1' };
      const objectApiName = 'Account';
      const id = await createRecord(clientOf(org), { objectApiName, fields });
      const account = { objectApiName, id };
      const read = () => getRecord(clientOf(org), { ...account, fields: Object.keys(fields) });
      let isOvertaken = false;
      const overtaken: typeof fetch = async (input, init) => {
        if (init?.method === 'PATCH' && !isOvertaken) {
          isOvertaken = true;
          await updateRecord(clientOf(org), { ...account, fields: theirs });
        }
        return fetch(input, init);
      };
      return { ...setup({ fetch: overtaken }), account, read, original: await read() };
    }

    it('reliability 11: the entity tag finds what was saved at the last moment', async () => {
      const { client, account, read, original } = await setupOvertaken({ Phone: '2' });
      const saving = updateRecord(client, { ...account, fields: { Phone: '3' }, original });
      assert.equal((await failureOf(saving)).code, 'CONFLICT');
      assert.equal((await read()).Phone, '2');
    });

    it('reliability 11: other fields saved at the last moment cost another look only', async () => {
      const { client, account, read, original, sent } = await setupOvertaken({ Fax: '2' });
      const before = sent().length;
      await updateRecord(client, { ...account, fields: { Phone: '3' }, original });
      const { Phone, Fax } = await read();
      assert.deepEqual([Phone, Fax], ['3', '2']);
      assert.deepEqual(sent().slice(before, -1), [
        'GET 200',
        'PATCH 204',
        'PATCH 412',
        'GET 200',
        'PATCH 204',
      ]);
    });

    it('reliability 2: an update that meets its own effect is a success, and one write', async () => {
      const { client, changes, sent } = setup();
      const account = { objectApiName: 'Account', id: '' };
      account.id = await createRecord(clientOf(org), { objectApiName: 'Account', fields: { Name: 'Lost' } });
      const original = await getRecord(client, { ...account, fields: ['Name'] });
      org.addFault({ path: '/sobjects/Account/', method: 'PATCH', drop: 'after' });
      await updateRecord(client, { ...account, fields: { Name: 'Found' }, original });
      assert.equal((await getRecord(client, { ...account, fields: ['Name'] })).Name, 'Found');
      assert.deepEqual(sent().slice(2, -1), ['GET 200', 'PATCH 0', 'PATCH 412', 'GET 200']);
      assert.equal(changes.length, 1);
    });
  });

  describe('whose answers get lost', () => {
    it('reliability 2: an update is repeated', async () => {
      const { client, sent } = setup();
      const { contact, read, original } = await newContact();
      org.addFault({ path: '/sobjects/Contact/', method: 'PATCH', drop: 'after' });
      await updateRecord(client, { ...contact, fields: { Title: 'Analyst' }, original });
      assert.equal((await read()).Title, 'Analyst');
      assert.deepEqual(
        sent().filter((line) => line.startsWith('PATCH')),
        ['PATCH 0', 'PATCH 204'],
      );
    });

    it('reliability 2: a delete that meets its own effect is a success', async () => {
      const { client, changes, sent } = setup();
      const { contact } = await newContact();
      org.addFault({ path: '/sobjects/Contact/', method: 'DELETE', drop: 'after' });
      await deleteRecord(client, contact);
      assert.deepEqual(sent().slice(-2), ['DELETE 0', 'DELETE 404']);
      assert.deepEqual(changes, [{ ...contact, kind: 'deleted' }]);
    });

    it('reliability 5: a delete of what is gone fails, the first time', async () => {
      const { client, changes } = setup();
      const { contact } = await newContact();
      await deleteRecord(clientOf(org), contact);
      const error = await failureOf(deleteRecord(client, contact));
      assert.deepEqual([error.code, error.status, changes.length], ['ENTITY_IS_DELETED', 404, 0]);
    });

    it('reliability 1: a create is not repeated, and says that it may have been saved', async () => {
      const { client, changes, sent } = setup();
      org.addFault({ path: '/sobjects/Contact', method: 'POST', drop: 'after' });
      const saving = createRecord(client, { objectApiName: 'Contact', fields: { LastName: 'Unknowable' } });
      assert.equal((await failureOf(saving)).code, 'OUTCOME_UNKNOWN');
      assert.deepEqual([sent(), changes, await countOf('Unknowable')], [['POST 0'], [], 1]);
    });

    it('reliability 2: an upsert is repeated, and makes one record', async () => {
      const { client } = setup();
      org.addFault({ path: '/External_Id__c/', method: 'PATCH', drop: 'after' });
      const { id } = await upsertRecord(client, {
        objectApiName: 'Contact',
        externalIdField: 'External_Id__c',
        externalId: 'lost',
        fields: { LastName: 'Upserted' },
      });
      assert.match(id, /^003/);
      assert.equal(await countOf('Upserted'), 1);
    });
  });

  it('reliability 6: a save that finds the record locked is tried again, and is one write', async () => {
    const { client, sent } = setup();
    org.addFault(lockedRow('POST', 2));
    await createRecord(client, { objectApiName: 'Contact', fields: { LastName: 'Locked' } });
    assert.deepEqual([sent(), await countOf('Locked')], [['POST 400', 'POST 400', 'POST 201'], 1]);
  });

  describe('upserting', () => {
    const upsert = { objectApiName: 'Contact', externalIdField: 'External_Id__c' };

    it('creates, then updates, and says which', async () => {
      const { client, changes } = setup();
      const first = await upsertRecord(client, { ...upsert, externalId: 42, fields: { LastName: 'A' } });
      const second = await upsertRecord(client, { ...upsert, externalId: 42, fields: { LastName: 'B' } });
      assert.deepEqual([first.created, second], [true, { id: first.id, created: false }]);
      const { objectApiName } = upsert;
      assert.deepEqual(changes, [
        { objectApiName, id: first.id, kind: 'created', fields: { LastName: 'A', External_Id__c: 42 } },
        { objectApiName, id: first.id, kind: 'updated', fields: { LastName: 'B', External_Id__c: 42 } },
      ]);
    });

    it('says how many records match, and writes none', async () => {
      const { client, changes } = setup();
      const Email = 'same@example.com';
      for (const LastName of ['One', 'Two', 'Three']) await newContact({ LastName, Email });
      const fields = { LastName: 'Several' };
      const error = await failureOf(
        upsertRecord(client, { ...upsert, externalIdField: 'Email', externalId: Email, fields }),
      );
      assert.deepEqual([error.code, error.status], ['SEVERAL_MATCHES', 300]);
      assert.match(error.problem, /^3 records/);
      assert.deepEqual([changes, await countOf('Several')], [[], 0]);
    });

    it('takes any text as an external id, to the letter', async () => {
      const { client } = setup();
      const text = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
        .filter((value) => value === value.trim() && !/^\.\.?$|\p{Cc}/u.test(value));
      const odd = ['a/b', '?x=1', '#', '%2e', '%', '...', './..', "O'Neill", 'a b', 'ü+&', '@{a.b}'];
      await fc.assert(
        fc.asyncProperty(text, async (externalId) => {
          const { id } = await upsertRecord(client, { ...upsert, externalId, fields: { LastName: 'Odd' } });
          const { External_Id__c } = await getRecord(client, {
            objectApiName: 'Contact',
            id,
            fields: ['External_Id__c'],
          });
          assert.equal(External_Id__c, externalId);
        }),
        { numRuns: 60, examples: odd.map((value): [string] => [value]) },
      );
    });

    it('refuses an external id that no record can have, before any request', async () => {
      const { client, sent } = setup();
      for (const externalId of ['', ' ', '.', '..', '\udc00', 'x'.repeat(256), 'x'.repeat(2_000_000)]) {
        const error = await failureOf(upsertRecord(client, { ...upsert, externalId, fields: {} }));
        assert.equal(error.code, 'INVALID_VALUE');
      }
      for (const missing of [undefined, null, {}, Number.NaN, Number.POSITIVE_INFINITY]) {
        const externalId = missing as unknown as string;
        const error = await failureOf(upsertRecord(client, { ...upsert, externalId, fields: {} }));
        assert.equal(error.code, 'INVALID_VALUE');
      }
      const path = { ...upsert, externalIdField: 'Id/x', externalId: '1', fields: {} };
      assert.equal((await failureOf(upsertRecord(client, path))).code, 'UNKNOWN_FIELD');
      assert.deepEqual(sent(), []);
    });
  });

  describe('under duplicate rules', () => {
    for (const key of ['duplicateResult', 'duplicateResut'] as const) {
      it(`gives the matches where the org calls them ${key}`, async () => {
        const { client } = setup();
        const Email = `${key}@example.com`;
        const { contact } = await newContact({ Email });
        org.setDuplicateRules(true, key);
        const create = { objectApiName: 'Contact', fields: { LastName: 'Match', Email } };
        const error = await failureOf(
          createRecord(client, { ...create, duplicates: { includeRecordDetails: true } }),
        );
        assert.equal(error.code, 'DUPLICATES_DETECTED');
        assert.doesNotMatch(error.message, /Byron|@/);
        const { allowSave, errorMessage, matches } = duplicatesOf(error) ?? assert.fail('no duplicates');
        assert.deepEqual([allowSave, errorMessage], [true, 'Use one of these records?']);
        assert.deepEqual(
          matches.map(({ id, objectApiName, record }) => [id, objectApiName, record.Name]),
          [[contact.id, 'Contact', 'Ada Byron']],
        );
        assert.match(await createRecord(client, { ...create, duplicates: { allowSave: true } }), /^003/);
      });
    }

    it('an update and an upsert obey, and save where they may', async () => {
      const { client } = setup();
      const Email = 'obey@example.com';
      await newContact({ Email });
      const { contact } = await newContact();
      org.setDuplicateRules(true);
      const update = { ...contact, fields: { Email } };
      const upsert = {
        objectApiName: 'Contact',
        externalIdField: 'External_Id__c',
        externalId: 'obey',
        fields: { LastName: 'Match', Email },
      };
      for (const save of [
        (duplicates: object) => updateRecord(client, { ...update, duplicates }),
        (duplicates: object) => upsertRecord(client, { ...upsert, duplicates }),
      ]) {
        assert.ok(duplicatesOf(await failureOf(save({ runAsCurrentUser: true }))));
        await save({ allowSave: true });
      }
    });

    it('no other failure has duplicates', async () => {
      const { client } = setup();
      const error = await failureOf(createRecord(client, { objectApiName: 'Contact', fields: {} }));
      assert.equal(duplicatesOf(error), undefined);
      assert.equal(duplicatesOf(new Error('other')), undefined);
    });
  });
});
