import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOrg, type RestOrg } from '../../support/rest-org.ts';
import { dataPath, restClient } from '../rest-client.ts';

describe('list views of the UI API', () => {
  let org: RestOrg;
  let client: ReturnType<typeof restClient>;
  before(async () => {
    org = await openOrg();
    client = restClient(org);
  });
  after(() => org.close());

  const get = async (path: string) => {
    const { status, body } = await client.get(path.startsWith('/services') ? path : `/ui-api${path}`);
    assert.equal(status, 200, path);
    return body;
  };
  const idsOf = ({ records }: { records: { id: string }[] }) => records.map(({ id }) => id);

  test('the list views of an object, all or those whose label holds a word', async () => {
    const lists = await get('/list-ui/Contact');
    assert.deepEqual([lists.count, lists.objectApiName, lists.nextPageUrl], [4, 'Contact', null]);
    const [first] = lists.lists;
    assert.deepEqual(
      { ...first, id: first.id.slice(0, 3) },
      {
        apiName: 'AllContacts',
        id: '00B',
        label: 'All Contacts',
        listUiUrl: `${dataPath}/ui-api/list-ui/Contact/AllContacts`,
      },
    );
    const found = await get('/list-ui/Contact?q=new');
    assert.deepEqual([found.count, found.queryString, found.lists[0].apiName], [1, 'new', 'NewThisWeek']);
    const page = await get('/list-ui/Contact?pageSize=3');
    assert.deepEqual([page.count, page.nextPageToken], [3, '3']);
    assert.deepEqual([(await get(page.nextPageUrl)).lists[0].apiName], ['NewThisWeek']);
  });

  test('a list view is the same by its id and by its name', async () => {
    const { lists } = await get('/list-ui/Account');
    const byName = await get('/list-ui/Account/AllAccounts?pageSize=3');
    assert.deepEqual(await get(`/list-ui/${lists[0].id}?pageSize=3`), byName);
    assert.deepEqual(await get('/list-info/Account/AllAccounts'), byName.info);
    assert.deepEqual(await get(`/list-info/${lists[0].id}`), byName.info);
    const { eTag: _, ...records } = await get(`/list-records/${lists[0].id}?pageSize=3`);
    assert.deepEqual(records, byName.records);
    assert.equal(records.listInfoETag, byName.info.eTag);
  });

  test('what a list view is like', async () => {
    const info = await get('/list-info/Contact/NewThisWeek');
    assert.deepEqual(info.displayColumns[1], {
      fieldApiName: 'Account.Name',
      label: 'Account Name',
      lookupId: 'Account.Id',
      sortable: true,
    });
    assert.deepEqual(info.filteredByInfo, [
      {
        fieldApiName: 'CreatedDate',
        label: 'Created Date',
        operandLabels: ['THIS_WEEK'],
        operator: 'Equals',
      },
    ]);
    assert.equal(info.userPreferences.columnWidths['Owner.Alias'], -1);
  });

  test('pages of records follow one another in the order of the list', async () => {
    const { records: expected } = await client.query(
      'SELECT Id FROM Contact ORDER BY Name ASC NULLS FIRST, Id ASC LIMIT 7',
    );
    const first = await get('/list-records/Contact/AllContacts?pageSize=5');
    assert.deepEqual(
      [first.count, first.currentPageToken, first.previousPageToken, first.nextPageToken],
      [5, '0', null, '5'],
    );
    const second = await get(first.nextPageUrl);
    assert.deepEqual(
      [...idsOf(first), ...idsOf(second).slice(0, 2)],
      expected.map(({ Id }: { Id: string }) => Id),
    );
    assert.equal(second.previousPageUrl, first.currentPageUrl);
    const last = await get('/list-records/Contact/AllContacts?pageSize=2000');
    assert.equal(last.nextPageUrl, null);
    assert.equal(last.count, (await client.query('SELECT COUNT() FROM Contact')).totalSize);
  });

  test('another order, and fields beside the columns', async () => {
    const { records } = await client.query('SELECT Id FROM Account ORDER BY CreatedDate DESC, Id LIMIT 3');
    const list = await get(
      '/list-records/Account/AllAccounts?pageSize=3&sortBy=-CreatedDate&fields=Account.Industry&optionalFields=Account.Shoe',
    );
    assert.deepEqual(
      idsOf(list),
      records.map(({ Id }: { Id: string }) => Id),
    );
    assert.deepEqual([list.sortBy, list.fields], ['-CreatedDate', ['Account.Industry']]);
    assert.equal('Industry' in list.records[0].fields, true);
  });

  test('the pages that follow keep order, fields and search term', async () => {
    const { records } = await client.query('SELECT Id FROM Contact ORDER BY Email DESC NULLS FIRST, Id');
    const seen: string[] = [];
    let path =
      '/list-records/Contact/AllContacts?pageSize=80&sortBy=-Contact.Email&optionalFields=Contact.Department';
    while (path) {
      const page = await get(path);
      assert.ok(page.records.every(({ fields }: { fields: object }) => 'Department' in fields));
      assert.deepEqual([page.sortBy, page.optionalFields], ['-Contact.Email', ['Contact.Department']]);
      seen.push(...idsOf(page));
      path = page.nextPageUrl;
    }
    assert.deepEqual(
      seen,
      records.map(({ Id }: { Id: string }) => Id),
    );
    const first = await get('/list-records/Contact/AllContacts?pageSize=1&searchTerm=example&sortBy=Name');
    assert.equal(
      first.nextPageUrl,
      `${dataPath}/ui-api/list-records/Contact/AllContacts?pageSize=1&pageToken=1&searchTerm=example&sortBy=Name`,
    );
    const lists = await get('/list-ui/Contact?q=contacts&pageSize=1');
    assert.equal((await get(lists.nextPageUrl)).lists[0].apiName, 'MyContacts');
    assert.equal((await get((await get(lists.nextPageUrl)).nextPageUrl)).nextPageUrl, null);
  });

  test('a list is sorted by each column that it calls sortable', async () => {
    for (const name of ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Showcase__c']) {
      const [list] = (await get(`/list-ui/${name}`)).lists;
      const { displayColumns } = await get(`/list-info/${list.id}`);
      for (const { fieldApiName, sortable } of displayColumns) {
        assert.equal(sortable, true);
        for (const path of [fieldApiName, `${name}.${fieldApiName}`]) {
          await get(`/list-records/${list.id}?pageSize=1&sortBy=-${path}`);
        }
      }
    }
    const { records } = await client.query(
      'SELECT Id FROM Contact ORDER BY Account.Name DESC NULLS FIRST, Id LIMIT 5',
    );
    const sorted = await get('/list-records/Contact/AllContacts?pageSize=5&sortBy=-contact.account.name');
    assert.deepEqual(
      idsOf(sorted),
      records.map(({ Id }: { Id: string }) => Id),
    );
  });

  test('a search term finds records by what their columns show', async () => {
    const [name, other] = ["50%_O'Hara\\ Works", 'Plain Works'];
    const id = await client.create('Account', { Name: name, Type: 'Prospect' });
    const otherId = await client.create('Account', { Name: other, Phone: '5550199777' });
    const found = async (term: string, list = 'AllAccounts') => {
      const path = `/list-records/Account/${list}?searchTerm=${encodeURIComponent(term)}`;
      return idsOf(await get(path));
    };
    assert.deepEqual(await found(name), [id]);
    assert.deepEqual(await found("%_o'hara"), [id]);
    assert.deepEqual(await found('0199777'), [otherId]);
    assert.deepEqual(await found('pl?in*works', 'NewThisWeek'), [otherId]);
    assert.deepEqual(await found('x_y'), []);
    const { records } = await get('/list-ui/Account/AllAccounts?searchTerm=plain+works');
    assert.deepEqual([records.searchTerm, idsOf(records)], ['plain works', [otherId]]);
  });

  test('who made a record and when comes without words for people, unless it is a column', async () => {
    const [contact] = (await get('/list-records/Contact/AllContacts?pageSize=1')).records;
    assert.equal(contact.fields.CreatedDate.displayValue, null);
    assert.match(contact.fields.CreatedDate.value, /\.000Z$/);
    const [supportCase] = (await get('/list-records/Case/AllCases?pageSize=1')).records;
    assert.equal(typeof supportCase.fields.CreatedDate.displayValue, 'string');
    assert.equal(supportCase.fields.LastModifiedDate.displayValue, null);
  });

  test('what the user has viewed of late', async () => {
    const id = await client.create('Lead', { LastName: 'Recent', Company: 'Now Ltd' });
    assert.deepEqual(idsOf(await get('/list-records/Lead/__Recent')), [id]);
    assert.deepEqual(idsOf(await get('/list-records/Lead/RecentlyViewedLeads')), [id]);
  });

  test('a column whose field is not there is left out', async () => {
    const other = await openOrg();
    try {
      await other.editField('Account', 'Phone', null);
      const { status, body } = await restClient(other).get('/ui-api/list-ui/Account/AllAccounts?pageSize=1');
      assert.equal(status, 200, JSON.stringify(body));
      const columns = body.info.displayColumns.map(
        ({ fieldApiName }: { fieldApiName: string }) => fieldApiName,
      );
      assert.equal(columns.includes('Phone'), false);
    } finally {
      await other.close();
    }
  });

  test('requests that make no sense', async () => {
    for (const [path, status, errorCode] of [
      ['/list-ui/Nothing', 400, 'INVALID_TYPE'],
      ['/list-ui/Contact/Nothing', 404, 'NOT_FOUND'],
      ['/list-ui/Nothing/AllContacts', 400, 'INVALID_TYPE'],
      ['/list-ui/00B000000000000AAA', 400, 'INVALID_TYPE'],
      ['/list-records/00B000000000000', 404, 'NOT_FOUND'],
      ['/list-records/Contact', 404, 'NOT_FOUND'],
      ['/list-records/Contact/AllContacts?fields=Contact.Shoe', 400, 'INVALID_FIELD'],
      ['/list-records/Contact/AllContacts?sortBy=Shoe', 400, 'INVALID_FIELD'],
      ['/list-records/Contact/AllContacts?sortBy=Description', 400, 'INVALID_FIELD'],
      ['/list-records/Contact/AllContacts?sortBy=(Name', 400, 'INVALID_FIELD'],
      ['/list-records/Contact/AllContacts?pageSize=0', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/list-records/Contact/AllContacts?pageToken=x', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/list-ui/Contact?recentListsOnly=perhaps', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/list-ui/Contact?recentListsOnly=true', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/list-records/Contact/AllContacts?where={}', 400, 'ILLEGAL_QUERY_PARAMETER_VALUE'],
      ['/list-records/Contact/AllContacts?sortBy=Account.Phone', 400, 'INVALID_FIELD'],
    ] as const) {
      const refusal = await client.refusal('GET', `/ui-api${path}`);
      assert.deepEqual([refusal.status, refusal.errorCode], [status, errorCode], path);
    }
  });
});
