import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fixture, fixturesMissing } from '../support/fixtures.ts';
import { openOrg, type RestOrg } from '../support/rest-org.ts';
import { dataPath, restClient } from './rest-client.ts';

interface Results {
  columns: Record<string, unknown>[];
  done: boolean;
  records: { columns: { fieldNameOrPath: string; value: string | null }[] }[];
  size: number;
}

const objects = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Showcase__c'];

describe('list views of the simulated org', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  async function viewOf(objectName: string, developerName: string) {
    const { body } = await client.get(`/sobjects/${objectName}/listviews`);
    const view = body.listviews.find(
      (candidate: { developerName: string }) => candidate.developerName === developerName,
    );
    assert.ok(view, `${objectName} ${developerName}`);
    return view;
  }
  const results = async (url: string, query = ''): Promise<Results> => {
    const { status, body } = await client.get(`${url}${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const values = ({ records }: Results, path: string) =>
    records.map(({ columns }) => columns.find(({ fieldNameOrPath }) => fieldNameOrPath === path)?.value);

  test('an object lists its views; an object without any lists none', async () => {
    const { body } = await client.get('/sobjects/account/listviews');
    const { id } = body.listviews[0];
    const url = `${dataPath}/sobjects/Account/listviews/${id}`;
    const first = {
      describeUrl: `${url}/describe`,
      developerName: 'AllAccounts',
      id,
      label: 'All Accounts',
      resultsUrl: `${url}/results`,
      soqlCompatible: true,
      url,
    };
    assert.deepEqual(body.listviews[0], first);
    assert.deepEqual((await client.get(url)).body, first);
    assert.deepEqual([body.done, body.size, body.sobjectType], [true, body.listviews.length, 'Account']);
    const { body: none } = await client.get('/sobjects/Group/listviews');
    assert.deepEqual([none.size, none.listviews], [0, []]);
  });

  test('ids belong to one view of one object', async () => {
    const ids = new Set<string>();
    let views = 0;
    for (const objectName of objects) {
      const { body } = await client.get(`/sobjects/${objectName}/listviews`);
      for (const { id } of body.listviews) ids.add(id);
      views += body.size;
    }
    assert.equal(ids.size, views);
    const { id } = await viewOf('Account', 'AllAccounts');
    assert.equal((await client.get(`/sobjects/Contact/listviews/${id}`)).status, 404);
    assert.equal((await client.get(`/sobjects/Account/listviews/${id.slice(0, 15)}`)).status, 200);
    assert.equal((await client.get('/sobjects/Account/listviews/nothing/results')).status, 404);
  });

  test('the query of a described view finds what its results show', async () => {
    for (const objectName of objects) {
      const { body: list } = await client.get(`/sobjects/${objectName}/listviews`);
      for (const { describeUrl, resultsUrl, label } of list.listviews) {
        const { body } = await client.get(describeUrl);
        const found = await client.query(body.query);
        const shown = await results(resultsUrl, '?limit=2000');
        assert.deepEqual(body.columns, shown.columns);
        assert.deepEqual(
          values(shown, 'Id'),
          found.records.map(({ Id }: { Id: string }) => Id),
          `${objectName}: ${label}`,
        );
      }
    }
  });

  test('pages of 25, or of as many as are asked for', async () => {
    const { resultsUrl } = await viewOf('Account', 'AllAccounts');
    const first = await results(resultsUrl);
    assert.deepEqual([first.size, first.records.length, first.done], [25, 25, false]);
    const rest = await results(resultsUrl, '?limit=2000&offset=25');
    assert.deepEqual([rest.size, rest.done], [25, true]);
    const names = [...values(first, 'Name'), ...values(rest, 'Name')].map(String);
    assert.equal(new Set(names).size, 50);
    const sorted = await client.query('SELECT Name FROM Account ORDER BY Name');
    assert.deepEqual(
      names,
      sorted.records.map(({ Name }: { Name: string }) => Name),
    );
  });

  test('mine are those of who asks, recent ones those viewed or saved', async () => {
    const mine = await results((await viewOf('Lead', 'MyLeads')).resultsUrl, '?limit=2000');
    assert.deepEqual(new Set(values(mine, 'Owner.Alias')), new Set(['ada']));
    const { resultsUrl } = await viewOf('Lead', 'RecentlyViewedLeads');
    assert.equal((await results(resultsUrl)).size, 0);
    const id = await client.create('Lead', { LastName: 'Recent', Company: 'x' });
    await client.create('Contact', { LastName: 'Other' });
    assert.deepEqual(values(await results(resultsUrl), 'Id'), [id]);
  });

  test('the shape is that of a genuine answer', { skip: fixturesMissing }, async () => {
    const genuine = fixture<Results>('rest/list-view-results.json');
    const ours = await results((await viewOf('Account', 'MyAccounts')).resultsUrl);
    assert.deepEqual(Object.keys(ours), Object.keys(genuine));
    // Some labels of a list are shorter than those of describe, by no rule that could be told.
    const traits = ({ columns }: Results) => columns.map(({ label: _label, ...rest }) => rest);
    assert.deepEqual(traits(ours), traits(genuine));
    const paths = (answer: Results) =>
      answer.records[0]?.columns.map(({ fieldNameOrPath }) => fieldNameOrPath);
    assert.deepEqual(paths(ours), paths(genuine));
    const created = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d GMT \d{4}$/;
    for (const answer of [ours, genuine]) assert.match(String(values(answer, 'CreatedDate')[0]), created);
  });
});
