import { csv, json } from '../../http/answers.ts';
import { failure } from '../../http/rest-failure.ts';
import { dataPath } from '../../schema/s-object.ts';
import { runSoql } from '../../soql/run-soql.ts';
import { selectedColumns } from '../../soql/selected-columns.ts';
import { SoqlError } from '../../soql/soql-error.ts';
import { jsonBody, type RestRequest } from '../request.ts';
import type { Resource, Route } from '../router.ts';
import type { JobHead } from './bulk-job.ts';
import { jobFormat, operationOf } from './job-format.ts';
import { JobRegister } from './job-register.ts';
import { QueryJob } from './query-job.ts';

/** Pages of results that one answer names. */
const mostResultPages = 5;

function requestedJob(request: RestRequest, nextId: () => string): QueryJob {
  const body = jsonBody(request);
  const operation = operationOf(body, ['query', 'queryAll']);
  const format = jobFormat(body);
  const { query } = body.values;
  if (typeof query !== 'string') throw failure(400, 'API_ERROR', 'Query can not be null or empty');
  const { org, caller } = request;
  const { schema, database } = org.store;
  const context = { schema, now: org.now(), userId: caller.userId };
  try {
    const { describe, columns } = selectedColumns(query, context);
    const { records } = runSoql(query, { ...context, database, allRows: operation === 'queryAll' });
    const head: JobHead = {
      id: nextId(),
      operation,
      object: describe.name,
      createdById: caller.userId,
      format,
      now: org.now,
    };
    return new QueryJob(head, columns, records);
  } catch (error) {
    if (error instanceof SoqlError) throw failure(400, 'API_ERROR', error.message);
    throw error;
  }
}

/** Locators are the offset in base64 without padding. */
function locatorAt(offset: number): string {
  return btoa(String(offset)).replaceAll('=', '');
}

function offsetOf(locator: string, job: QueryJob): number {
  const digits = /^[A-Za-z0-9]+$/.test(locator) && locator.length % 4 !== 1 ? atob(locator) : '';
  const offset = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
  if (offset < job.size) return offset;
  throw failure(400, 'INVALIDQUERYLOCATOR', 'Invalid query locator');
}

function maxRecordsOf({ query, org }: RestRequest): number {
  const given = query.get('maxRecords') ?? String(org.bulk.rowsPerPage);
  if (/^[1-9]\d*$/.test(given)) return Number(given);
  throw failure(400, 'API_ERROR', `Invalid value for maxRecords: ${given}`);
}

/**
 * `/jobs/query` and what lies below it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm
 */
export function bulkQueryRoutes(nextId: () => string): Route[] {
  const jobs = new JobRegister<QueryJob>();

  const create: Resource = (request) => {
    const job = requestedJob(request, nextId);
    jobs.add(job);
    request.org.bulk.queryJobs.take();
    return json(job.summary());
  };

  const results: Resource = (request) => {
    const job = jobs.requested(request);
    const locator = request.query.get('locator');
    const offset = locator === null ? 0 : offsetOf(locator, job);
    const end = Math.min(offset + maxRecordsOf(request), job.size);
    return csv(job.results(offset, end), {
      'sforce-locator': end === job.size ? 'null' : locatorAt(end),
      'sforce-numberofrecords': String(end - offset),
    });
  };

  const resultPages: Resource = (request) => {
    const job = jobs.requested(request);
    job.requireResults();
    const locator = request.query.get('locator');
    const start = locator === null ? 0 : offsetOf(locator, job);
    const { rowsPerPage } = request.org.bulk;
    const end = Math.min(start + mostResultPages * rowsPerPage, job.size);
    const url = `${dataPath}/jobs/query/${job.head.id}`;
    const pages = Array.from({ length: Math.ceil((end - start) / rowsPerPage) }, (_, index) => ({
      resultUrl: `${url}/results?locator=${locatorAt(start + index * rowsPerPage)}`,
    }));
    const done = end === job.size;
    const next = done ? {} : { nextRecordsUrl: `${url}/resultPages?locator=${locatorAt(end)}` };
    return json({ resultPages: pages, ...next, done });
  };

  const change = jobs.change({ Aborted: (job) => job.abort() });
  const path = '/jobs/query';
  return [
    { path, methods: { GET: jobs.list, POST: create } },
    { path: `${path}/:id`, methods: { GET: jobs.poll, PATCH: change, DELETE: jobs.remove } },
    { path: `${path}/:id/results`, methods: { GET: results } },
    { path: `${path}/:id/resultPages`, methods: { GET: resultPages } },
  ];
}
