/** Reads 50,000 rows, keeps none of them, and prints how many came and how much the heap grew at most, in bytes. */
import { createClient } from '../../src/api/client.ts';
import { queryRecords } from '../../src/api/query-pages.ts';

const [instanceUrl = '', accessToken = ''] = process.argv.slice(2);
const client = createClient({ getAccessToken: async () => ({ instanceUrl, accessToken }) });
const soql = 'SELECT Id, Subject, Description, Status, Priority, OwnerId, CreatedDate FROM Task LIMIT 50000';

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const before = heapUsed();
let rows = 0;
let most = 0;
for await (const _row of queryRecords(client, soql)) {
  rows += 1;
  if (rows % 1_250 === 0) most = Math.max(most, heapUsed());
}
console.log(JSON.stringify({ rows, heap: most - before }));
