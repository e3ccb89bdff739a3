import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Client } from '../../src/api/client.ts';
import { getRecent } from '../../src/api/recent.ts';
import { createRecord, deleteRecord } from '../../src/api/records.ts';
import { parameterizedSearch, search, searchTerm } from '../../src/api/search.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

describe('searches', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
    for (const Name of ['Quillfeather & Sons', 'Quill and Ink', 'Quillon {Q}: C++ "or" not?']) {
      await createRecord(client, { objectApiName: 'Account', fields: { Name } });
    }
  });
  after(() => org.close());

  const names = async (text: string) => {
    const sosl = `FIND {${searchTerm(text)}} IN NAME FIELDS RETURNING Account(Name ORDER BY Name)`;
    return (await search(client, sosl)).searchRecords.map(({ Name }) => Name);
  };

  it('find records by SOSL', async () => {
    const { searchRecords } = await search(client, 'FIND {Quill*} RETURNING Account(Id, Name), Contact');
    assert.equal(searchRecords.length, 3);
    assert.equal(searchRecords[0]?.attributes?.type, 'Account');
  });

  it('look for any text, whatever SOSL makes of its characters and words', async () => {
    assert.deepEqual(await names('quillfeather & sons'), ['Quillfeather & Sons']);
    assert.deepEqual(await names('quillon {q}: c++ "or" not?'), ['Quillon {Q}: C++ "or" not?']);
    assert.deepEqual(await names('Quill AND Ink'), ['Quill and Ink']);
    assert.deepEqual(await names('Quillfeather OR Ink'), []);
    assert.deepEqual(await names('Quill*'), ['Quill and Ink']);
    assert.equal(searchTerm('a?b\\ not'), 'a\\?b\\\\ "not"');
  });

  it('never take text for syntax', async () => {
    const piece = fc.constantFrom(...'?&|!{}[]()^~*:\\"\'+- aé', 'or', 'AND', 'Not', '} RETURNING', '\n');
    const text = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.string({ unit: 'grapheme' }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        // So that there is always enough to look for.
        await names(`${typed} quill`);
      }),
      { numRuns: 200 },
    );
  });

  it('say what is wrong with SOSL, without repeating it', async () => {
    const error = await failureOf(search(client, 'FIND {secretive} IN SHOES'));
    assert.equal(error.code, 'MALFORMED_SEARCH');
    assert.doesNotMatch(error.message, /secretive/);
  });

  it('are refused before any request where no address can hold them', async () => {
    const before = org.requests().length;
    assert.equal((await failureOf(search(client, `FIND {${'x'.repeat(20_000)}}`))).code, 'INVALID_VALUE');
    assert.equal((await failureOf(search(client, 'FIND {x\ud800}'))).code, 'INVALID_VALUE');
    assert.equal(org.requests().length, before);
  });

  it('take parameters instead of SOSL, and are sent again when the answer got lost', async () => {
    org.addFault({ path: '/parameterizedSearch', drop: 'after' });
    const { searchRecords } = await parameterizedSearch(clientOf(org, { wait: async () => undefined }), {
      q: 'Quill*',
      in: 'NAME',
      fields: ['Name'],
      sobjects: [{ name: 'Account', orderBy: 'Name DESC', limit: 2 }, { name: 'Lead' }],
      overallLimit: 5,
    });
    assert.deepEqual(
      searchRecords.map(({ Name }) => Name),
      ['Quillon {Q}: C++ "or" not?', 'Quillfeather & Sons'],
    );
    assert.equal((await failureOf(parameterizedSearch(client, { q: 'a' }))).status, 400);
  });

  it('end with the signal', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(search(client, 'FIND {Quill*}', { signal }), { name: 'AbortError' });
    await assert.rejects(parameterizedSearch(client, { q: 'Quill*', signal }), { name: 'AbortError' });
  });
});

describe('recent records', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
  });
  after(() => org.close());

  it('are those the user saved of late, the latest first', async () => {
    const create = (LastName: string) =>
      createRecord(client, { objectApiName: 'Contact', fields: { LastName } });
    const ids = [await create('First'), await create('Second'), await create('Third')];
    const [third, second] = await getRecent(client, { limit: 2 });
    assert.deepEqual([third?.Id, second?.Id], [ids[2], ids[1]]);
    assert.deepEqual([third?.Name, third?.attributes?.type], ['Third', 'Contact']);
    await deleteRecord(client, { objectApiName: 'Contact', id: ids[2] ?? '' });
    assert.equal((await getRecent(client)).length, 2);
  });

  it('are counted by whole numbers only', async () => {
    for (const limit of [0, -1, 1.5, 201, Number.NaN]) {
      assert.equal((await failureOf(getRecent(client, { limit }))).code, 'INVALID_VALUE', String(limit));
    }
  });
});
