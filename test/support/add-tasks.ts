import assert from 'node:assert/strict';
import { startIngest, watchIngest } from '../../src/api/bulk/ingest.ts';
import { createClient } from '../../src/api/client.ts';
import type { TestOrg } from './start-org.ts';

/** Gives an org so many tasks more, in seconds where single creates would take minutes. */
export async function addTasks(org: TestOrg, count: number): Promise<void> {
  const session = org.signIn();
  const client = createClient({ getAccessToken: async () => session });
  const rows = Array.from({ length: count }, (_, index) => ({
    Subject: `Errand ${index}`,
    Description: `What there is to do, and why, in some words, for errand number ${index}.`,
  }));
  const { id } = await startIngest(client, { objectApiName: 'Task', operation: 'insert', rows });
  const job = await watchIngest(client, id, { wait: async () => undefined });
  assert.deepEqual([job.state, job.numberRecordsFailed], ['JobComplete', 0]);
}
