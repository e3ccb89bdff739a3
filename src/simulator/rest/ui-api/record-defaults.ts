import type { FieldDescribe, RecordTypeInfo, SObjectDescribe } from '../../../api/types.ts';
import { defaultValue } from '../../records/save-record.ts';
import { isCompound } from '../../store/output.ts';
import type { StoredRow } from '../../store/types.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { emptySelection, selectFields } from './field-selection.ts';
import { layoutSelection, recordTypeOfRow } from './layout-selection.ts';
import { objectAndTargets, objectInfos } from './object-info.ts';
import { type LayoutMode, recordLayout } from './record-layout.ts';
import { recordById } from './requested-record.ts';
import { uiRecord } from './ui-record.ts';
import {
  enumParameter,
  listParameter,
  requestedRecordType,
  tagged,
  uiObject,
  withETag,
} from './ui-request.ts';

/** A form for a new record: its layout, what it shows, and the values it starts with. */
function defaults(
  request: RestRequest,
  describe: SObjectDescribe,
  info: RecordTypeInfo,
  mode: LayoutMode,
  row: StoredRow,
): Response {
  enumParameter(request, 'formFactor', 'FormFactor', ['Large', 'Medium', 'Small']);
  const layout = recordLayout(request, describe, info, 'Full', mode);
  const selection = layoutSelection(describe, [layout]);
  for (const { relationshipName } of describe.fields) {
    const isAuthor = relationshipName === 'CreatedBy' || relationshipName === 'LastModifiedBy';
    if (isAuthor) selection.parents.set(relationshipName, emptySelection());
  }
  selectFields(request, describe, selection, listParameter(request, 'optionalFields'), false);
  return tagged(
    request,
    withETag({
      layout,
      objectInfos: objectInfos(request, objectAndTargets(request, describe, selection.parents.keys())),
      record: uiRecord(request, describe, { ...row, RecordTypeId: info.recordTypeId }, selection),
    }),
  );
}

/** `GET /ui-api/record-defaults/create/X` */
function createDefaults(request: RestRequest): Response {
  const describe = uiObject(request, request.params.object ?? '');
  const info = requestedRecordType(request, describe);
  const { store } = request.org;
  const initial = (field: FieldDescribe) =>
    defaultValue(store, describe, field, request.caller.userId, info.recordTypeId);
  const given = describe.fields
    .filter((field) => field.createable && !isCompound(field))
    .map((field) => [field.name, initial(field)] as const);
  return defaults(request, describe, info, 'Create', Object.fromEntries(given));
}

/** `GET /ui-api/record-defaults/clone/ID` */
function cloneDefaults(request: RestRequest): Response {
  const { describe, row } = recordById(request, request.params.id ?? '');
  const given = describe.fields
    .filter((field) => field.createable && !isCompound(field))
    .map((field) => [field.name, row[field.name] ?? null] as const);
  const info = request.query.has('recordTypeId')
    ? requestedRecordType(request, describe)
    : recordTypeOfRow(describe, row);
  return defaults(request, describe, info, 'Edit', Object.fromEntries(given));
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_defaults_create.htm */
export const recordDefaultsRoutes: readonly Route[] = [
  { path: '/ui-api/record-defaults/create/:object', methods: { GET: createDefaults } },
  { path: '/ui-api/record-defaults/clone/:id', methods: { GET: cloneDefaults } },
];
