import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { dataPath, restClient } from '../rest-client.ts';

interface Collection {
  count: number;
  currentPageUrl: string;
  nextPageUrl: string | null;
  previousPageUrl: string | null;
  records: { id: string; fields: Record<string, { value: unknown }> }[];
}

describe('lookups of the UI API', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  const ids: string[] = [];
  before(async () => {
    org = await openOrg();
    client = restClient(org);
    for (const [Name, Site] of [
      ['Zeppelin Works', 'Lakeside'],
      ['Zeppelin Trade', null],
      ['Old Zeppelin', 'Hangar Zeppelin'],
    ]) {
      ids.push(await client.create('Account', { Name, Site }));
    }
  });
  after(() => org.close());

  const lookup = async (query: string, field = 'Contact/AccountId/Account'): Promise<Collection> => {
    const { status, body } = await client.get(`/ui-api/lookups/${field}?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const namesOf = ({ records }: Collection) => records.map(({ fields }) => fields.Name?.value).sort();

  test('what the user has used of late comes first and without asking', async () => {
    const { records, count } = await lookup('');
    assert.deepEqual(
      records.map(({ id }) => id),
      [...ids].reverse(),
    );
    assert.equal(count, 3);
    assert.deepEqual(Object.keys(records[0]?.fields ?? {}), ['Id', 'Name', 'Site']);
    assert.equal(records[0]?.fields.Site?.value, 'Hangar Zeppelin');
    assert.deepEqual(namesOf(await lookup('searchType=Recent&q=trade')), ['Zeppelin Trade']);
  });

  test('a search looks into every field, and at the beginning of words', async () => {
    assert.deepEqual(namesOf(await lookup('searchType=Search&q=zep')), [
      'Old Zeppelin',
      'Zeppelin Trade',
      'Zeppelin Works',
    ]);
    assert.deepEqual(namesOf(await lookup('searchType=Search&q=lakes')), ['Zeppelin Works']);
    assert.deepEqual(namesOf(await lookup('searchType=Search&q=eppelin')), []);
  });

  test('typing ahead looks at names alone', async () => {
    assert.deepEqual(namesOf(await lookup('searchType=TypeAhead&q=zeppelin w')), ['Zeppelin Works']);
    assert.deepEqual(namesOf(await lookup('searchType=TypeAhead&q=lakes')), []);
  });

  test('what means something to a search is looked for as text', async () => {
    for (const q of ['"zeppelin', 'zepp*lin', '\\zeppelin', 'zeppelin) OR (x', "z'eppelin"]) {
      const { status } = await client.get(
        `/ui-api/lookups/Contact/AccountId?searchType=Search&q=${encodeURIComponent(q)}`,
      );
      assert.equal(status, 200, q);
    }
    assert.deepEqual(namesOf(await lookup('searchType=Search&q=zeppelin OR trade')), []);
    assert.deepEqual(namesOf(await lookup('searchType=Search&q="trade')), ['Zeppelin Trade']);
  });

  test('pages follow one another', async () => {
    const first = await lookup('searchType=Search&q=zeppelin&pageSize=2');
    const path = `${dataPath}/ui-api/lookups/Contact/AccountId/Account`;
    assert.equal(first.currentPageUrl, `${path}?q=zeppelin&searchType=Search&page=1&pageSize=2`);
    assert.deepEqual([first.count, first.previousPageUrl], [2, null]);
    const { body: second } = await client.get(first.nextPageUrl ?? '');
    assert.deepEqual([second.count, second.nextPageUrl], [1, null]);
    assert.equal(second.previousPageUrl, first.currentPageUrl);
    assert.equal(new Set([...first.records, ...second.records].map(({ id }) => id)).size, 3);
  });

  test('a lookup to several objects answers for each that the UI API supports', async () => {
    await client.create('Lead', { LastName: 'Zeppelin', Company: 'Airships' });
    const { body } = await client.get('/ui-api/lookups/Task/WhoId?searchType=TypeAhead&q=zepp');
    assert.deepEqual(Object.keys(body.lookupResults), ['Contact', 'Lead']);
    assert.deepEqual(namesOf(body.lookupResults.Lead), ['Zeppelin']);
    const owner = await client.get('/ui-api/lookups/Case/OwnerId');
    assert.deepEqual(Object.keys(owner.body.lookupResults), ['User']);
  });

  test('deleted records are not suggested', async () => {
    const id = await client.create('Account', { Name: 'Zeppelin Gone' });
    await client.call('DELETE', `/ui-api/records/${id}`);
    assert.deepEqual(namesOf(await lookup('searchType=Search&q=zeppelin gone')), []);
    assert.equal(
      (await lookup('')).records.some((record) => record.id === id),
      false,
    );
  });

  test('requests that make no sense', async () => {
    for (const [path, errorCode] of [
      ['Nothing/AccountId', 'INVALID_TYPE'],
      ['Contact/Nothing', 'INVALID_FIELD'],
      ['Contact/LastName', 'INVALID_FIELD'],
      ['Contact/AccountId/Contact', 'INVALID_TYPE'],
      ['Contact/AccountId/Nothing', 'INVALID_TYPE'],
      ['Contact/AccountId?searchType=Guess', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['Contact/AccountId?searchType=Search&q=z', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['Contact/AccountId?searchType=TypeAhead', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['Contact/AccountId?searchType=TypeAhead&q=ze', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['Contact/AccountId?page=0', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['Contact/AccountId?pageSize=many', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
    ]) {
      const refusal = await client.refusal('GET', `/ui-api/lookups/${path}`);
      assert.deepEqual([refusal.status, refusal.errorCode], [400, errorCode], path);
    }
  });
});
