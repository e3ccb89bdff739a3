import { clear, createStore, entries, keys, set } from 'idb-keyval';
import { createClient } from '../../src/api/client.ts';
import { describeRequest } from '../../src/api/describe.ts';
import { readMetadata } from '../../src/api/metadata.ts';
import type { SObjectDescribe } from '../../src/api/types.ts';
import { Connection, type MetadataChange } from '../../src/connection/connection.ts';
import { MetadataCache } from '../../src/connection/metadata/metadata-cache.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';

const jonas = 'jonas@northwind.example';

describe('metadata that the browser keeps', () => {
  let org: BrowserOrg;
  const open: Connection[] = [];
  const database = createStore('sf-elements-metadata', 'metadata');
  const opensAsEver = indexedDB.open;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  beforeEach(async () => {
    await clear(database);
  });
  afterEach(async () => {
    indexedDB.open = opensAsEver;
    await org.setLatency(0);
    await org.setForbiddenHeaders([]);
    await Promise.all(open.splice(0).map((connection) => connection.disconnect()));
  });

  /** A connection as each page load makes one. */
  async function load(username?: string) {
    const connection = new Connection({ tokenSource: () => org.signIn(username) });
    const changes: MetadataChange[] = [];
    connection.onMetadataChange((change) => changes.push(change));
    open.push(connection);
    await connection.start();
    return { connection, changes };
  }

  async function until(holds: () => unknown, what: string) {
    const end = performance.now() + 6000;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`Waited in vain until ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const kept = async () => (await keys(database)).map((address) => String(address).split(',').at(-1));
  const isKept = (key: string) => async () => (await kept()).includes(key);

  /** A page load that leaves the describe of contacts behind. */
  async function leave(username?: string) {
    const page = await load(username);
    const describe = await page.connection.describe('Contact');
    await until(isKept('describe/contact/'), 'the describe is kept');
    return describe;
  }

  const requests = async () =>
    (await org.requestLog()).filter(({ method, path }) => method !== 'OPTIONS' && /\/data\/v/.test(path));

  it('is given before the org has answered, and confirmed without being sent again', async () => {
    const before = await leave();
    const count = (await requests()).length;
    await org.setLatency(800, /data/);
    const { connection, changes } = await load();
    const describe = await connection.describe('Contact');
    assert.equal(connection.state.user, undefined);
    assert.deepEqual(describe, before);
    await until(() => connection.state.user, 'the user is known');
    await (await connection.metadata()).refresh('Contact');
    const answered = (await requests()).slice(count);
    assert.ok(answered.length > 0);
    assert.ok(answered.every(({ responseBytes }) => Number(responseBytes) < 2_000));
    assert.deepEqual(changes, []);
    assert.equal(await connection.describe('Contact'), describe);
  });

  it('shares a call between the user and what elements ask for where nothing is kept', async () => {
    const count = (await requests()).length;
    const { connection } = await load();
    await Promise.all([connection.describe('Contact'), connection.describe('Account')]);
    await until(() => connection.state.user, 'the user is known');
    assert.equal((await requests()).length, count + 1);
  });

  it('tells of what has changed since the last page', async () => {
    await leave();
    await org.editField('Contact', 'Title', { label: 'Job' });
    const { connection, changes } = await load();
    await connection.describe('Contact');
    await until(() => changes.length > 0, 'the change is told');
    const { fields } = await connection.describe('Contact');
    assert.equal(fields.find(({ name }) => name === 'Title')?.label, 'Job');
  });

  it('is gone after a sign-out, also one of a page that has read none', async () => {
    await leave();
    const { connection } = await load();
    await connection.disconnect();
    await until(async () => (await kept()).length === 0, 'nothing is kept');
  });

  it('is gone when another user signs in, who is shown none of it', async () => {
    await leave();
    const count = (await requests()).length;
    const { connection } = await load(jonas);
    await org.setLatency(0);
    await connection.describe('Contact');
    const answered = (await requests()).slice(count);
    assert.ok(answered.some(({ responseBytes }) => Number(responseBytes) > 10_000));
    await until(isKept('describe/contact/'), 'the other user’s is kept');
    const owners = new Set((await keys(database)).map((address) => String(address).split(',')[1]));
    assert.deepEqual([...owners], [connection.state.userId]);
  });

  it('is read anew when the user has another language', async () => {
    await leave();
    const [[address, stored]] = (await entries(database)) as [[IDBValidKey, object]];
    await set(address, { ...stored, language: 'fi' }, database);
    const { connection, changes } = await load();
    await connection.describe('Contact');
    await until(() => changes.length > 0, 'the change is told');
    assert.equal(connection.state.user?.language, 'en-US');
    const count = (await requests()).length;
    await connection.describe('Contact');
    assert.ok((await requests()).slice(count).some(({ responseBytes }) => Number(responseBytes) > 10_000));
  });

  it('is told of to nobody once the user has gone, also where it was being read', async () => {
    await leave();
    const { connection, changes } = await load();
    const metadata = await connection.metadata();
    await metadata.opened();
    await org.editField('Contact', 'Title', { label: 'Position' });
    const read = metadata.describe('Contact');
    // The database has been asked, and has not answered.
    for (let turn = 0; turn < 20; turn++) await undefined;
    const gone = metadata.forget();
    await Promise.all([read, gone]);
    await metadata.refresh('Contact');
    assert.deepEqual(changes, []);
    assert.deepEqual(await kept(), []);
  });

  it('holds no record and no token', async () => {
    const session = await org.signIn();
    const connection = new Connection({ tokenSource: async () => session });
    open.push(connection);
    await connection.start();
    await connection.describe('Contact');
    await until(isKept('describe/contact/'), 'the describe is kept');
    const text = JSON.stringify(await entries(database));
    assert.ok(!text.includes(session.accessToken));
    assert.ok(connection.state.user && !text.includes(connection.state.user.email));
  });

  it('is not kept where it is not known whose it is', async () => {
    const connection = new Connection({
      tokenSource: async () => {
        const { accessToken, instanceUrl } = await org.signIn();
        return { accessToken, instanceUrl };
      },
    });
    open.push(connection);
    await connection.start();
    assert.equal((await connection.describe('Contact')).name, 'Contact');
    assert.deepEqual(await kept(), []);
  });

  const works = async () => {
    const { connection } = await load();
    assert.equal((await connection.describe('Contact')).name, 'Contact');
    await until(() => connection.state.user, 'the user is known');
  };

  it('reliability 15: does without a database that never opens', async () => {
    indexedDB.open = () => new EventTarget() as IDBOpenDBRequest;
    await works();
  });

  it('reliability 15: does without a database that is blocked', async () => {
    indexedDB.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    await works();
  });

  it('reliability 15: does without a database that is full', async () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
    try {
      await works();
      assert.deepEqual(await kept(), []);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  });

  it('reliability 15: reads anew what is broken', async () => {
    const holding = (fields: unknown) => ({ value: { fields }, language: 'en-US', lastModified: undefined });
    const spoilt = [5, null, {}, { value: { fields: [] } }, ...[1, {}, [null], [1, {}]].map(holding)];
    for (const content of spoilt) {
      await leave();
      const [address] = await keys(database);
      if (address) await set(address, content, database);
      const { connection } = await load();
      const { fields } = await connection.describe('Contact');
      assert.ok(fields.length > 2);
    }
  });

  it('asks without the condition where CORS forbids its header, and remembers that', async () => {
    const session = await org.signIn();
    const client = createClient({ getAccessToken: async () => session });
    const request = { ...describeRequest('Contact'), isFoldable: false };
    const read = (since?: string) => readMetadata<SObjectDescribe>(client, { ...request, since });
    const cache = new MetadataCache({ client, store: undefined, publish: () => {}, now: Date.now });
    const resource = { kind: 'describe', objectApiName: 'Contact', request, holds: 'fields' } as const;
    await cache.get(resource, undefined);
    const { lastModified } = (await read()) ?? {};
    assert.equal(await read(lastModified), undefined);
    await org.setForbiddenHeaders(['if-modified-since']);
    const answer = await read(lastModified);
    assert.equal(answer?.value.name, 'Contact');
    assert.ok(answer?.isHeaderForbidden);
    await cache.refresh(resource);
    const count = (await org.requestLog()).length;
    await cache.refresh(resource);
    assert.equal((await org.requestLog()).length, count + 1);
  });
});
