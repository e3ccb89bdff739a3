import type { Client } from './client.ts';
import type { MetadataRequest } from './metadata.ts';
import { objectSegment } from './path.ts';
import type { GlobalDescribe, SObjectDescribe } from './types.ts';

interface DescribeOptions {
  signal?: AbortSignal | undefined;
}

/** The objects the user may see. Source: REST API Developer Guide, "Describe Global". */
export function describeGlobal(client: Client, { signal }: DescribeOptions = {}): Promise<GlobalDescribe> {
  return client.request({ ...globalDescribeRequest, isFoldable: true, signal });
}

/** An object's fields, child relationships and record types, as far as the user may see them. */
export async function describeSObject(
  client: Client,
  objectApiName: string,
  { signal }: DescribeOptions = {},
): Promise<SObjectDescribe> {
  return client.request({ ...describeRequest(objectApiName), isFoldable: true, signal });
}

export const globalDescribeRequest = { operation: 'Describe the org', path: 'sobjects' } as const;

/** Throws an `SfError` where it cannot be the API name of an object. */
export function describeRequest(objectApiName: string): Pick<MetadataRequest, 'operation' | 'path'> {
  const operation = `Describe ${objectApiName}`;
  return { operation, path: `sobjects/${objectSegment(objectApiName, operation)}/describe` };
}
