import type { Client } from '../../api/client.ts';
import { JoinedReads } from '../../api/joined-reads.ts';
import { type MetadataRequest, readMetadata } from '../../api/metadata.ts';
import { isSfError } from '../../errors/sf-error.ts';
import type { MetadataStore, StoredMetadata } from './metadata-store.ts';

/** Metadata that the org now answers otherwise. */
export interface MetadataChange {
  /** The method of `Metadata` that gives it. */
  readonly kind: 'describe' | 'describeGlobal' | 'layouts' | 'layout' | 'compactLayouts' | 'picklistValues';
  /** In any casing; absent for what is of the whole org. */
  readonly objectApiName?: string | undefined;
  /** 15 or 18 characters, of what is of one record type. */
  readonly recordTypeId?: string | undefined;
}

/** What can be asked for. */
export interface MetadataResource extends MetadataChange {
  readonly request: Omit<MetadataRequest, 'since' | 'signal'>;
  /** A part that every genuine answer has, and objects in it. */
  readonly holds: string;
}

export interface MetadataCacheOptions {
  readonly client: Client;
  /** Absent where it is not known whose metadata it is. */
  readonly store: MetadataStore | undefined;
  readonly publish: (change: MetadataChange) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Known extends Omit<StoredMetadata, 'language'> {
  readonly resource: MetadataResource;
  /** Unknown until the user has been read. */
  language: string | undefined;
  /** When the org was last asked about it, in this page. */
  checkedAt: number;
}

/** Milliseconds after which a value is checked once more when somebody uses it. */
const checkInterval = 5 * 60_000;

/**
 * What one user has been told of the org. A value that is there is given at once, be it from an earlier page, and
 * checked in the background; a change found thereby is published. Failures are not kept.
 */
export class MetadataCache {
  readonly #options: MetadataCacheOptions;
  readonly #known = new Map<string, Known>();
  readonly #reads = new JoinedReads<object>();
  #language: string | undefined;
  #isEnded = false;
  /** Whether the org lets no page of another origin send the header by which a read that travels alone is conditional. */
  #isHeaderForbidden = false;

  constructor(options: MetadataCacheOptions) {
    this.#options = options;
  }

  /** The signal ends this caller's wait; the read goes on while others wait for it. */
  async get<T extends object>(resource: MetadataResource, signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted();
    const key = keyOf(resource);
    const known = this.#known.get(key);
    if (!known) {
      return this.#reads.get(key, signal, (shared) => this.#load(key, resource, shared)) as Promise<T>;
    }
    if (this.#options.now() - known.checkedAt >= checkInterval) void this.#check(key, known);
    return known.value as T;
  }

  /** Asks the org whether something at hand has changed. Resolves when it is known, or cannot be. */
  async refresh(resource: MetadataResource): Promise<void> {
    const key = keyOf(resource);
    const known = this.#known.get(key);
    if (known) await this.#check(key, known);
  }

  /** Drops what is in another language than the user's, and tells of it. */
  setLanguage(language: string | undefined): void {
    if (!language || language === this.#language) return;
    this.#language = language;
    for (const [key, known] of this.#known) {
      known.language ??= language;
      if (known.language === language) this.#store(key, known);
      else this.#drop(key, known);
    }
  }

  /** From here on nothing is stored or published. */
  end(): void {
    this.#isEnded = true;
    this.#known.clear();
  }

  async #load(key: string, resource: MetadataResource, signal: AbortSignal): Promise<object> {
    const stored = await this.#options.store?.get(key);
    if (
      this.#isEnded ||
      !isStored(stored, resource) ||
      stored.language !== (this.#language ?? stored.language)
    ) {
      return this.#read(key, resource, signal);
    }
    const known = { ...stored, resource, checkedAt: Number.NEGATIVE_INFINITY };
    this.#known.set(key, known);
    void this.#check(key, known);
    return known.value;
  }

  async #read(key: string, resource: MetadataResource, signal: AbortSignal): Promise<object> {
    const { value, lastModified } = await readMetadata<object>(this.#options.client, {
      ...resource.request,
      signal,
    });
    this.#keep(key, resource, value, lastModified);
    return value;
  }

  async #check(key: string, known: Known): Promise<void> {
    const { client, now, publish } = this.#options;
    const { resource, lastModified, value: before } = known;
    const isAlone = resource.request.isFoldable === false;
    const since = isAlone && this.#isHeaderForbidden ? undefined : lastModified;
    known.checkedAt = now();
    try {
      const answer = await readMetadata<object>(client, { ...resource.request, since });
      this.#isHeaderForbidden ||= answer?.isHeaderForbidden ?? false;
      if (!answer || this.#known.get(key) !== known) return;
      this.#keep(key, resource, answer.value, answer.lastModified);
      if (JSON.stringify(answer.value) !== JSON.stringify(before)) publish(changeOf(resource));
    } catch (error) {
      // The next who uses it tries again.
      known.checkedAt = Number.NEGATIVE_INFINITY;
      const isGone = isSfError(error) && error.status === 404;
      if (isGone && this.#known.get(key) === known) this.#drop(key, known);
    }
  }

  #keep(key: string, resource: MetadataResource, value: object, lastModified: string | undefined): void {
    if (this.#isEnded) return;
    const checkedAt = this.#options.now();
    const known = { resource, value, lastModified, language: this.#language, checkedAt };
    this.#known.set(key, known);
    this.#store(key, known);
  }

  #store(key: string, { value, lastModified, language }: Known): void {
    if (language) void this.#options.store?.put(key, { value, lastModified, language });
  }

  #drop(key: string, { resource }: Known): void {
    this.#known.delete(key);
    void this.#options.store?.delete(key);
    this.#options.publish(changeOf(resource));
  }
}

function keyOf({ kind, objectApiName = '', recordTypeId = '' }: MetadataResource): string {
  return `${kind}/${objectApiName.toLowerCase()}/${recordTypeId.slice(0, 15)}`;
}

function changeOf({ request: _, holds: __, ...change }: MetadataResource): MetadataChange {
  return change;
}

/** Anybody may have written there. */
function isStored(stored: unknown, { holds }: MetadataResource): stored is StoredMetadata {
  if (!isObject(stored)) return false;
  const { value, lastModified, language } = stored;
  const isDated = lastModified === undefined || typeof lastModified === 'string';
  const parts = isObject(value) && isObject(value[holds]) ? Object.values(value[holds]) : [];
  return parts.length > 0 && parts.every(isObject) && isDated && typeof language === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
