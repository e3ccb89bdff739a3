import type { ServeOptions } from '../../../src/simulator/node/serve.ts';
import { startOrg } from '../../support/start-org.ts';
import { restClient } from '../rest-client.ts';

/** Serves an org for as long as `work` takes, then closes it. */
export async function withOrg<T>(
  options: ServeOptions,
  work: (client: ReturnType<typeof restClient>) => Promise<T>,
): Promise<T> {
  const org = await startOrg(options);
  try {
    return await work(restClient(org));
  } finally {
    await org.close();
  }
}
