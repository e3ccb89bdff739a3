import type { SObjectDescribe } from '../../../api/types.ts';
import { failure, notFound } from '../../http/rest-failure.ts';
import { normalizeId } from '../../store/ids.ts';
import type { StoredRow } from '../../store/types.ts';
import type { RestRequest } from '../request.ts';
import { requestedRow } from '../requested-row.ts';
import { emptySelection, type FieldSelection, selectFields } from './field-selection.ts';
import { layoutSelection, recordTypeOfRow } from './layout-selection.ts';
import { type LayoutMode, type LayoutType, recordLayout, requestedLayouts } from './record-layout.ts';
import { listParameter, uiObject } from './ui-request.ts';

export interface RequestedRecord {
  readonly describe: SObjectDescribe;
  readonly row: StoredRow;
}

/** A record by its id. @throws RestFailure for ids that are malformed, of nothing, or of what has no UI */
export function recordById(request: RestRequest, given: string): RequestedRecord {
  const id = normalizeId(given);
  if (id === undefined) throw failure(400, 'INVALID_ID_FIELD', `Invalid identifier: ${given}`);
  const object = request.org.store.objectOf(id);
  if (!object) throw notFound();
  const describe = uiObject(request, object.name);
  const row = requestedRow({ ...request, params: { object: describe.name, id } }, describe);
  return { describe, row };
}

/** The rows with these ids, as far as there are any. */
export function rowsById({ org }: RestRequest, ids: readonly string[]): StoredRow[] {
  return ids.map((id) => org.store.find(id)).filter((row) => row !== undefined);
}

/** The layouts of a record, each type in each mode. */
export function layoutsOfRow(
  request: RestRequest,
  { describe, row }: RequestedRecord,
  types: readonly LayoutType[],
  modes: readonly LayoutMode[],
) {
  const info = recordTypeOfRow(describe, row);
  return types.flatMap((type) => modes.map((mode) => recordLayout(request, describe, info, type, mode)));
}

/** What the answer to a write shows: the fields of the page on which people look at the record. */
export function pageSelection(request: RestRequest, record: RequestedRecord): FieldSelection {
  return layoutSelection(record.describe, layoutsOfRow(request, record, ['Full'], ['View']));
}

/** The fields a request asks for, by name or by layout. @throws RestFailure */
export function requestedSelection(request: RestRequest, record: RequestedRecord): FieldSelection {
  const [fields, optional] = [listParameter(request, 'fields'), listParameter(request, 'optionalFields')];
  const byLayout = listParameter(request, 'layoutTypes').length > 0;
  if (!byLayout && fields.length === 0 && optional.length === 0) {
    throw failure(400, 'INVALID_INPUT_COMBINATION', "Must provide either 'fields' or 'layoutTypes'.");
  }
  const { types, modes } = requestedLayouts(request);
  const selection = byLayout
    ? layoutSelection(record.describe, layoutsOfRow(request, record, types, modes))
    : emptySelection();
  selectFields(request, record.describe, selection, fields, true);
  selectFields(request, record.describe, selection, optional, false);
  return selection;
}
