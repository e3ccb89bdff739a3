import type { Client } from './client.ts';
import { countText } from './count-text.ts';
import type { SObjectRecord } from './types.ts';

/**
 * What the user has viewed or saved of late, of all objects: id and name of each, at most 200, the latest first.
 * Source: REST API Developer Guide, "Recently Viewed Items".
 */
export async function getRecent(
  client: Client,
  { limit, signal }: { limit?: number | undefined; signal?: AbortSignal | undefined } = {},
): Promise<SObjectRecord[]> {
  const operation = 'Read recent records';
  const query = { limit: countText(limit, operation, [1, 200]) };
  return client.request({ operation, path: 'recent', query, signal });
}
