import type { RecordTypeInfo, SObjectDescribe } from '../../../api/types.ts';
import { findField } from '../../schema/names.ts';
import { masterRecordTypeId } from '../../schema/record-types.ts';
import type { StoredRow } from '../../store/types.ts';
import { emptySelection, type FieldSelection, parentSelection } from './field-selection.ts';
import { fieldsOnLayout, type RecordLayout } from './record-layout.ts';
import { recordTypeOf } from './ui-request.ts';

/** The fields on some layouts, and by name the records that their lookups point to. */
export function layoutSelection(describe: SObjectDescribe, layouts: readonly RecordLayout[]): FieldSelection {
  const selection = emptySelection();
  for (const name of layouts.flatMap(fieldsOnLayout)) {
    const field = findField(describe, name);
    if (!field) continue;
    selection.fields.add(field.name);
    // The whole name comes with its parts, unlike an address.
    if (findField(describe, field.compoundFieldName ?? '')?.nameField) selection.fields.add('Name');
    if (field.type === 'reference') parentSelection(selection, field);
  }
  return selection;
}

/** The record type of a record, or the master where it has none. */
export function recordTypeOfRow(describe: SObjectDescribe, row: StoredRow): RecordTypeInfo {
  const own = describe.recordTypeInfos.find(({ recordTypeId }) => recordTypeId === row.RecordTypeId);
  return own ?? recordTypeOf(describe, masterRecordTypeId);
}
