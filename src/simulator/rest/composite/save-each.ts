import type { RestError } from '../../../api/types.ts';
import { json } from '../../http/answers.ts';
import { failure, RestFailure } from '../../http/rest-failure.ts';
import { normalizeId } from '../../store/ids.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { RestRequest } from '../request.ts';

/** What became of one record of a collection. Errors have another shape than those of a request. */
interface SaveResult {
  /** Absent where there is no such record. */
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
  /** Only of an upsert. */
  readonly created?: boolean;
}

export interface Collection<Item> {
  readonly items: readonly Item[];
  readonly allOrNone: boolean;
  /** Saves one item. @throws RestFailure */
  readonly save: (item: Item) => { id: string; created?: boolean };
  /** The id that an item names itself by. */
  readonly givenId: (item: Item) => unknown;
}

const rolledBack = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

/** Whether an error makes the body as a whole unreadable to the org, whichever record it is in. */
function isOfBody({ errorCode, fields }: RestError): boolean {
  // A parent that is not found has the same code as a field that does not exist, and a list of fields.
  return errorCode === 'JSON_PARSER_ERROR' || (errorCode === 'INVALID_FIELD' && !fields);
}

const mostRecords = 200;

/** @throws RestFailure for more records than one call may name */
export function limitRecords(items: readonly unknown[], most = mostRecords): void {
  if (items.length <= most) return;
  const message = `record limit reached. cannot submit more than ${most} records into this call`;
  throw failure(400, 'EXCEEDED_ID_LIMIT', message);
}

function saveError({ errorCode, message, fields = [] }: RestError): SaveResult['errors'][number] {
  if (errorCode !== 'NOT_FOUND') return { statusCode: errorCode, message, fields };
  return { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields };
}

function unsuccessful(store: RecordStore, givenId: unknown, errors: SaveResult['errors']): SaveResult {
  const id = typeof givenId === 'string' ? normalizeId(givenId) : undefined;
  return { ...(id !== undefined && store.find(id) ? { id } : {}), success: false, errors };
}

function saveItem<Item>(store: RecordStore, item: Item, { save, givenId }: Collection<Item>): SaveResult {
  try {
    const { id, ...created } = save(item);
    return { id, success: true, errors: [], ...created };
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    if (error.errors.some(isOfBody)) throw error;
    return unsuccessful(store, givenId(item), error.errors.map(saveError));
  }
}

/** Saves the records of a collection in their order; the answer says of each what became of it. @throws RestFailure */
export function saveEach<Item>({ org: { store } }: RestRequest, collection: Collection<Item>): Response {
  limitRecords(collection.items);
  const transaction = store.database.begin();
  try {
    const results = collection.items.map((item) => saveItem(store, item, collection));
    if (!collection.allOrNone || results.every(({ success }) => success)) {
      transaction.commit();
      return json(results);
    }
    transaction.rollBack();
    return json(
      results.map((result) => (result.success ? unsuccessful(store, result.id, [rolledBack]) : result)),
    );
  } catch (error) {
    transaction.rollBack();
    throw error;
  }
}
