import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addTasks } from '../support/add-tasks.ts';
import { startOrg, type TestOrg } from '../support/start-org.ts';

const reader = fileURLToPath(new URL('query-memory-reader.ts', import.meta.url));
const mebibyte = 2 ** 20;

describe('50,000 rows read one after another', () => {
  let org: TestOrg;
  before(async () => {
    org = await startOrg();
    await addTasks(org, 50_000);
  });
  after(() => org.close());

  it('reliability 19: take less than 10 MiB of heap above the rows themselves', async () => {
    const { accessToken, instanceUrl } = org.signIn();
    // A process of its own, so that the heap of the org does not count.
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--expose-gc',
      reader,
      instanceUrl,
      accessToken,
    ]);
    const { rows, heap } = JSON.parse(stdout);
    assert.equal(rows, 50_000);
    assert.ok(heap > 0 && heap < 10 * mebibyte, `${(heap / mebibyte).toFixed(1)} MiB`);
  });
});
