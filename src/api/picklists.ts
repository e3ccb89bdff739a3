import type { ApiRequest, Client } from './client.ts';
import type { PicklistFieldValues } from './layout-types.ts';
import { idSegment, objectSegment } from './path.ts';

/**
 * What every picklist of an object offers for a record type, by field.
 * Source: User Interface API Developer Guide, "Get Values for All Picklist Fields of a Record Type".
 */
export async function getPicklistValues(
  client: Client,
  objectApiName: string,
  recordTypeId: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Record<string, PicklistFieldValues>> {
  const request = { ...picklistValuesRequest(objectApiName, recordTypeId), signal };
  return (await client.request<PicklistsAnswer>(request)).picklistFieldValues;
}

/** The answer's body. The UI API takes no part in composite requests. */
export interface PicklistsAnswer {
  readonly picklistFieldValues: Record<string, PicklistFieldValues>;
}

/** Throws an `SfError` for a name or an id that is none. */
export function picklistValuesRequest(
  objectApiName: string,
  recordTypeId: string,
): Pick<ApiRequest, 'operation' | 'path'> {
  const operation = `Read the picklists of ${objectApiName}`;
  const object = objectSegment(objectApiName, operation);
  return {
    operation,
    path: `ui-api/object-info/${object}/picklist-values/${idSegment(recordTypeId, operation)}`,
  };
}
