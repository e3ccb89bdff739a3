import { after, before } from 'node:test';
import { openWorkerBrowser } from '../support/org-in-worker.ts';
import { openOrgsIn } from '../support/rest-org.ts';

/** What is shown of an org that Node serves holds in a service worker as well. */
const suites = [
  'bulk-ingest',
  'collections',
  'composite',
  'composite-batch',
  'composite-graph',
  'daily-limit',
  'describe',
  'describe-shapes',
  'duplicate-rules',
  'genuine-rest',
  'list-views',
  'multi-currency',
  'permission-leaks',
  'permission-profiles',
  'permissions',
  'permitted-writes',
  'person-accounts',
  'query-pages',
  'recent',
  'record-count',
  'recorded-exchanges',
  'records',
  'refusals',
  'search',
  'state-country',
  'ui-api/bad-input',
  'ui-api/fixtures',
  'ui-api/lists',
  'ui-api/lookups',
  'ui-api/records',
  'upsert',
];

let browser: Awaited<ReturnType<typeof openWorkerBrowser>>;
before(async () => {
  browser = await openWorkerBrowser();
});
after(() => browser.close());

openOrgsIn((options) => browser.openOrg(options));
for (const suite of suites) await import(`../simulator/${suite}.test.ts`);
