import type { Client } from './client.ts';
import { objectSegment } from './path.ts';
import type { GlobalDescribe, SObjectDescribe } from './types.ts';

interface DescribeOptions {
  signal?: AbortSignal | undefined;
}

/** The objects the user may see. Source: REST API Developer Guide, "Describe Global". */
export function describeGlobal(client: Client, { signal }: DescribeOptions = {}): Promise<GlobalDescribe> {
  return client.request({ operation: 'Describe the org', path: 'sobjects', isFoldable: true, signal });
}

/** An object's fields, child relationships and record types, as far as the user may see them. */
export async function describeSObject(
  client: Client,
  objectApiName: string,
  { signal }: DescribeOptions = {},
): Promise<SObjectDescribe> {
  const operation = `Describe ${objectApiName}`;
  return client.request({
    operation,
    path: `sobjects/${objectSegment(objectApiName, operation)}/describe`,
    isFoldable: true,
    signal,
  });
}
