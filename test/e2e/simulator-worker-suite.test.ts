import { after, before } from 'node:test';
import { openWorkerBrowser } from '../support/org-in-worker.ts';
import { openOrgsIn } from '../support/rest-org.ts';

/** What is shown of an org that Node serves holds in a service worker as well. */
const suites = [
  'collections',
  'composite',
  'composite-batch',
  'composite-graph',
  'describe',
  'list-views',
  'records',
  'refusals',
  'upsert',
];

let browser: Awaited<ReturnType<typeof openWorkerBrowser>>;
before(async () => {
  browser = await openWorkerBrowser();
});
after(() => browser.close());

openOrgsIn(() => browser.openOrg());
for (const suite of suites) await import(`../simulator/${suite}.test.ts`);
