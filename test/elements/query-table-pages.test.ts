import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiRequest, Client } from '../../src/api/client.ts';
import { loadRows, QueryPages } from '../../src/elements/query-table/query-pages.ts';
import { SfError } from '../../src/errors/sf-error.ts';
import { stubClient } from '../support/stub-client.ts';

const soql = 'SELECT Id FROM Contact';

/** A client over so many records, ten to a page. `before` is called ahead of each answer and may throw. */
function clientOver(total: number, before: (path: string) => void | Promise<void> = () => undefined) {
  const asked: string[] = [];
  const answer = async ({ path, signal }: ApiRequest) => {
    asked.push(path);
    await before(path);
    signal?.throwIfAborted();
    const start = Number(path.split('-')[1] ?? 0);
    const end = Math.min(start + 10, total);
    const records = Array.from({ length: end - start }, (_, index) => ({ Id: String(start + index) }));
    const isDone = end === total;
    return { totalSize: total, done: isDone, records, ...(!isDone && { nextRecordsUrl: `/next-${end}` }) };
  };
  const client = stubClient((request) => answer(request));
  return { client, asked };
}

function failure(code: string): SfError {
  return new SfError({ code, operation: 'Query', problem: 'No.' });
}

async function pagesOver(client: Client) {
  let changes = 0;
  const rows = await loadRows(client, soql);
  const changed = () => void changes++;
  return { pages: new QueryPages({ client, soql, rows, changed }), changes: () => changes };
}

const ids = (pages: QueryPages) => pages.rows.records.map(({ Id }) => Number(Id));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('loadRows', () => {
  it('loads the first page, or as many as are wanted', async () => {
    const { client, asked } = clientOver(35);
    assert.equal((await loadRows(client, soql)).records.length, 10);
    assert.equal((await loadRows(client, soql, { atLeast: 11 })).records.length, 20);
    assert.equal((await loadRows(client, soql, { atLeast: 99 })).records.length, 35);
    assert.deepEqual(asked.length, 1 + 2 + 4);
  });
});

describe('QueryPages', () => {
  it('adds page after page until the end', async () => {
    const { client } = clientOver(25);
    const { pages } = await pagesOver(client);
    while (pages.hasMore) await pages.more();
    assert.deepEqual(ids(pages), upTo(25));
    assert.equal(pages.rows.totalSize, 25);
  });

  it('asks for one page at a time', async () => {
    const { client, asked } = clientOver(35);
    const { pages } = await pagesOver(client);
    await Promise.all([pages.more(), pages.more(), pages.more()]);
    assert.deepEqual(asked, ['query', '/next-10']);
  });

  it('keeps its rows when a page fails, and goes on from there', async () => {
    let isDown = false;
    const { client } = clientOver(25, () => {
      if (isDown) throw failure('HTTP_ERROR');
    });
    const { pages, changes } = await pagesOver(client);
    isDown = true;
    await pages.more();
    assert.equal(pages.error?.code, 'HTTP_ERROR');
    assert.deepEqual(ids(pages), upTo(10));
    assert.equal(changes(), 2);
    isDown = false;
    await pages.more();
    assert.equal(pages.error, undefined);
    assert.deepEqual(ids(pages), upTo(20));
  });

  it('starts an expired result anew and goes on where it was', async () => {
    let isExpired = false;
    const { client, asked } = clientOver(45, (path) => {
      if (isExpired && path === '/next-20') {
        isExpired = false;
        throw failure('INVALID_QUERY_LOCATOR');
      }
    });
    const { pages } = await pagesOver(client);
    await pages.more();
    isExpired = true;
    await pages.more();
    assert.deepEqual(ids(pages), upTo(30));
    assert.deepEqual(asked.slice(2), ['/next-20', 'query', '/next-10', '/next-20']);
  });

  it('changes nothing once disposed, however late the answer', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { client } = clientOver(25, (path) => (path === '/next-10' ? gate : undefined));
    const { pages, changes } = await pagesOver(client);
    const more = pages.more();
    pages.dispose();
    release();
    await more;
    assert.deepEqual(ids(pages), upTo(10));
    assert.equal(pages.error, undefined);
    assert.equal(changes(), 1);
  });
});
