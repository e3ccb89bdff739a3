import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Client } from '../../src/api/client.ts';
import { ExpiredQueryError } from '../../src/api/expired-query.ts';
import { query } from '../../src/api/query.ts';
import { queryPages, queryRecords } from '../../src/api/query-pages.ts';
import { createRecord, deleteRecord } from '../../src/api/records.ts';
import { soql } from '../../src/api/soql/soql.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { clientOf, failureOf } from './org-client.ts';

const contacts = 'SELECT Id FROM Contact ORDER BY Id';

/** A statement that is longer by so many characters than it need be. */
const longer = (length: number) => `SELECT Id FROM Account WHERE Name != '${'x'.repeat(length)}' LIMIT 3`;

describe('queries', () => {
  let org: TestOrg;
  let client: Client;
  before(async () => {
    org = await startOrg({ pageSize: 60 });
    client = clientOf(org);
  });
  afterEach(() => org.clearFaults());
  after(() => org.close());

  const sent = (pattern: RegExp) => org.requests().filter(({ path }) => pattern.test(path)).length;

  it('take text or a Soql, and give the first page', async () => {
    const name = "O'Neill";
    await createRecord(client, { objectApiName: 'Contact', fields: { LastName: name } });
    const { totalSize, records } = await query(
      client,
      soql`SELECT LastName FROM Contact WHERE LastName = ${name}`,
    );
    assert.equal(totalSize, 1);
    assert.equal(records[0]?.LastName, name);
    const page = await query(client, contacts);
    assert.equal(page.records.length, 60);
    assert.equal(page.done, false);
  });

  it('find deleted records where that is asked for, on every page', async () => {
    const id = await createRecord(client, { objectApiName: 'Lead', fields: { LastName: 'x', Company: 'x' } });
    await deleteRecord(client, { objectApiName: 'Lead', id });
    const ids = async (includeDeleted: boolean) => {
      const found = [];
      for await (const { Id } of queryRecords(client, 'SELECT Id FROM Lead', { includeDeleted }))
        found.push(Id);
      return found;
    };
    assert.ok(!(await ids(false)).includes(id));
    assert.ok((await ids(true)).includes(id));
  });

  it('hint at a page size only where one is given', async () => {
    const roomy = await startOrg();
    try {
      const asked: (string | null)[] = [];
      const ask: typeof fetch = (input, init) => {
        asked.push(new Headers(init?.headers).get('sforce-query-options'));
        return fetch(input, init);
      };
      const watched = clientOf(roomy, { fetch: ask });
      const sizes = [];
      for await (const { records } of queryPages(watched, contacts, { pageSize: 200 }))
        sizes.push(records.length);
      await query(watched, contacts);
      assert.deepEqual(sizes, [200]);
      assert.deepEqual(asked, ['batchSize=200', null]);
      for (const pageSize of [0, 199, 200.5, 2_001, Number.NaN]) {
        assert.equal((await failureOf(query(watched, contacts, { pageSize }))).code, 'INVALID_VALUE');
      }
      assert.equal(asked.length, 2);
    } finally {
      await roomy.close();
    }
  });

  it('whose address would be too long travel in a composite request', async () => {
    const before = org.requests().length;
    const { records } = await query(client, longer(20_000));
    assert.equal(records.length, 3);
    const paths = org.requests().slice(before);
    assert.deepEqual(
      paths.map(({ method, path }) => `${method} ${path}`),
      ['POST /services/data/v66.0/composite'],
    );
  });

  it('keep their time limit and their signal in a composite request', async () => {
    org.addFault({ path: '/composite', stall: 'headers', times: 2 });
    const late = await failureOf(query(client, longer(20_000), { timeout: 100 }));
    assert.deepEqual([late.code, late.operation], ['TIMEOUT', 'Query']);
    const controller = new AbortController();
    const asking = query(client, longer(20_001), { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(asking, { name: 'AbortError' });
  });

  it('of more than 100,000 characters are refused before any request', async () => {
    const before = org.requests().length;
    const error = await failureOf(query(client, longer(100_000)));
    assert.equal(error.code, 'SOQL_VALUE');
    assert.match(error.message, /more than 100,000 characters/);
    assert.equal(org.requests().length, before);
  });

  describe('page by page', () => {
    it('give each record once', async () => {
      const ids = [];
      for await (const { Id } of queryRecords(client, contacts)) ids.push(Id);
      const { totalSize } = await query(client, contacts);
      assert.equal(ids.length, totalSize);
      assert.equal(new Set(ids).size, totalSize);
    });

    it('ask for the next page while the caller works on one', async () => {
      const before = sent(/query\/01g/);
      const pages = queryPages(client, contacts);
      await pages.next();
      while (sent(/query\/01g/) === before) await new Promise((resolve) => setTimeout(resolve, 1));
      await pages.return();
    });

    it('ask for the next page only when the caller does, where that is wanted', async () => {
      const before = sent(/query\/01g/);
      const pages = queryPages(client, contacts, { readAhead: false });
      await pages.next();
      await query(client, 'SELECT COUNT() FROM Account');
      assert.equal(sent(/query\/01g/), before);
      await pages.next();
      assert.equal(sent(/query\/01g/), before + 1);
      await pages.return();
    });

    it('end what is under way when the caller leaves, and reject nowhere', async () => {
      const signals: AbortSignal[] = [];
      const ask: typeof fetch = (input, init) => {
        if (init?.signal) signals.push(init.signal);
        return fetch(input, init);
      };
      const unhandled: unknown[] = [];
      const note = (reason: unknown) => unhandled.push(reason);
      process.on('unhandledRejection', note);
      org.addFault({ path: 'query/01g', stall: 'headers' });
      const watched = clientOf(org, { fetch: ask });
      for await (const _page of queryPages(watched, contacts)) {
        while (signals.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.off('unhandledRejection', note);
      assert.deepEqual(unhandled, []);
      assert.deepEqual(
        signals.map(({ aborted }) => aborted),
        [false, true],
      );
    });

    it('do not trouble a caller who leaves before a page that failed', async () => {
      org.addFault({ path: 'query/01g', status: 400, errors: [{ message: 'No.', errorCode: 'NO' }] });
      const before = sent(/query\/01g/);
      for await (const _page of queryPages(client, contacts)) {
        while (sent(/query\/01g/) === before) await new Promise((resolve) => setTimeout(resolve, 1));
        break;
      }
    });

    it('end with the caller’s own abort', async () => {
      const controller = new AbortController();
      const reading = (async () => {
        for await (const _record of queryRecords(client, contacts, { signal: controller.signal })) {
          controller.abort();
        }
      })();
      await assert.rejects(reading, { name: 'AbortError' });
      const late = queryPages(client, contacts, { signal: controller.signal });
      await assert.rejects(late.next(), { name: 'AbortError' });
    });

    it('reliability 14: a cursor that expires says how far it came; no record is lost or doubled', async () => {
      for (const readAhead of [false, true]) {
        const ids: unknown[] = [];
        const pages = queryPages(client, contacts, { readAhead });
        const error = await failureOf(
          (async () => {
            for await (const { records } of pages) {
              ids.push(...records.map(({ Id }) => Id));
              org.expireCursors();
            }
          })(),
        );
        assert.ok(error instanceof ExpiredQueryError);
        assert.deepEqual([error.code, error.status], ['INVALID_QUERY_LOCATOR', 400]);
        assert.equal(error.recordsRead, ids.length);
        assert.ok(error.recordsRead < error.totalSize);
        assert.ok(error.message.includes(`after ${ids.length} of ${error.totalSize} records`));
        assert.equal(new Set(ids).size, ids.length);
      }
    });
  });
});
