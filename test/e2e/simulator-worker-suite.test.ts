import { after } from 'node:test';
import { openWorkerBrowser } from '../support/org-in-worker.ts';
import { openOrgsIn } from '../support/rest-org.ts';

/** What is shown of an org that Node serves holds in a service worker as well. These suites tell quickest. */
const always = [
  'collections',
  'composite-graph',
  'daily-limit',
  'permissions',
  'records',
  'refusals',
  'search',
  'ui-api/records',
  'upsert',
];

/** With `SF_WORKER_SUITES=all`, these too: every other one that needs nothing of its host but HTTP. */
const others = [
  'bulk-ingest',
  'composite',
  'composite-batch',
  'currency-queries',
  'describe',
  'describe-shapes',
  'duplicate-rules',
  'genuine-rest',
  'list-views',
  'multi-currency',
  'permission-leaks',
  'permission-profiles',
  'permitted-writes',
  'person-accounts',
  'query-pages',
  'recent',
  'record-count',
  'recorded-exchanges',
  'search-clauses',
  'soql/parser-agreement',
  'soql/shown-values',
  'state-country',
  'ui-api/bad-input',
  'ui-api/fixtures',
  'ui-api/lists',
  'ui-api/lookups',
];

const suites = process.env.SF_WORKER_SUITES === 'all' ? [...always, ...others] : always;

const browser = await openWorkerBrowser();
after(() => browser.close());

openOrgsIn((options) => browser.openOrg(options));
for (const suite of suites) await import(`../simulator/${suite}.test.ts`);
