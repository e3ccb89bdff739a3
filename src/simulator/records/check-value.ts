import type { FieldDescribe, RestError } from '../../api/types.ts';
import { choicesFor, masterRecordTypeId } from '../schema/record-types.ts';
import { normalizeId } from '../store/ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredValue } from '../store/types.ts';

type Checked = { value: StoredValue } | { error: RestError };

const refusal = (field: FieldDescribe, errorCode: string, words: string): Checked => ({
  error: { message: `${field.label}: ${words}`, errorCode, fields: [field.name] },
});

const emailShape =
  /^[^\s@<>()[\],;:"\\]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

const unseenReference: RestError = {
  message: 'insufficient access rights on cross-reference id',
  errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  fields: [],
};

function checkReference(store: RecordStore, field: FieldDescribe, value: string): Checked {
  const id = normalizeId(value);
  if (id === undefined) return refusal(field, 'MALFORMED_ID', `id value of incorrect type: ${value}`);
  // The master stands for no record type; there is no row of it.
  if (field.name === 'RecordTypeId' && id === masterRecordTypeId) return { value: null };
  const target = store.objectOf(id);
  if (target && !field.referenceTo.includes(target.name)) {
    return refusal(field, 'FIELD_INTEGRITY_EXCEPTION', `id value of incorrect type: ${value}`);
  }
  const { referenceTo } = field;
  const isElsewhere = referenceTo.length > 0 && !referenceTo.some((name) => store.orgSchema.get(name));
  const row = store.find(id);
  if (isElsewhere) return { value: id };
  if (row && row.IsDeleted === 0) return target ? { value: id } : { error: unseenReference };
  return {
    error: { message: 'invalid cross reference id', errorCode: 'INVALID_CROSS_REFERENCE_KEY', fields: [] },
  };
}

/** How a state or a country that an org with picklists of them does not have is refused. */
function unavailableCode(field: FieldDescribe, kind: string, entry: string): RestError {
  const what = kind === 'Country' ? 'country/territory' : 'state';
  const message = `The ${field.name} field contains ${entry}, which isn't an available ${what}. Your administrator can add it for you.`;
  return { message, errorCode: 'FIELD_INTEGRITY_EXCEPTION', fields: [field.name] };
}

/** Finds values without regard to case and keeps each once, as the picklist spells it. */
function checkChoices(field: FieldDescribe, value: string, recordTypeId: string): Checked {
  const offered = choicesFor(field.restrictedPicklist ? recordTypeId : masterRecordTypeId, field);
  const entries = field.type === 'multipicklist' ? value.split(';').map((entry) => entry.trim()) : [value];
  const kept = new Set<string>();
  for (const entry of entries.filter((given) => given !== '')) {
    const known = offered.find((choice) => choice.value.toLowerCase() === entry.toLowerCase());
    if (!known && field.restrictedPicklist) {
      const kind = /(Country|State)Code(__s)?$/.exec(field.name)?.[1];
      if (kind && field.compoundFieldName !== null) return { error: unavailableCode(field, kind, entry) };
      return refusal(
        field,
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `bad value for restricted picklist field: ${entry}`,
      );
    }
    kept.add(known?.value ?? entry);
  }
  return kept.size === 0 ? { value: null } : checkLength(field, [...kept].join(';'));
}

function checkLength(field: FieldDescribe, value: string): Checked {
  if (field.length === 0 || value.length <= field.length) return { value };
  return refusal(field, 'STRING_TOO_LONG', `data value too large: ${value} (max length=${field.length})`);
}

function checkNumber(field: FieldDescribe, value: number): Checked {
  const digits = field.type === 'int' || field.type === 'long' ? field.digits : field.precision - field.scale;
  const size = Math.abs(value);
  const beyondEarth =
    (/Latitude(__s)?$/.test(field.name) && size > 90) || (/Longitude(__s)?$/.test(field.name) && size > 180);
  if (size < 10 ** digits && !beyondEarth) return { value };
  return refusal(
    field,
    'NUMBER_OUTSIDE_VALID_RANGE',
    `value outside of valid range on numeric field: ${value}`,
  );
}

/**
 * Checks a parsed value against what the field accepts; the accepted value may be spelled canonically.
 * @param recordTypeId of the record, which narrows restricted picklists
 */
export function checkValue(
  store: RecordStore,
  field: FieldDescribe,
  value: StoredValue,
  recordTypeId: string,
): Checked {
  if (value === null) {
    if (field.type !== 'boolean') return { value };
    return refusal(field, 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'value not of required type: null');
  }
  if (typeof value === 'number') return field.type === 'boolean' ? { value } : checkNumber(field, value);
  switch (field.type) {
    case 'reference':
      return checkReference(store, field, value);
    case 'picklist':
    case 'multipicklist':
      return checkChoices(field, value, recordTypeId);
    case 'email':
      if (!emailShape.test(value)) {
        return refusal(field, 'INVALID_EMAIL_ADDRESS', `invalid email address: ${value}`);
      }
      return checkLength(field, value.toLowerCase());
    default:
      return checkLength(field, value);
  }
}
