import type { SObjectDescribe } from '../../../api/types.ts';
import { failure, unreadable } from '../../http/rest-failure.ts';
import { deleteRow } from '../../records/delete-record.ts';
import { rowById } from '../../records/find-record.ts';
import { createRecord, updateRecord } from '../../records/save-record.ts';
import { upsertRecord } from '../../records/upsert-record.ts';
import { unsupportedType } from '../../schema/names.ts';
import { normalizeId } from '../../store/ids.ts';
import { requestedObject } from '../describe.ts';
import { jsonBody, type RestRequest } from '../request.ts';
import { requestedExternalId } from '../requested-row.ts';
import type { Route } from '../router.ts';
import { writeOptions } from '../write-options.ts';
import { flagOf, type JsonObject, listOf, objectOf } from './read-json.ts';
import { retrieveCollection, retrieveCollectionByBody } from './retrieve-collection.ts';
import { saveEach } from './save-each.ts';

/** A record of the body, without its id. */
interface GivenRecord {
  readonly describe: SObjectDescribe;
  readonly id: unknown;
  readonly values: JsonObject;
}

const mostChunks = 10;

function isId(name: string): boolean {
  return name.toLowerCase() === 'id';
}

function givenRecord({ org }: RestRequest, value: unknown): GivenRecord {
  const record = objectOf('SObject', value);
  const { type } = objectOf('SObject', record.attributes);
  if (typeof type !== 'string') throw unreadable('SObject', value);
  const describe = org.store.schema.get(type);
  if (!describe) throw failure(400, 'INVALID_TYPE', unsupportedType(type));
  const entries = Object.entries(record);
  return {
    describe,
    id: entries.find(([name]) => isId(name))?.[1] ?? null,
    values: Object.fromEntries(entries.filter(([name]) => !isId(name))),
  };
}

/** Neighbours of one type are saved together, as a chunk. */
function limitChunks(records: readonly GivenRecord[]): void {
  const starts = records.filter(({ describe }, index) => describe !== records[index - 1]?.describe);
  if (starts.length <= mostChunks) return;
  const message = `Cannot have more than ${mostChunks} chunks in a single operation. Please rearrange the data to reduce chunking.`;
  throw failure(400, 'LIMIT_EXCEEDED', message);
}

/** The body of a request that saves a collection. @throws RestFailure */
function readCollection(request: RestRequest) {
  const { values } = jsonBody(request);
  const source = objectOf('SObjectCollection', values, ['allOrNone', 'records']);
  const items = listOf(source, 'records').map((value) => givenRecord(request, value));
  limitChunks(items);
  const allOrNone = flagOf(source, 'allOrNone') || request.allOrNone === true;
  return { items, allOrNone, write: writeOptions(request), givenId: ({ id }: GivenRecord) => id };
}

/** `POST /composite/sobjects` */
function createCollection(request: RestRequest): Response {
  const { write, ...collection } = readCollection(request);
  return saveEach(request, {
    ...collection,
    save: ({ describe, id, values }) => {
      if (id !== null) {
        throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
      }
      return { id: createRecord(request.org.store, { ...write, describe, values }) };
    },
  });
}

/** `PATCH /composite/sobjects` */
function updateCollection(request: RestRequest): Response {
  const { write, ...collection } = readCollection(request);
  const { store } = request.org;
  return saveEach(request, {
    ...collection,
    save: ({ describe, id, values }) => {
      if (id === null) throw failure(400, 'MISSING_ARGUMENT', 'Id not specified in an update call');
      const row = rowById(store, describe, String(id));
      updateRecord(store, row, { ...write, describe, values });
      return { id: String(row.Id) };
    },
  });
}

/** `PATCH /composite/sobjects/X/FIELD` */
function upsertCollection(request: RestRequest): Response {
  const describe = requestedObject(request);
  const field = requestedExternalId(request, describe);
  const { write, ...collection } = readCollection(request);
  const other = collection.items.find((item) => item.describe !== describe);
  if (other) throw failure(400, 'INVALID_TYPE', unsupportedType(other.describe.name));
  return saveEach(request, {
    ...collection,
    save: ({ id, values }) => {
      const isField = (name: string) => name.toLowerCase() === field.name.toLowerCase();
      const [, externalId = null] = Object.entries(values).find(([name]) => isField(name)) ?? [];
      return upsertRecord(request.org.store, field, field.type === 'id' ? id : externalId, {
        ...write,
        describe,
        values,
      });
    },
  });
}

/** `DELETE /composite/sobjects?ids=A,B[&allOrNone=true]` */
function deleteCollection(request: RestRequest): Response {
  const { store } = request.org;
  const ids = request.query.get('ids');
  if (ids === null) throw failure(400, 'MISSING_ARGUMENT', 'ids not specified');
  return saveEach(request, {
    items: ids.split(',').map((id) => id.trim()),
    allOrNone: request.query.get('allOrNone') === 'true' || request.allOrNone === true,
    givenId: (id) => id,
    save: (given) => {
      const id = normalizeId(given);
      const describe = id === undefined ? undefined : store.objectOf(id);
      if (!describe && store.find(id)) {
        throw failure(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
      }
      if (id === undefined || !describe) throw failure(400, 'MALFORMED_ID', `malformed id ${given}`);
      deleteRow(store, describe, rowById(store, describe, id));
      return { id };
    },
  });
}

/**
 * sObject Collections: up to 200 records in one call, 200 OK even where some of them fail.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections.html
 */
export const collectionRoutes: readonly Route[] = [
  {
    path: '/composite/sobjects',
    methods: { POST: createCollection, PATCH: updateCollection, DELETE: deleteCollection },
  },
  {
    path: '/composite/sobjects/:object',
    methods: { GET: retrieveCollection, POST: retrieveCollectionByBody },
  },
  { path: '/composite/sobjects/:object/:field', methods: { PATCH: upsertCollection } },
];
