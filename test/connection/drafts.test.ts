import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Connection, type ConnectionConfig } from '../../src/connection/connection.ts';
import { draftLifetime, dropDraft, findDraft, keepDraft } from '../../src/connection/drafts.ts';
import { MemoryStorage } from '../auth/fake-page.ts';

const ada = 'https://acme.my.salesforce.com/id/00D50000000IZ3ZEAW/00550000001fg5OAAQ';
const marco = 'https://acme.my.salesforce.com/id/00D50000000IZ3ZEAW/00550000001fg5PAAQ';
const adaElsewhere = 'https://acme.my.salesforce.com/id/00D50000000IZ3YEAW/00550000001fg5OAAQ';
const typed = {
  fields: [
    { name: 'LastName', text: 'Okafor', value: 'Okafor' },
    { name: 'Price__c', text: '12,x', error: 'Enter a number.' },
  ],
  isUncertain: false,
};

interface Visit extends Omit<ConnectionConfig, 'storage'> {
  readonly storage?: Storage;
  /** Identity URL of who signs in; `undefined` for a page that does not tell. */
  readonly id?: string | undefined;
  readonly now?: () => number;
}

/** A visitor signed in on a page. */
async function visit({ storage = new MemoryStorage(), now, ...rest }: Visit = {}) {
  const { id = 'id' in rest ? undefined : ada, ...config } = rest;
  let isOver = false;
  const tokenSource = async () => {
    if (isOver) throw new Error('signed out');
    return { accessToken: 'secret', instanceUrl: 'https://acme.my.salesforce.com', ...(id && { id }) };
  };
  const connection = new Connection(
    { tokenSource, ...config },
    {
      get sessionStorage() {
        return storage;
      },
      fetch: async () => new Response('[]', { status: isOver ? 401 : 200 }),
      ...(now && { now }),
    },
  );
  const expire = async () => {
    isOver = true;
    await assert.rejects(connection.client.request({ operation: 'Test', path: 'limits' }));
    assert.equal(connection.state.status, 'expired');
  };
  await connection.start();
  return { connection, storage, expire };
}

const keys = (storage: Storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index));

describe('drafts', () => {
  it('come back after the page was loaded anew, text that is no value included', async () => {
    const { connection, storage } = await visit();
    keepDraft(connection, 'contact', typed);
    const again = await visit({ storage });
    assert.deepEqual(findDraft(again.connection, 'contact'), typed);
    assert.equal(findDraft(again.connection, 'account'), undefined);
  });

  it('hold no token', async () => {
    const { connection, storage } = await visit();
    keepDraft(connection, 'contact', typed);
    assert.equal(storage.length, 1);
    assert.doesNotMatch(storage.getItem(storage.key(0) ?? '') ?? '', /secret|token/i);
  });

  it('can be kept after the session has expired', async () => {
    const { connection, storage, expire } = await visit();
    await expire();
    keepDraft(connection, 'contact', typed);
    const again = await visit({ storage });
    assert.deepEqual(findDraft(again.connection, 'contact'), typed);
  });

  it('are handed to no other user, and are gone once another has asked', async () => {
    for (const id of [marco, adaElsewhere]) {
      const { connection, storage } = await visit();
      keepDraft(connection, 'contact', typed);
      const other = await visit({ storage, id });
      assert.equal(findDraft(other.connection, 'contact'), undefined);
      assert.deepEqual(keys(storage), []);
    }
  });

  it('are neither kept nor handed out where the page does not tell who is signed in', async () => {
    const { connection, storage } = await visit({ id: undefined });
    keepDraft(connection, 'contact', typed);
    assert.deepEqual(keys(storage), []);
    const known = await visit({ storage });
    keepDraft(known.connection, 'contact', typed);
    assert.equal(findDraft(connection, 'contact'), undefined);
    assert.deepEqual(findDraft(known.connection, 'contact'), typed);
  });

  it('belong to their login URL and client', async () => {
    const config = { loginUrl: 'https://acme.my.salesforce.com', clientId: 'app' };
    const { connection, storage } = await visit(config);
    keepDraft(connection, 'contact', typed);
    for (const other of [{ clientId: 'app2' }, { loginUrl: 'https://b.example' }]) {
      const { connection: elsewhere } = await visit({ storage, ...config, ...other });
      assert.equal(findDraft(elsewhere, 'contact'), undefined);
    }
    assert.deepEqual(findDraft(connection, 'contact'), typed);
  });

  it('are dropped after a day, those of other forms too', async () => {
    let time = 1_000_000;
    const { connection, storage } = await visit({ now: () => time });
    keepDraft(connection, 'contact', typed);
    keepDraft(connection, 'account', typed);
    time += draftLifetime - 1;
    keepDraft(connection, 'account', typed);
    assert.deepEqual(findDraft(connection, 'contact'), typed);
    time += 1;
    assert.deepEqual(findDraft(connection, 'account'), typed);
    assert.equal(storage.length, 1);
    assert.equal(findDraft(connection, 'contact'), undefined);
  });

  it('are dropped one by one', async () => {
    const { connection } = await visit();
    keepDraft(connection, 'contact', typed);
    keepDraft(connection, 'account', typed);
    dropDraft(connection.drafts, 'contact');
    assert.equal(findDraft(connection, 'contact'), undefined);
    assert.deepEqual(findDraft(connection, 'account'), typed);
  });

  it('pass over junk', async () => {
    const { connection, storage } = await visit();
    keepDraft(connection, 'contact', typed);
    const [key] = keys(storage);
    assert.ok(key);
    const kept = JSON.parse(storage.getItem(key) ?? '');
    for (const junk of ['', '{', 'null', '7', '[]', '{}', '{"time":"soon"}']) {
      storage.setItem(key, junk);
      assert.equal(findDraft(connection, 'contact'), undefined, junk);
      assert.equal(storage.length, 0, junk);
    }
    for (const fields of [undefined, null, 'x', {}, [null, 7, {}, { name: 'A' }, { name: 'A', text: 1 }]]) {
      storage.setItem(key, JSON.stringify({ ...kept, fields }));
      assert.deepEqual(findDraft(connection, 'contact')?.fields, []);
    }
    const odd = [
      { name: 'A', text: 'a', value: {} },
      { name: 'B', text: 'b', error: 1 },
      { name: 'C', text: '', value: null },
    ];
    storage.setItem(key, JSON.stringify({ ...kept, fields: odd, isUncertain: 'perhaps' }));
    assert.deepEqual(findDraft(connection, 'contact'), { fields: [odd[2]], isUncertain: false });
  });

  it('do without a storage that is full', async () => {
    const storage = new MemoryStorage();
    storage.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    const { connection } = await visit({ storage });
    keepDraft(connection, 'contact', typed);
    assert.equal(findDraft(connection, 'contact'), undefined);
    dropDraft(connection.drafts, 'contact');
  });

  it('do without a storage that is blocked', async () => {
    const environment = {
      get sessionStorage(): Storage {
        throw new DOMException('Blocked.', 'SecurityError');
      },
    };
    const grant = { accessToken: 'any', instanceUrl: 'https://acme.my.salesforce.com', id: ada };
    const fetch = async () => new Response('[]');
    const connection = new Connection(
      { tokenSource: async () => grant },
      Object.assign(environment, { fetch }),
    );
    await connection.start();
    assert.equal(connection.state.status, 'connected');
    keepDraft(connection, 'contact', typed);
    assert.equal(findDraft(connection, 'contact'), undefined);
    dropDraft(connection.drafts, 'contact');
    await connection.disconnect();
    assert.equal(connection.state.status, 'disconnected');
  });

  it('security 11: are all gone after a sign-out, and only those of this login URL and client', async () => {
    const config = { loginUrl: 'https://acme.my.salesforce.com', clientId: 'app' };
    const { connection, storage } = await visit(config);
    const elsewhere = await visit({ storage, ...config });
    const other = await visit({ storage, ...config, clientId: 'app2' });
    storage.setItem('theirs', 'kept');
    keepDraft(connection, 'contact', typed);
    keepDraft(elsewhere.connection, 'account', typed);
    keepDraft(other.connection, 'contact', typed);
    await connection.disconnect();
    assert.equal(findDraft(elsewhere.connection, 'account'), undefined);
    assert.deepEqual(findDraft(other.connection, 'contact'), typed);
    assert.equal(storage.getItem('theirs'), 'kept');
    assert.equal(storage.length, 2);
  });

  it('security 11: are gone after a sign-out from an expired session', async () => {
    const { connection, storage, expire } = await visit();
    await expire();
    keepDraft(connection, 'contact', typed);
    await connection.disconnect();
    assert.deepEqual(keys(storage), []);
  });

  it('outlive a sign-in that comes to nothing, and one that was never begun', async () => {
    const { connection, storage } = await visit();
    keepDraft(connection, 'contact', typed);
    const refused = new Connection(
      { tokenSource: () => Promise.reject(new Error('no')) },
      { sessionStorage: storage },
    );
    await refused.start();
    assert.notEqual(refused.state.status, 'connected');
    await refused.disconnect();
    assert.equal(storage.length, 1);
  });
});
