import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { failure, notFound, RestFailure } from '../http/rest-failure.ts';
import { findField } from '../schema/names.ts';
import { normalizeId } from '../store/ids.ts';
import { recordUrl } from '../store/output.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow } from '../store/types.ts';
import { parseValue } from './parse-value.ts';

/** Several records hold the external id that was asked for. */
export class SeveralMatches extends RestFailure {
  readonly urls: readonly string[];

  constructor(describe: SObjectDescribe, field: FieldDescribe, ids: readonly string[]) {
    const message = `${field.name}: more than one record found for external id field: [${ids.join(', ')}]`;
    super(400, [{ message, errorCode: 'DUPLICATE_EXTERNAL_ID', fields: [field.name] }]);
    this.urls = ids.map((id) => recordUrl(describe.name, id));
  }
}

/** Whether a text has the form of an id of that object. */
export function isIdOf(describe: SObjectDescribe, given: string): boolean {
  return normalizeId(given)?.startsWith(describe.keyPrefix ?? '') === true;
}

/** The row with that id. @throws RestFailure for ids that are malformed, of another object, of nothing, or deleted */
export function rowById(store: RecordStore, describe: SObjectDescribe, given: string): StoredRow {
  if (!isIdOf(describe, given)) {
    const label = describe.fields.find((field) => field.type === 'id')?.label ?? 'Record ID';
    throw failure(400, 'MALFORMED_ID', `${label}: id value of incorrect type: ${given}`, ['Id']);
  }
  const row = store.find(normalizeId(given));
  if (!row) throw notFound();
  if (row.IsDeleted !== 0) throw failure(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  return row;
}

/** The field of that name, if records can be found by it: an external id, or a standard field for look-ups. */
export function externalIdField(describe: SObjectDescribe, name: string): FieldDescribe | undefined {
  const field = findField(describe, name);
  return field?.externalId || field?.idLookup ? field : undefined;
}

/** The row that holds `value`, as JSON has it, in an external id field. @throws SeveralMatches, RestFailure */
export function rowByExternalId(
  store: RecordStore,
  describe: SObjectDescribe,
  field: FieldDescribe,
  value: unknown,
): StoredRow | undefined {
  const stored = parseValue(field, value, 1);
  if (stored === null) throw failure(400, 'MISSING_ARGUMENT', `${field.name} not specified`);
  if (field.type === 'id') return rowById(store, describe, String(stored));
  const [row, ...others] = store.findMatches(describe, field, stored);
  if (row && others.length > 0) {
    const ids = [row, ...others].map((match) => String(match.Id));
    throw new SeveralMatches(describe, field, ids);
  }
  return row;
}
