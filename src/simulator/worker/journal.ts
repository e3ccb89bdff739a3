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
const formatVersion = 1;

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
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Keeps one org in IndexedDB. */
export class Journal {
  readonly #database: IDBDatabase;
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
    const request = indexedDB.open(name, formatVersion);
    request.onupgradeneeded = () => {
      const { result: database } = request;
      for (const store of [...database.objectStoreNames]) database.deleteObjectStore(store);
      database.createObjectStore(wholes);
      database.createObjectStore(writes, { autoIncrement: true });
    };
    return new Journal(await settled(request));
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

  /** Begins anew with a whole. */
  replace({ settings, data, state }: Omit<KeptOrg, 'writes'>): Promise<void> {
    const transaction = this.#database.transaction([wholes, writes], 'readwrite');
    const store = transaction.objectStore(wholes);
    store.put(settings, 'settings');
    store.put(data, 'data');
    store.put(state, 'state');
    transaction.objectStore(writes).clear();
    return completed(transaction);
  }

  /** Adds what was written since, and what has become of the rest. */
  append(written: readonly Write[], state: string): Promise<void> {
    const transaction = this.#database.transaction([wholes, writes], 'readwrite');
    if (written.length > 0) transaction.objectStore(writes).add(written);
    transaction.objectStore(wholes).put(state, 'state');
    return completed(transaction);
  }
}
