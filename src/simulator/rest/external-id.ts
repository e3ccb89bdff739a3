import { json } from '../http/answers.ts';
import { failure, notFound } from '../http/rest-failure.ts';
import { rowByExternalId, SeveralMatches } from '../records/find-record.ts';
import { upsertRecord } from '../records/upsert-record.ts';
import { recordUrl } from '../store/output.ts';
import { failedCondition, rowVersion } from './conditions.ts';
import { requestedObject } from './describe.ts';
import { deleteRecord, getRecord } from './records.ts';
import { jsonBody, type RestRequest } from './request.ts';
import { requestedExternalId } from './requested-row.ts';
import type { Resource } from './router.ts';
import { writeOptions } from './write-options.ts';

/** `PATCH /sobjects/X/FIELD/VALUE[?updateOnly=true]` */
function patchByExternalId(request: RestRequest): Response {
  const describe = requestedObject(request);
  const field = requestedExternalId(request, describe);
  const { values } = jsonBody(request);
  if (Object.keys(values).some((name) => name.toLowerCase() === field.name.toLowerCase())) {
    const message = `The ${field.name} field should not be specified in the sobject data.`;
    throw failure(400, 'INVALID_FIELD', message, [field.name]);
  }
  const row = rowByExternalId(request.org.store, describe, field, request.params.value);
  if (!row && request.query.get('updateOnly') === 'true') throw notFound();
  const failed = row && failedCondition(request, rowVersion(describe, row));
  if (failed) return failed;
  const write = { ...writeOptions(request), describe, values };
  const { id, created } = upsertRecord(request.org.store, field, request.params.value, write);
  request.org.recentRecords.see(request.caller.userId, id);
  const answer = { id, success: true, errors: [], created };
  return created ? json(answer, 201, { location: recordUrl(describe.name, id) }) : json(answer);
}

/** Where several records match, their URLs are the answer. */
function orMatches(resource: Resource): Resource {
  return async (request) => {
    try {
      return await resource(request);
    } catch (error) {
      if (!(error instanceof SeveralMatches)) throw error;
      return json(error.urls, 300);
    }
  };
}

/** Records by the value of an external id field. */
export const recordByExternalId = {
  path: '/sobjects/:object/:field/:value',
  methods: {
    GET: orMatches(getRecord),
    PATCH: orMatches(patchByExternalId),
    DELETE: orMatches(deleteRecord),
  },
};
