import type { FieldDescribe, RestError, SObjectDescribe } from '../../api/types.ts';
import { failure, RestFailure } from '../http/rest-failure.ts';
import { findField, notWritable } from '../schema/names.ts';
import { choicesFor, masterRecordTypeId } from '../schema/record-types.ts';
import { validationRules } from '../schema/validation-rules.ts';
import { normalizeId } from '../store/ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow, StoredValue } from '../store/types.ts';
import { settleAccountKind, settleContactAccount } from './account-kind.ts';
import { alignAddresses } from './align-addresses.ts';
import { checkValue } from './check-value.ts';
import { type DuplicateCheck, refuseMatches } from './duplicates.ts';
import { parentId, parentKey } from './parent-key.ts';
import { parseValue } from './parse-value.ts';

export interface Write {
  readonly describe: SObjectDescribe;
  /** Field name to JSON value, as the client sent it. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The body's text, to say where in it a value cannot be read. */
  readonly body: string;
  readonly userId: string;
  /** Undefined where no duplicate rule applies. */
  readonly duplicates?: DuplicateCheck | undefined;
}

type Given = [FieldDescribe, StoredValue][];

/** `{"Account": {"External_Id__c": "E1"}}`: the lookup and the id it is given. @throws RestFailure */
function parentOf(store: RecordStore, describe: SObjectDescribe, name: string, value: unknown) {
  if (typeof value !== 'object' || value === null) return undefined;
  const { attributes, ...keys } = value as Record<string, unknown> & { attributes?: { type?: string } };
  const [[keyName, keyValue] = ['', null], ...more] = Object.entries(keys);
  const found = parentKey(store, describe, name, keyName, attributes?.type);
  if (!found || more.length > 0) return undefined;
  return { field: found.lookup, id: parentId(store, found, keyValue) };
}

function writableFields(
  store: RecordStore,
  { describe, values, body }: Write,
  flag: 'createable' | 'updateable',
): Given {
  const given: Given = [];
  const refused: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (name.toLowerCase() === 'attributes') continue;
    const own = findField(describe, name);
    const parent = own ? undefined : parentOf(store, describe, name, value);
    const field = own ?? parent?.field;
    if (!field) {
      throw failure(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${describe.name}`);
    }
    if (field.type === 'id') {
      throw failure(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
    }
    if (!field[flag]) refused.push(field.name);
    else if (parent) given.push([field, parent.id]);
    else given.push([field, parseValue(field, value, body.indexOf(`"${name}"`) + name.length + 4)]);
  }
  if (refused.length === 0) return given;
  throw failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', notWritable(refused), refused);
}

/** The record type that a record will have. @param otherwise where none is given */
function recordTypeOf(given: Given, otherwise: StoredValue): string {
  const [, id = otherwise] = given.find(([{ name }]) => name === 'RecordTypeId') ?? [];
  return normalizeId(String(id)) ?? masterRecordTypeId;
}

function checkedValues(store: RecordStore, given: Given, recordTypeId: string): StoredRow {
  const errors: RestError[] = [];
  const row: StoredRow = {};
  for (const [field, value] of given) {
    const checked = checkValue(store, field, value, recordTypeId);
    if ('error' in checked) errors.push(checked.error);
    else row[field.name] = checked.value;
  }
  if (errors.length > 0) throw new RestFailure(400, errors);
  return row;
}

function requireFields(missing: readonly FieldDescribe[]): void {
  if (missing.length === 0) return;
  const names = missing.map((field) => field.name);
  const message = `Required fields are missing: [${names.join(', ')}]`;
  throw failure(400, 'REQUIRED_FIELD_MISSING', message, names);
}

const usernameTaken =
  "Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).";

function refuseDuplicates(
  store: RecordStore,
  describe: SObjectDescribe,
  values: StoredRow,
  id: string | null,
) {
  const { Username: username = null } = describe.name === 'User' ? values : {};
  const namesake = username === null ? undefined : store.findBy('User', 'Username', username);
  if (namesake && namesake.Id !== id) throw failure(400, 'DUPLICATE_USERNAME', usernameTaken, ['Username']);
  for (const field of describe.fields.filter((candidate) => candidate.unique)) {
    const value = values[field.name] ?? null;
    const others = value === null ? [] : store.findMatches(describe, field, value);
    const other = others.find((row) => row.Id !== id);
    if (!other) continue;
    throw failure(
      400,
      'DUPLICATE_VALUE',
      `duplicate value found: ${field.name} duplicates value on record with id: ${String(other.Id).slice(0, 15)}`,
      [],
    );
  }
}

/** No record stands above itself in a hierarchy of its object. */
function refuseCircles(store: RecordStore, describe: SObjectDescribe, values: StoredRow, id: StoredValue) {
  for (const { name, referenceTo } of describe.fields) {
    if (!(name in values) || !referenceTo.includes(describe.name)) continue;
    const passed = new Set<StoredValue>();
    for (let above = values[name] ?? null; above !== null; above = store.find(above)?.[name] ?? null) {
      if (above === id) {
        throw failure(400, 'CIRCULAR_DEPENDENCY', 'attempt to violate hierarchy constraints', [name]);
      }
      if (passed.has(above)) break;
      passed.add(above);
    }
  }
}

function applyRules(describe: SObjectDescribe, row: StoredRow): void {
  const errors = validationRules
    .filter((rule) => rule.objectName === describe.name && rule.broken(row))
    .map((rule) => ({
      message: rule.message,
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      fields: rule.field === undefined ? [] : [rule.field],
    }));
  if (errors.length > 0) throw new RestFailure(400, errors);
}

function defaultRecordType({ recordTypeInfos }: SObjectDescribe): string | null {
  const initial = recordTypeInfos.find((info) => info.defaultRecordTypeMapping && !info.master);
  return initial?.recordTypeId ?? null;
}

/** What a field of a record of that type holds unless a value is given for it. */
export function defaultValue(
  store: RecordStore,
  describe: SObjectDescribe,
  field: FieldDescribe,
  userId: string,
  recordTypeId: string,
): StoredValue {
  if (field.name === 'OwnerId') return userId;
  if (field.name === 'CurrencyIsoCode') return store.find(userId)?.DefaultCurrencyIsoCode ?? null;
  if (field.name === 'RecordTypeId') return defaultRecordType(describe);
  if (typeof field.defaultValue === 'boolean') return field.defaultValue ? 1 : 0;
  if (field.picklistValues.length === 0) return field.defaultValue;
  return choicesFor(recordTypeId, field).find((choice) => choice.defaultValue)?.value ?? null;
}

/** Creates a record and returns its id; changes nothing if the org's checks refuse it. @throws RestFailure */
export function createRecord(store: RecordStore, write: Write): string {
  const { describe, userId, duplicates } = write;
  if (!describe.createable) {
    const message = `entity type cannot be inserted: ${describe.label}`;
    if (!store.whole(describe).createable) throw failure(400, 'INVALID_TYPE_FOR_OPERATION', message);
    throw failure(403, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, []);
  }
  const given = writableFields(store, write, 'createable');
  const present = new Map(given.map(([field, value]) => [field.name, value]));
  requireFields(
    describe.fields.filter(
      (field) =>
        field.createable &&
        !field.nillable &&
        !field.defaultedOnCreate &&
        field.type !== 'boolean' &&
        (present.get(field.name) ?? null) === null,
    ),
  );
  const recordTypeId = recordTypeOf(given, defaultRecordType(describe));
  const values = checkedValues(store, given, recordTypeId);
  alignAddresses(describe, values);
  settleAccountKind(store.whole(describe), values);
  settleContactAccount(store, describe, values);
  const row: StoredRow = {};
  for (const field of store.whole(describe).fields) {
    const value = values[field.name] ?? null;
    const defaults = !(field.name in values) || (value === null && !field.nillable);
    row[field.name] = defaults ? defaultValue(store, describe, field, userId, recordTypeId) : value;
  }
  refuseDuplicates(store, describe, row, null);
  applyRules(describe, row);
  if (duplicates) refuseMatches(store, describe, row, Object.keys(row), duplicates);
  const columns = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return store.database.transaction(() => store.insert(describe, columns, userId));
}

/** Changes the given fields of a record; nothing at all if the org's checks refuse one. @throws RestFailure */
export function updateRecord(store: RecordStore, before: StoredRow, write: Write): void {
  const { describe, userId, duplicates } = write;
  if (!describe.updateable) {
    throw failure(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
  }
  const given = writableFields(store, write, 'updateable');
  requireFields(
    given
      .filter(([field, value]) => value === null && !field.nillable && field.type !== 'boolean')
      .map(([field]) => field),
  );
  const values = checkedValues(store, given, recordTypeOf(given, before.RecordTypeId ?? null));
  alignAddresses(describe, values, before);
  settleAccountKind(store.whole(describe), values, before);
  settleContactAccount(store, describe, values, before);
  refuseCircles(store, describe, values, before.Id ?? null);
  refuseDuplicates(store, describe, values, String(before.Id));
  const row = { ...before, ...values };
  applyRules(describe, row);
  if (duplicates) refuseMatches(store, describe, row, Object.keys(values), duplicates);
  store.database.transaction(() => store.update(describe, before, values, userId));
}
