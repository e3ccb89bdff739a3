import type { Client } from './client.ts';
import type { CompactLayoutsDescribe, Layout, LayoutsDescribe } from './layout-types.ts';
import { type MetadataRequest, readMetadata } from './metadata.ts';
import { idSegment, objectSegment } from './path.ts';

interface LayoutOptions {
  signal?: AbortSignal | undefined;
}

type MetadataPath = Pick<MetadataRequest, 'operation' | 'path'>;

/**
 * The page layouts of an object by record type. Of several record types only the mappings come, not the layouts; get
 * each by {@link describeLayout} when it is needed. Rejects with `NOT_FOUND` for an object without a page of its own.
 */
export async function describeLayouts(
  client: Client,
  objectApiName: string,
  { signal }: LayoutOptions = {},
): Promise<LayoutsDescribe> {
  return (await readMetadata<LayoutsDescribe>(client, { ...layoutsRequest(objectApiName), signal })).value;
}

/** The page layout of one record type; that of objects without any is `012000000000000AAA`. */
export async function describeLayout(
  client: Client,
  objectApiName: string,
  recordTypeId: string,
  { signal }: LayoutOptions = {},
): Promise<Layout> {
  return (await readMetadata<Layout>(client, { ...layoutRequest(objectApiName, recordTypeId), signal }))
    .value;
}

/** The compact layouts of an object, and which record type has which. */
export async function describeCompactLayouts(
  client: Client,
  objectApiName: string,
  { signal }: LayoutOptions = {},
): Promise<CompactLayoutsDescribe> {
  return (
    await readMetadata<CompactLayoutsDescribe>(client, { ...compactLayoutsRequest(objectApiName), signal })
  ).value;
}

/** Throws an `SfError` where it cannot be the API name of an object. */
export function layoutsRequest(objectApiName: string): MetadataPath {
  return describeRequest(objectApiName, 'layouts');
}

/** Throws an `SfError` for a name or an id that is none. */
export function layoutRequest(objectApiName: string, recordTypeId: string): MetadataPath {
  const { operation, path } = layoutsRequest(objectApiName);
  return { operation, path: `${path}/${idSegment(recordTypeId, operation)}` };
}

/** Throws an `SfError` where it cannot be the API name of an object. */
export function compactLayoutsRequest(objectApiName: string): MetadataPath {
  return describeRequest(objectApiName, 'compactLayouts');
}

function describeRequest(objectApiName: string, resource: string): MetadataPath {
  const operation = `Describe the layout of ${objectApiName}`;
  return { operation, path: `sobjects/${objectSegment(objectApiName, operation)}/describe/${resource}` };
}
