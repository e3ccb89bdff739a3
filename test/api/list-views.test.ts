import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Client } from '../../src/api/client.ts';
import { describeListView, getListViewResults, getListViews } from '../../src/api/list-views.ts';
import { query } from '../../src/api/query.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

const objectApiName = 'Account';

describe('list views', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg();
    client = clientOf(org);
  });
  after(() => org.close());

  async function viewId(developerName: string): Promise<string> {
    const { listviews } = await getListViews(client, objectApiName);
    return listviews.find((view) => view.developerName === developerName)?.id ?? '';
  }

  it('are listed, described and read in pages', async () => {
    const id = await viewId('AllAccounts');
    const { columns, query: soql, sobjectType } = await describeListView(client, { objectApiName, id });
    assert.equal(sobjectType, objectApiName);
    const first = await getListViewResults(client, { objectApiName, id });
    assert.deepEqual([first.size, first.done, first.columns], [25, false, columns]);
    const rest = await getListViewResults(client, { objectApiName, id, offset: 25, limit: 2_000 });
    assert.equal(rest.done, true);
    const { totalSize } = await query(client, soql);
    assert.equal(first.size + rest.size, totalSize);
    const [name] = first.records[0]?.columns ?? [];
    assert.equal(name?.fieldNameOrPath, 'Name');
    assert.equal(typeof name?.value, 'string');
  });

  it('are described in one call where several are asked for at once', async () => {
    const ids = await Promise.all(['AllAccounts', 'MyAccounts'].map(viewId));
    const before = org.requests().length;
    const views = await Promise.all(ids.map((id) => describeListView(client, { objectApiName, id })));
    assert.deepEqual(
      views.map(({ scope }) => scope),
      [null, 'mine'],
    );
    assert.deepEqual(
      org
        .requests()
        .slice(before)
        .map(({ path }) => path),
      ['/services/data/v66.0/composite'],
    );
  });

  it('are refused before any request by ids, names and counts that are none', async () => {
    const id = await viewId('AllAccounts');
    const before = org.requests().length;
    const refused = [
      [describeListView(client, { objectApiName, id: '../describe' }), 'MALFORMED_ID'],
      [getListViewResults(client, { objectApiName: 'A/B', id }), 'UNKNOWN_OBJECT'],
      [getListViewResults(client, { objectApiName, id, limit: 0 }), 'INVALID_VALUE'],
      [getListViewResults(client, { objectApiName, id, offset: 2_001 }), 'INVALID_VALUE'],
      [getListViews(client, ''), 'UNKNOWN_OBJECT'],
    ] as const;
    for (const [asked, code] of refused) assert.equal((await failureOf(asked)).code, code);
    assert.equal(org.requests().length, before);
    const unknown = await failureOf(describeListView(client, { objectApiName, id: '00B000000000000' }));
    assert.deepEqual([unknown.status, unknown.code], [404, 'NOT_FOUND']);
  });
});
