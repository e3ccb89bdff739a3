import type { Client } from '../../api/client.ts';
import { describeRequest, globalDescribeRequest } from '../../api/describe.ts';
import type {
  CompactLayoutsDescribe,
  Layout,
  LayoutsDescribe,
  PicklistFieldValues,
} from '../../api/layout-types.ts';
import { compactLayoutsRequest, layoutRequest, layoutsRequest } from '../../api/layouts.ts';
import { type PicklistsAnswer, picklistValuesRequest } from '../../api/picklists.ts';
import type { GlobalDescribe, SObjectDescribe } from '../../api/types.ts';
import type { ConnectionState } from '../connection-state.ts';
import { MetadataCache, type MetadataChange, type MetadataResource } from './metadata-cache.ts';
import { MetadataStore } from './metadata-store.ts';

export type { MetadataChange } from './metadata-cache.ts';

interface MetadataOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The org's metadata as one user sees it, read once for all elements and kept in this browser for the next page. What
 * is kept is metadata alone, never a record or a token.
 */
export class Metadata {
  readonly #store: MetadataStore | undefined;
  readonly #cache: MetadataCache;

  /**
   * @param state whose metadata it is; without the ids of org and user nothing outlives the page
   * @param publish told of metadata that the org answers otherwise than before
   * @param now milliseconds since the epoch
   */
  constructor(
    client: Client,
    { org, userId, user }: ConnectionState,
    publish: (change: MetadataChange) => void,
    now: () => number = Date.now,
  ) {
    const { apiVersion } = client;
    this.#store = org?.id && userId ? new MetadataStore({ orgId: org.id, userId, apiVersion }) : undefined;
    this.#cache = new MetadataCache({ client, store: this.#store, publish, now });
    this.setLanguage(user?.language);
  }

  /** An object's fields, child relationships and record types. Rejects with an `SfError`. */
  async describe(objectApiName: string, { signal }: MetadataOptions = {}): Promise<SObjectDescribe> {
    return this.#cache.get(describeOf(objectApiName), signal);
  }

  /** The objects the user may see. Rejects with an `SfError`. */
  async describeGlobal({ signal }: MetadataOptions = {}): Promise<GlobalDescribe> {
    return this.#cache.get(global, signal);
  }

  /** An object's page layouts; of several record types only the mappings, see `layout`. Rejects with an `SfError`. */
  async layouts(objectApiName: string, { signal }: MetadataOptions = {}): Promise<LayoutsDescribe> {
    const request = layoutsRequest(objectApiName);
    return this.#cache.get({ kind: 'layouts', objectApiName, request, holds: 'recordTypeMappings' }, signal);
  }

  /** The page layout of one record type, an id of 15 or 18 characters. Rejects with an `SfError`. */
  async layout(
    objectApiName: string,
    recordTypeId: string,
    { signal }: MetadataOptions = {},
  ): Promise<Layout> {
    const request = layoutRequest(objectApiName, recordTypeId);
    const layout = {
      kind: 'layout',
      objectApiName,
      recordTypeId,
      request,
      holds: 'detailLayoutSections',
    } as const;
    return this.#cache.get(layout, signal);
  }

  /** An object's compact layouts, and which record type has which. Rejects with an `SfError`. */
  async compactLayouts(
    objectApiName: string,
    { signal }: MetadataOptions = {},
  ): Promise<CompactLayoutsDescribe> {
    const request = compactLayoutsRequest(objectApiName);
    const layouts = { kind: 'compactLayouts', objectApiName, request, holds: 'compactLayouts' } as const;
    return this.#cache.get(layouts, signal);
  }

  /** What every picklist of an object offers for a record type, by field. Rejects with an `SfError`. */
  async picklistValues(
    objectApiName: string,
    recordTypeId: string,
    { signal }: MetadataOptions = {},
  ): Promise<Record<string, PicklistFieldValues>> {
    // The UI API takes no part in composite requests.
    const request = { ...picklistValuesRequest(objectApiName, recordTypeId), isFoldable: false };
    const values = {
      kind: 'picklistValues',
      objectApiName,
      recordTypeId,
      request,
      holds: 'picklistFieldValues',
    } as const;
    return (await this.#cache.get<PicklistsAnswer>(values, signal)).picklistFieldValues;
  }

  /** Asks the org whether an object's describe has changed. Resolves when that is known, or cannot be. */
  async refresh(objectApiName: string): Promise<void> {
    await this.#cache.refresh(describeOf(objectApiName));
  }

  /** Resolves when it is known what an earlier page has left; from then on reads go out. */
  async opened(): Promise<void> {
    await this.#store?.opened();
  }

  /** Says in which language the user has the labels, a BCP 47 tag. What is in another is read anew. */
  setLanguage(language: string | undefined): void {
    this.#cache.setLanguage(language);
  }

  /** The user has gone: nothing stays behind in this browser. */
  async forget(): Promise<void> {
    this.#cache.end();
    await this.#store?.clear();
  }
}

const global: MetadataResource = {
  kind: 'describeGlobal',
  request: globalDescribeRequest,
  holds: 'sobjects',
};

function describeOf(objectApiName: string): MetadataResource {
  return { kind: 'describe', objectApiName, request: describeRequest(objectApiName), holds: 'fields' };
}
