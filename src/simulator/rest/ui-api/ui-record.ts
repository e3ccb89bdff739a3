import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { formatted, labelled } from '../../soql/format.ts';
import { type Viewer, viewerOf } from '../../soql/viewer.ts';
import { isCompound, outputField } from '../../store/output.ts';
import type { StoredRow, StoredValue } from '../../store/types.ts';
import type { RestRequest } from '../request.ts';
import { nameFieldOf } from './field-info.ts';
import type { FieldSelection } from './field-selection.ts';
import { recordTypeOfRecord } from './object-info.ts';
import { knownUiObject, withETag } from './ui-request.ts';

export interface ShownValue {
  readonly displayValue: StoredValue;
  readonly value: unknown;
}

/** What the viewer sees of a value where it differs from what is stored. */
function displayValue(field: FieldDescribe, row: StoredRow, viewer: Viewer): StoredValue {
  const stored = row[field.name] ?? null;
  switch (field.type) {
    case 'picklist':
    case 'multipicklist':
      return labelled(field, stored);
    case 'currency':
    case 'date':
    case 'datetime':
    case 'percent':
      return formatted(field, stored, viewer, row.CurrencyIsoCode);
    default:
      return null;
  }
}

/** @param viewer without one it is shown to nobody */
function shownValue(
  describe: SObjectDescribe,
  field: FieldDescribe,
  row: StoredRow,
  viewer: Viewer | undefined,
): ShownValue {
  const stored = row[field.name] ?? null;
  if (isCompound(field)) return { displayValue: null, value: outputField(describe, field, row) };
  // Datetimes are stored as the UI API sends them, which differs from the REST API's `+0000`.
  const value = field.type === 'datetime' ? stored : outputField(describe, field, row);
  return { displayValue: viewer ? displayValue(field, row, viewer) : null, value };
}

const nothing: ShownValue = { displayValue: null, value: null };

/** Shows the records of one answer; a parent that several of them have is made once. */
class RecordView {
  readonly #request: RestRequest;
  readonly #viewer: Viewer;
  readonly #parents = new Map<FieldSelection, Map<string, ShownValue>>();

  constructor(request: RestRequest) {
    this.#request = request;
    const { database, schema } = request.org.store;
    this.#viewer = viewerOf(database, schema, request.caller.userId);
  }

  record(
    describe: SObjectDescribe,
    row: StoredRow,
    selection: FieldSelection,
    childRelationships: Readonly<Record<string, unknown>> = {},
  ) {
    const recordType = row.RecordTypeId ?? null;
    return withETag({
      apiName: describe.name,
      childRelationships,
      fields: this.#fields(describe, row, selection),
      id: row.Id ?? null,
      lastModifiedById: row.LastModifiedById ?? null,
      lastModifiedDate: row.LastModifiedDate ?? null,
      ...recordTypeOfRecord(describe, recordType === null ? null : String(recordType)),
      systemModstamp: row.SystemModstamp ?? null,
      weakEtag: Date.parse(String(row.SystemModstamp)) || 0,
    });
  }

  /** Fields by name, parents by the name of their relationship, all in the order of the alphabet. */
  #fields(describe: SObjectDescribe, row: StoredRow, selection: FieldSelection): Record<string, ShownValue> {
    const { fields, bare, parents } = selection;
    const shown: [string, ShownValue][] = [];
    for (const field of describe.fields) {
      const { name, relationshipName, type } = field;
      const viewer = bare.has(name) ? undefined : this.#viewer;
      if (fields.has(name)) shown.push([name, shownValue(describe, field, row, viewer)]);
      const parent = parents.get(relationshipName ?? '');
      if (type !== 'reference' || relationshipName === null || !parent) continue;
      shown.push([relationshipName, this.#parent(row[name] ?? null, parent)]);
    }
    return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #parent(id: StoredValue, selection: FieldSelection): ShownValue {
    if (id === null) return nothing;
    const made = this.#parents.get(selection) ?? new Map<string, ShownValue>();
    this.#parents.set(selection, made);
    const shown = made.get(String(id)) ?? this.#makeParent(String(id), selection);
    made.set(String(id), shown);
    return shown;
  }

  #makeParent(id: string, selection: FieldSelection): ShownValue {
    const { store } = this.#request.org;
    const row = store.find(id);
    const known = store.objectOf(id);
    const describe = known && (knownUiObject(this.#request, known.name) ?? known);
    if (!row || !describe) return nothing;
    const name = nameFieldOf(describe);
    const fields = new Set(['Id', name, ...selection.fields]);
    return { displayValue: row[name] ?? null, value: this.record(describe, row, { ...selection, fields }) };
  }
}

/**
 * Records as the UI API sends them.
 * @param rows without an Id where a record is yet to be created
 * Source: User Interface API Developer Guide, "Record".
 */
export function uiRecords(
  request: RestRequest,
  describe: SObjectDescribe,
  rows: readonly StoredRow[],
  selection: FieldSelection,
) {
  const view = new RecordView(request);
  return rows.map((row) => view.record(describe, row, selection));
}

/** One record, as `uiRecords` shows several. @param children pages of them by relationship name */
export function uiRecord(
  request: RestRequest,
  describe: SObjectDescribe,
  row: StoredRow,
  selection: FieldSelection,
  children?: Readonly<Record<string, unknown>>,
) {
  return new RecordView(request).record(describe, row, selection, children);
}
