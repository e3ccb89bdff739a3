import type { Client } from './client.ts';
import type { Limits } from './types.ts';

/** The org's limits, each with its maximum and what is left. */
export function getLimits(client: Client, { signal }: { signal?: AbortSignal } = {}): Promise<Limits> {
  return client.request({ operation: 'Read the limits', path: 'limits', signal });
}
