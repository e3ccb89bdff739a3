import type { Write } from '../store/write-log.ts';

/** What an org is put together from again: a whole, and what was written since. */
export interface KeptOrg {
  /** What the org was made of; anything else makes another org. */
  readonly settings: string;
  readonly data: Uint8Array;
  readonly writes: readonly Write[];
  /** JSON. */
  readonly state: string;
}

/** To be raised when what is kept changes its form; what is there is dropped then. */
const formatVersion = 2;

const wholes = 'wholes';
const writes = 'writes';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    // Without an error of its own it was aborted here.
    transaction.onabort = () => reject(transaction.error ?? new TakenOver());
  });
}

/** Opens the database, emptied where it is of an older form, and made anew where it is of a later one. */
async function openDatabase(name: string): Promise<IDBDatabase> {
  const open = () => {
    const request = indexedDB.open(name, formatVersion);
    request.onupgradeneeded = () => {
      const { result: database } = request;
      for (const store of [...database.objectStoreNames]) database.deleteObjectStore(store);
      database.createObjectStore(wholes);
      database.createObjectStore(writes, { autoIncrement: true });
    };
    return settled(request);
  };
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'VersionError') throw error;
    await settled(indexedDB.deleteDatabase(name));
    return open();
  }
}

/** Another worker has opened the same org since: what this one writes would be no part of it. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
  override readonly message = 'Another version of its service worker has taken the simulated org over.';
}

/** Keeps one org in IndexedDB. */
export class Journal {
  readonly #database: IDBDatabase;
  readonly #owner = crypto.randomUUID();
  #isOwner = false;
  #isClosed = false;

  private constructor(database: IDBDatabase) {
    this.#database = database;
    // Whoever deletes the database would wait for it to be closed.
    database.onversionchange = () => {
      database.close();
      this.#isClosed = true;
    };
    database.onclose = () => {
      this.#isClosed = true;
    };
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  static async open(name: string): Promise<Journal> {
    const database = await openDatabase(name);
    const whole = [...database.objectStoreNames];
    if (whole.includes(wholes) && whole.includes(writes)) return new Journal(database);
    database.close();
    await settled(indexedDB.deleteDatabase(name));
    return new Journal(await openDatabase(name));
  }

  async read(): Promise<KeptOrg | undefined> {
    const transaction = this.#database.transaction([wholes, writes]);
    const store = transaction.objectStore(wholes);
    const [settings, data, state, written] = await Promise.all([
      settled<string | undefined>(store.get('settings')),
      settled<Uint8Array | undefined>(store.get('data')),
      settled<string | undefined>(store.get('state')),
      settled<(readonly Write[])[]>(transaction.objectStore(writes).getAll()),
    ]);
    if (settings === undefined || data === undefined || state === undefined) return undefined;
    return { settings, data, state, writes: written.flat() };
  }

  /** Begins anew with a whole. The first time, the journal becomes this one's own. */
  replace({ settings, data, state }: Omit<KeptOrg, 'writes'>): Promise<void> {
    const isFirst = !this.#isOwner;
    this.#isOwner = true;
    return this.#write((kept, added) => {
      kept.put(this.#owner, 'owner');
      kept.put(settings, 'settings');
      kept.put(data, 'data');
      kept.put(state, 'state');
      added.clear();
    }, isFirst);
  }

  /** Adds what was written since, and what has become of the rest. */
  append(written: readonly Write[], state: string): Promise<void> {
    return this.#write((kept, added) => {
      if (written.length > 0) added.add(written);
      kept.put(state, 'state');
    });
  }

  /** Rejects with `TakenOver` where the journal is another one's by now. */
  #write(write: (kept: IDBObjectStore, added: IDBObjectStore) => void, takesOver = false): Promise<void> {
    const transaction = this.#database.transaction([wholes, writes], 'readwrite');
    const kept = transaction.objectStore(wholes);
    const owner = kept.get('owner');
    owner.onsuccess = () => {
      if (takesOver || owner.result === this.#owner) write(kept, transaction.objectStore(writes));
      else transaction.abort();
    };
    return completed(transaction);
  }
}
