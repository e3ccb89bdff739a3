import { createStore, del, getMany, promisifyRequest, set } from 'idb-keyval';

/** Metadata as the browser keeps it. */
export interface StoredMetadata {
  readonly value: object;
  readonly lastModified: string | undefined;
  /** Of the labels in it, a BCP 47 tag. */
  readonly language: string;
}

/** Whose metadata it is: users see other objects and fields. */
export interface MetadataOwner {
  /** 18 characters. */
  readonly orgId: string;
  /** 18 characters. */
  readonly userId: string;
  readonly apiVersion: string;
}

/** Milliseconds; a browser whose database does not even open must not keep the page waiting. */
const patience = 300;

/**
 * One user's metadata in IndexedDB. Nothing it does can fail or take long: where the database is blocked, full, broken
 * or silent, nothing is found.
 */
export class MetadataStore {
  readonly #database = createStore('sf-elements-metadata', 'metadata');
  readonly #owner: MetadataOwner;
  readonly #opened: Promise<ReadonlySet<string>>;
  #wanted = new Set<string>();
  #reading: Promise<ReadonlyMap<string, unknown>> | undefined;

  constructor(owner: MetadataOwner) {
    this.#owner = owner;
    this.#opened = this.#open();
  }

  /** Resolves when it is known what there is. */
  async opened(): Promise<void> {
    await this.#opened;
  }

  /** What was stored, whatever it is. Those asked for in one moment are read together and come in one. */
  async get(key: string): Promise<unknown> {
    if (!(await this.#opened).has(key)) return undefined;
    this.#wanted.add(key);
    this.#reading ??= Promise.resolve().then(() => this.#readWanted());
    return (await this.#reading).get(key);
  }

  async put(key: string, stored: StoredMetadata): Promise<void> {
    await inTime(() => set(this.#address(key), stored, this.#database));
  }

  async delete(key: string): Promise<void> {
    await inTime(() => del(this.#address(key), this.#database));
  }

  /** Deletes all of this user's, of any version. */
  async clear(): Promise<void> {
    const { orgId, userId } = this.#owner;
    await inTime(() =>
      this.#database('readwrite', (store) => promisifyRequest(store.delete(under(orgId, userId)))),
    );
  }

  /** Finds what there is, and deletes what others have left who used this browser before. */
  async #open(): Promise<ReadonlySet<string>> {
    const { orgId, userId, apiVersion } = this.#owner;
    const addresses = await inTime(() =>
      this.#database('readwrite', (store) => {
        store.delete(IDBKeyRange.bound([orgId], [orgId, userId], false, true));
        store.delete(IDBKeyRange.bound([orgId, userId, []], [orgId, []]));
        return promisifyRequest(store.getAllKeys(under(orgId, userId, apiVersion)));
      }),
    );
    return new Set(addresses?.map((address) => String((address as string[]).at(-1))));
  }

  async #readWanted(): Promise<ReadonlyMap<string, unknown>> {
    const keys = [...this.#wanted];
    this.#wanted.clear();
    this.#reading = undefined;
    const addresses = keys.map((key) => this.#address(key));
    const values = (await inTime(() => getMany<unknown>(addresses, this.#database))) ?? [];
    return new Map(keys.map((key, index) => [key, values[index]]));
  }

  #address(key: string): string[] {
    const { orgId, userId, apiVersion } = this.#owner;
    return [orgId, userId, apiVersion, key];
  }
}

/** All addresses that begin with these parts; lists come after texts. */
function under(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}

/** The outcome, or `undefined` where there is none in time. */
async function inTime<T>(use: () => Promise<T>): Promise<T | undefined> {
  let stop = () => {};
  const timeout = new Promise<undefined>((resolve) => {
    const timer = setTimeout(resolve, patience);
    stop = () => clearTimeout(timer);
  });
  try {
    return await Promise.race([use(), timeout]);
  } catch {
    return undefined;
  } finally {
    stop();
  }
}
