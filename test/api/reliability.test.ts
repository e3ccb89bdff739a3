import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ApiRequest, Client } from '../../src/api/client.ts';
import { describeSObject } from '../../src/api/describe.ts';
import { query } from '../../src/api/query.ts';
import { createRecord, deleteRecord, getRecord, updateRecord } from '../../src/api/records.ts';
import type { Fault } from '../../src/simulator/simulated-org.ts';
import { restClient } from '../simulator/rest-client.ts';
import { lockedRow } from '../support/locked-row.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';
import { failureOf } from './org-client.ts';
import { pacedClient } from './paced-client.ts';

const objectApiName = 'Contact';
const always = Number.POSITIVE_INFINITY;

describe('a client in trouble', () => {
  let org: TestOrg;
  let admin: ReturnType<typeof restClient>;
  before(async () => {
    org = await startOrg();
    admin = restClient(org);
  });
  after(() => org.close());
  afterEach(() => {
    org.clearFaults();
    org.setDailyLimit(15_000, 0);
  });

  const setup = () => pacedClient(org);
  let names = 0;
  const newName = () => `Contact ${names++}`;
  const rowsNamed = async (name: string): Promise<number> =>
    (await admin.query(`SELECT COUNT() FROM Contact WHERE LastName = '${name}'`)).totalSize;
  const create = (client: Client, LastName: string) =>
    createRecord(client, { objectApiName, fields: { LastName } });
  const limitRefusal = (message: string, times = 1): Fault => ({
    path: '/services/data',
    status: 403,
    errors: [{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    times,
  });
  const daily = 'TotalRequests Limit exceeded.';
  const concurrent = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';

  describe('reliability 1: a create whose answer got lost is sent once, and its outcome is said to be unknown', () => {
    const losses: [what: string, fault: Partial<Fault>, rows: number][] = [
      ['the connection breaks after it was carried out', { drop: 'after' } as Partial<Fault>, 1],
      ['the connection breaks before', { drop: 'before' } as Partial<Fault>, 0],
      ['the body stalls', { stall: 'body' } as Partial<Fault>, 1],
      ['nothing comes', { stall: 'headers' } as Partial<Fault>, 1],
      ['the body is cut short', { truncate: true } as Partial<Fault>, 1],
      ['a gateway gives up', { status: 504, body: '<html></html>' } as Partial<Fault>, 0],
      ['a gateway fails', { status: 502 } as Partial<Fault>, 0],
      ['a page says maintenance', { status: 503, body: '<html></html>' } as Partial<Fault>, 0],
      ['a page says all is well', { status: 200, body: '<html></html>' } as Partial<Fault>, 0],
    ];
    for (const [what, fault, rows] of losses) {
      it(what, async () => {
        org.addFault({ path: '/sobjects/Contact', method: 'POST', times: always, ...fault } as Fault);
        const { client, sent, delays } = setup();
        const LastName = newName();
        const request: ApiRequest = {
          operation: 'Create Contact',
          path: 'sobjects/Contact',
          method: 'POST',
          body: { LastName },
          timeout: 'stall' in fault ? 200 : 5_000,
        };
        const error = await failureOf(client.request(request));
        assert.equal(error.code, 'OUTCOME_UNKNOWN');
        assert.match(error.message, /may have been saved all the same\. Check whether it was/);
        assert.doesNotMatch(error.message, new RegExp(LastName));
        assert.equal(sent().filter((line) => line.startsWith('POST')).length, 1);
        assert.deepEqual(delays, []);
        assert.equal(await rowsNamed(LastName), rows);
      });
    }
  });

  describe('reliability 2: what may be repeated is, with one effect', () => {
    const breaks = [{ drop: 'before' }, { drop: 'after' }, { status: 502 }] as const;
    for (const fault of breaks) {
      const path = '/sobjects/Contact';
      it(`a read: ${JSON.stringify(fault)}`, async () => {
        const { client, delays } = setup();
        const id = await create(client, newName());
        org.addFault({ path, method: 'GET', times: 2, ...fault });
        assert.equal((await getRecord(client, { objectApiName, id })).Id, id);
        assert.deepEqual(delays, [500, 1_000]);
      });

      it(`an update: ${JSON.stringify(fault)}`, async () => {
        const { client, delays } = setup();
        const id = await create(client, newName());
        org.addFault({ path, method: 'PATCH', times: 2, ...fault });
        await updateRecord(client, { objectApiName, id, fields: { Title: 'Repeated' } });
        assert.equal((await getRecord(client, { objectApiName, id })).Title, 'Repeated');
        assert.equal(delays.length, 2);
      });

      it(`an upsert: ${JSON.stringify(fault)}`, async () => {
        const { client, delays } = setup();
        const LastName = newName();
        org.addFault({ path, method: 'PATCH', times: 2, ...fault });
        const key = encodeURIComponent(LastName);
        await client.request({
          operation: 'Upsert Contact',
          path: `sobjects/Contact/External_Id__c/${key}`,
          method: 'PATCH',
          body: { LastName },
        });
        assert.equal(await rowsNamed(LastName), 1);
        assert.equal(delays.length, 2);
      });

      it(`reads that share a call: ${JSON.stringify(fault)}`, async () => {
        const { client, delays } = setup();
        org.addFault({ path: '/composite', method: 'POST', times: 2, ...fault });
        const read = ['Account', 'Lead'].map((name) => describeSObject(client, name));
        assert.equal((await Promise.all(read)).length, 2);
        assert.equal(delays.length, 2);
      });
    }

    for (const drop of ['before', 'after'] as const) {
      it(`a delete, lost ${drop} it was carried out`, async () => {
        const { client, sent } = setup();
        const LastName = newName();
        const id = await create(client, LastName);
        org.addFault({ path: '/sobjects/Contact', method: 'DELETE', drop });
        await deleteRecord(client, { objectApiName, id });
        assert.equal(await rowsNamed(LastName), 0);
        assert.equal(sent().filter((line) => line.startsWith('DELETE')).length, 2);
        assert.equal(
          (await failureOf(deleteRecord(client, { objectApiName, id }))).code,
          'ENTITY_IS_DELETED',
        );
      });
    }

    it('gives up after three tries', async () => {
      org.addFault({ path: '/limits', drop: 'before', times: always });
      const { client, delays, sent } = setup();
      const error = await failureOf(client.request({ operation: 'Test', path: 'limits' }));
      assert.equal(error.code, 'NETWORK');
      assert.equal(delays.length, 2);
      assert.equal(sent().filter((line) => line === 'GET /limits').length, 3);
    });
  });

  describe('reliability 3: an org that is busy is given time', () => {
    const limits = { operation: 'Test', path: 'limits' };
    for (const status of [503, 504, 502, 429, 420]) {
      it(`after ${status} it is asked three times at most`, async () => {
        org.addFault({ path: '/limits', status, times: always });
        const { client, delays, sent } = setup();
        const error = await failureOf(client.request(limits));
        assert.equal(error.status, status);
        assert.deepEqual(delays, [500, 1_000]);
        assert.equal(sent().length, 3);
      });

      it(`after ${status} with Retry-After it is asked when it says`, async () => {
        org.addFault({ path: '/limits', status, headers: { 'retry-after': '7' } });
        const { client, delays } = setup();
        await client.request(limits);
        assert.deepEqual(delays, [7_500]);
      });
    }

    const now = Date.UTC(2026, 4, 1, 10);
    const cases: [value: string, delays: number[]][] = [
      ['Fri, 01 May 2026 10:00:09 GMT', [9_500]],
      ['Fri, 01 May 2026 09:00:00 GMT', [500]],
      ['30', [30_500]],
      ['31', []],
      ['86400', []],
      ['9'.repeat(400), []],
      ['Fri, 31 Dec 9999 23:59:59 GMT', []],
      ['-5', [500]],
      ['1.5', [500]],
      ['soon', [500]],
      ['', [500]],
    ];
    for (const [value, expected] of cases) {
      it(`Retry-After: ${value.slice(0, 40)}`, async () => {
        org.addFault({ path: '/limits', status: 503, headers: { 'retry-after': value } });
        const { client, delays } = pacedClient(org, { now: () => now });
        const outcome = await client.request(limits).catch(({ status }) => status);
        assert.deepEqual(delays, expected);
        assert.equal(outcome === 503, expected.length === 0);
      });
    }

    it('a create is sent again only where it was refused, never where it may have been carried out', async () => {
      for (const status of [429, 420]) {
        const { client, delays } = setup();
        const LastName = newName();
        org.addFault({ path: '/sobjects/Contact', method: 'POST', status });
        await create(client, LastName);
        assert.deepEqual([delays.length, await rowsNamed(LastName)], [1, 1]);
      }
    });

    for (const status of [502, 503, 504]) {
      it(`reliability 1: a create may have been carried out where a gateway says ${status}, in JSON too`, async () => {
        const { client, delays } = setup();
        const body = JSON.stringify({ message: 'Endpoint request timed out', error: 'Gateway Timeout' });
        org.addFault({
          path: '/sobjects/Contact',
          method: 'POST',
          status,
          body,
          contentType: 'application/json',
        });
        const error = await failureOf(create(client, newName()));
        assert.deepEqual([error.code, error.status, delays], ['OUTCOME_UNKNOWN', status, []]);
        assert.equal(error.details[0]?.errorCode, 'Gateway Timeout');
      });
    }

    const outages: [what: string, fault: Partial<Fault>][] = [
      ['answers 503', { status: 503 } as Partial<Fault>],
      ['answers nothing', { drop: 'before' } as Partial<Fault>],
    ];
    for (const [what, fault] of outages) {
      it(`200 elements send at most half as much again while the org ${what}`, async () => {
        org.addFault({ times: always, ...fault } as Fault);
        const { client, sent } = setup();
        const queries = Array.from({ length: 200 }, (_, index) =>
          query(client, `SELECT Id FROM Contact LIMIT ${index + 1}`),
        );
        const outcomes = await Promise.allSettled(queries);
        assert.ok(outcomes.every(({ status }) => status === 'rejected'));
        assert.ok(sent().length >= 200 && sent().length <= 300, `${sent().length} requests`);
      });
    }

    it('200 elements are all served after a stumble', async () => {
      for (let limit = 1; limit <= 15; limit++) org.addFault({ path: `LIMIT\\+${limit}$`, status: 503 });
      const { client, sent } = setup();
      const queries = Array.from({ length: 200 }, (_, index) =>
        query(client, `SELECT Id FROM Contact LIMIT ${index + 1}`),
      );
      await Promise.all(queries);
      assert.equal(sent().length, 215);
    });
  });

  describe('reliability 4: an org whose limit is reached is left alone', () => {
    const ask = (client: Client, limit: number) => query(client, `SELECT Id FROM Contact LIMIT ${limit}`);

    it('the request is not sent again, and others are not sent until a trial succeeds', async () => {
      const { client, sent, delays, pass } = setup();
      org.setDailyLimit(100, 100);
      const first = await failureOf(ask(client, 1));
      assert.deepEqual([first.code, first.status], ['REQUEST_LIMIT_EXCEEDED', 403]);
      const others = await Promise.all([2, 3, 4].map((limit) => failureOf(ask(client, limit))));
      const created = await failureOf(create(client, newName()));
      assert.deepEqual(
        new Set([...others, created].map(({ code }) => code)),
        new Set(['REQUEST_LIMIT_EXCEEDED']),
      );
      assert.deepEqual([sent().length, delays], [1, []]);

      pass(60_000);
      await Promise.all([5, 6, 7].map((limit) => failureOf(ask(client, limit))));
      assert.equal(sent().length, 2);

      org.setDailyLimit(100, 0);
      pass(120_000);
      await ask(client, 8);
      await Promise.all([ask(client, 9), ask(client, 10)]);
      assert.equal(sent().length, 5);
    });

    it('twenty at once are one reason to wait, not twenty', async () => {
      const { client, sent, pass } = setup();
      org.addFault(limitRefusal(daily, 20));
      await Promise.all(Array.from({ length: 20 }, (_, index) => failureOf(ask(client, index + 1))));
      const before = sent().length;
      await failureOf(ask(client, 30));
      pass(60_000);
      await ask(client, 31);
      assert.equal(sent().length, before + 1);
    });

    it('too many requests at once pass sooner, and are told as that', async () => {
      const { client, pass } = setup();
      org.addFault(limitRefusal(concurrent));
      const error = await failureOf(ask(client, 1));
      assert.match(error.message, /too many requests at the moment/);
      await failureOf(ask(client, 2));
      pass(5_000);
      await ask(client, 3);
    });

    it('a trial that meets an outage shows nothing', async () => {
      const { client, pass, sent } = setup();
      org.addFault(limitRefusal(daily));
      await failureOf(ask(client, 1));
      org.addFault({ path: '/query', status: 503, times: 3 });
      pass(60_000);
      assert.equal((await failureOf(ask(client, 2))).status, 503);
      const before = sent().length;
      assert.equal((await failureOf(ask(client, 3))).code, 'REQUEST_LIMIT_EXCEEDED');
      assert.equal(sent().length, before);
    });
  });

  describe('reliability 5: what the org refuses for good is not sent again', () => {
    for (const status of [400, 403, 404, 405, 409, 412, 414, 415, 428, 431, 500]) {
      it(String(status), async () => {
        const errors = [{ message: 'No.', errorCode: 'ANY' }];
        for (const method of ['GET', 'POST', 'PATCH', 'DELETE'] as const) {
          org.addFault({ path: '/limits', status, errors });
          const { client, sent, delays } = setup();
          const error = await failureOf(client.request({ operation: 'Test', path: 'limits', method }));
          assert.deepEqual([error.code, error.status], ['ANY', status]);
          assert.deepEqual([sent().length, delays], [1, []]);
        }
      });
    }
  });

  describe('reliability 6: a save that finds its row locked is tried again', () => {
    it('a create, written once', async () => {
      const { client, delays } = setup();
      const LastName = newName();
      org.addFault(lockedRow('POST', 2));
      await create(client, LastName);
      assert.deepEqual(delays, [500, 1_000]);
      assert.equal(await rowsNamed(LastName), 1);
    });

    for (const method of ['PATCH', 'DELETE'] as const) {
      it(method, async () => {
        const { client, delays } = setup();
        const LastName = newName();
        const id = await create(client, LastName);
        org.addFault(lockedRow(method, 2));
        if (method === 'PATCH') await updateRecord(client, { objectApiName, id, fields: { Title: 'x' } });
        else await deleteRecord(client, { objectApiName, id });
        assert.equal(delays.length, 2);
        assert.equal(await rowsNamed(LastName), method === 'PATCH' ? 1 : 0);
      });
    }

    it('not for ever', async () => {
      const { client, sent } = setup();
      const LastName = newName();
      org.addFault(lockedRow('POST', always));
      const error = await failureOf(create(client, LastName));
      assert.deepEqual([error.code, error.status], ['UNABLE_TO_LOCK_ROW', 400]);
      assert.match(error.message, /Somebody else is saving/);
      assert.deepEqual([sent().length, await rowsNamed(LastName)], [3, 0]);
    });
  });

  describe('reliability 10: an answer that is none', () => {
    const limits = { operation: 'Test', path: 'limits' };
    for (const stall of ['headers', 'body'] as const) {
      it(`ends with the time limit where the ${stall} do not come to an end`, async () => {
        org.addFault({ path: '/limits', stall });
        const { client, sent } = setup();
        const error = await failureOf(client.request({ ...limits, timeout: 200 }));
        assert.equal(error.code, 'TIMEOUT');
        assert.match(error.message, /did not answer in time/);
        assert.equal(sent().length, 1);
      });
    }

    it('is an abort, no time limit, where the caller leaves meanwhile', async () => {
      org.addFault({ path: '/limits', stall: 'body' });
      const { client } = setup();
      const leaving = new AbortController();
      const request = client.request({ ...limits, signal: leaving.signal });
      setTimeout(() => leaving.abort(), 50);
      await assert.rejects(request, { name: 'AbortError' });
    });

    it('is no data where JSON is cut short, or a page has status 200', async () => {
      for (const fault of [{ truncate: true }, { status: 200, body: '<html></html>' }] as const) {
        org.addFault({ path: '/limits', ...fault });
        const { client, sent } = setup();
        assert.equal((await failureOf(client.request(limits))).code, 'UNEXPECTED_ANSWER');
        assert.equal(sent().length, 1);
      }
    });
  });
});
