import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { formatted, labelled } from '../../soql/format.ts';
import { isCompound, outputField } from '../../store/output.ts';
import type { StoredRow, StoredValue } from '../../store/types.ts';
import type { RestRequest } from '../request.ts';
import { nameFieldOf } from './field-info.ts';
import type { FieldSelection } from './field-selection.ts';
import { recordTypeOfRecord } from './object-info.ts';
import { knownUiObject, withETag } from './ui-request.ts';

interface ShownValue {
  readonly displayValue: StoredValue;
  readonly value: unknown;
}

/** What people see of a value where it differs from what is stored. */
function displayValue(field: FieldDescribe, stored: StoredValue): StoredValue {
  switch (field.type) {
    case 'picklist':
    case 'multipicklist':
      return labelled(field, stored);
    case 'currency':
    case 'date':
    case 'datetime':
    case 'percent':
      return formatted(field, stored);
    default:
      return null;
  }
}

function shownValue(describe: SObjectDescribe, field: FieldDescribe, row: StoredRow): ShownValue {
  const stored = row[field.name] ?? null;
  if (isCompound(field)) return { displayValue: null, value: outputField(describe, field, row) };
  // Datetimes are stored as the UI API sends them, which differs from the REST API's `+0000`.
  const value = field.type === 'datetime' ? stored : outputField(describe, field, row);
  return { displayValue: displayValue(field, stored), value };
}

function shownParent(
  request: RestRequest,
  row: StoredRow | undefined,
  selection: FieldSelection,
): ShownValue {
  const id = String(row?.Id ?? '');
  const known = request.org.store.objectOf(id);
  const describe = known && (knownUiObject(request, known.name) ?? known);
  if (!row || !describe) return { displayValue: null, value: null };
  const name = nameFieldOf(describe);
  const fields = new Set(['Id', name, ...selection.fields]);
  return {
    displayValue: row[name] ?? null,
    value: uiRecord(request, describe, row, { ...selection, fields }),
  };
}

/** Fields by name, parents by the name of their relationship, all in the order of the alphabet. */
function shownFields(
  request: RestRequest,
  describe: SObjectDescribe,
  row: StoredRow,
  { fields, parents }: FieldSelection,
): Record<string, ShownValue> {
  const shown: [string, ShownValue][] = [];
  for (const field of describe.fields) {
    if (fields.has(field.name)) shown.push([field.name, shownValue(describe, field, row)]);
    const relationship = field.type === 'reference' ? field.relationshipName : null;
    const parent = relationship === null ? undefined : parents.get(relationship);
    if (relationship === null || !parent) continue;
    shown.push([relationship, shownParent(request, request.org.store.find(row[field.name]), parent)]);
  }
  return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A record as the UI API sends it.
 * @param row without an Id where the record is yet to be created
 * Source: User Interface API Developer Guide, "Record".
 */
export function uiRecord(
  request: RestRequest,
  describe: SObjectDescribe,
  row: StoredRow,
  selection: FieldSelection,
) {
  const recordType = row.RecordTypeId ?? null;
  return withETag({
    apiName: describe.name,
    childRelationships: {},
    fields: shownFields(request, describe, row, selection),
    id: row.Id ?? null,
    lastModifiedById: row.LastModifiedById ?? null,
    lastModifiedDate: row.LastModifiedDate ?? null,
    ...recordTypeOfRecord(describe, recordType === null ? null : String(recordType)),
    systemModstamp: row.SystemModstamp ?? null,
    weakEtag: Date.parse(String(row.SystemModstamp)) || 0,
  });
}
