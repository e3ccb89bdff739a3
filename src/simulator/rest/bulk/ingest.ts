import { csv, json } from '../../http/answers.ts';
import { failure } from '../../http/rest-failure.ts';
import { jsonBody, type ParsedBody, type RestRequest } from '../request.ts';
import type { Resource, Route } from '../router.ts';
import { BatchError } from './batch-error.ts';
import { IngestJob } from './ingest-job.ts';
import { type IngestOrder, ingestOf } from './ingest-row.ts';
import { jobFormat, operationOf } from './job-format.ts';
import { JobRegister } from './job-register.ts';

const mostBytes = 100 * 2 ** 20;

/** What a job is asked to do, spelled as the org does. @throws RestFailure */
function requestedOrder({ org, caller }: RestRequest, body: ParsedBody): IngestOrder {
  const { object, externalIdFieldName = '' } = body.values;
  const operation = operationOf(body, ['insert', 'update', 'upsert', 'delete', 'hardDelete']);
  if (operation === 'hardDelete') {
    const message =
      'hardDelete operation requires special user profile permission, please contact your system administrator';
    throw failure(400, 'FEATURENOTENABLED', message);
  }
  const order = {
    object: String(object ?? null),
    operation,
    externalIdFieldName: String(externalIdFieldName),
    createdById: caller.userId,
  };
  try {
    const { describe, externalIdField } = ingestOf(order, org);
    return { ...order, object: describe.name, externalIdFieldName: externalIdField?.name };
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    throw failure(400, 'INVALIDJOB', error.message);
  }
}

/**
 * `/jobs/ingest` and what lies below it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm
 */
export function ingestRoutes(nextId: () => string): Route[] {
  const jobs = new JobRegister<IngestJob>();

  const create: Resource = (request) => {
    const body = jsonBody(request);
    const format = jobFormat(body);
    const order = requestedOrder(request, body);
    const job = new IngestJob({ ...order, id: nextId(), format, now: request.org.now });
    jobs.add(job);
    return json(job.summary());
  };

  const upload: Resource = (request) => {
    const contentType = request.headers.get('content-type') ?? '';
    if (!/^text\/csv\s*(?:;|$)/i.test(contentType)) {
      throw failure(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Type: ${contentType} is not supported`);
    }
    if (new Blob([request.body]).size > mostBytes) {
      throw failure(413, 'REQUEST_ENTITY_TOO_LARGE', 'The content of a job must not exceed 100 MB');
    }
    jobs.requested(request).upload(request.body);
    return new Response(null, { status: 201 });
  };

  const change = jobs.change({
    UploadComplete: (job) => job.completeUpload(),
    Aborted: (job) => job.abort(),
  });
  const path = '/jobs/ingest';
  const results = (name: string, read: (job: IngestJob) => string): Route => ({
    path: `${path}/:id/${name}`,
    methods: { GET: (request) => csv(read(jobs.requested(request))) },
  });

  return [
    { path, methods: { GET: jobs.list, POST: create } },
    { path: `${path}/:id`, methods: { GET: jobs.poll, PATCH: change, DELETE: jobs.remove } },
    { path: `${path}/:id/batches`, methods: { PUT: upload } },
    results('successfulResults', (job) => job.successfulResults()),
    results('failedResults', (job) => job.failedResults()),
    results('unprocessedrecords', (job) => job.unprocessedRecords()),
  ];
}
