import type {
  ChildRelationship,
  FieldDescribe,
  PicklistValue,
  RecordTypeInfo,
  SObjectDescribe,
} from '../../api/types.ts';
import { ownColumns } from '../store/tables.ts';
import { field as defaultField, isFieldType } from './field.ts';

type GivenField = Partial<Omit<FieldDescribe, 'picklistValues'>> &
  Pick<FieldDescribe, 'name' | 'type'> & {
    readonly picklistValues?: readonly (Partial<PicklistValue> & Pick<PicklistValue, 'value'>)[];
  };

/**
 * An sObject describe as a real org gives it, of any version, or the part of one that differs from an object the
 * simulated org has. Whatever is missing takes the value that is usual.
 */
export interface GivenDescribe
  extends Partial<Omit<SObjectDescribe, 'fields' | 'childRelationships' | 'recordTypeInfos' | 'urls'>> {
  readonly name: string;
  readonly fields: readonly GivenField[];
  readonly childRelationships?: readonly (Partial<ChildRelationship> &
    Pick<ChildRelationship, 'childSObject' | 'field'>)[];
  readonly recordTypeInfos?: readonly (Partial<RecordTypeInfo> &
    Pick<RecordTypeInfo, 'name' | 'recordTypeId'>)[];
}

/** What is no sObject describe; the message says why. */
export class UnusableDescribe extends Error {
  override readonly name = 'UnusableDescribe';
}

type Json = Record<string, unknown>;

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

const isObject = (value: unknown): value is Json => kindOf(value) === 'object';

/** Refuses a value that is there and of none of the kinds; null stands for a value that is not there. */
function requireKind(owner: string, source: Json, key: string, ...kinds: string[]): void {
  const kind = kindOf(source[key] ?? null);
  if (kind === 'null' || kinds.includes(kind)) return;
  throw new UnusableDescribe(`${owner} has a ${kind} as "${key}", where a ${kinds.join(' or ')} belongs.`);
}

/** Entries of a list, each an object with text at the keys that it cannot do without. */
function requireList(owner: string, source: Json, key: string, ...keys: string[]): void {
  requireKind(owner, source, key, 'list');
  for (const entry of (source[key] ?? []) as unknown[]) {
    if (isObject(entry) && keys.every((name) => typeof entry[name] === 'string')) continue;
    const needed = keys.map((name) => `"${name}"`).join(' and ');
    throw new UnusableDescribe(`${owner} has an entry in "${key}" that is no object with ${needed}.`);
  }
}

function isBase64(text: string): boolean {
  try {
    atob(text);
    return true;
  } catch {
    return false;
  }
}

/** The choices of a picklist, whose labels and `validFor` can be read. */
function requireChoices(owner: string, field: Json): void {
  requireList(owner, field, 'picklistValues', 'value');
  for (const choice of (field.picklistValues ?? []) as Json[]) {
    const place = `The value ${choice.value} of ${owner}`;
    for (const key of ['active', 'defaultValue']) requireKind(place, choice, key, 'boolean');
    for (const key of ['label', 'validFor']) requireKind(place, choice, key, 'string');
    if (isBase64(String(choice.validFor ?? ''))) continue;
    throw new UnusableDescribe(`${place} has a "validFor" that is no base64.`);
  }
}

const fieldTemplate = Object.entries(defaultField('string', '', ''));

/** Numbers and texts are told by their defaults; a default of null stands for text here. */
function requireFieldKinds(owner: string, field: Json): void {
  for (const [key, usual] of fieldTemplate) {
    if (key === 'filteredLookupInfo' || key === 'picklistValues') continue;
    if (key === 'defaultValue') requireKind(owner, field, key, 'string', 'number', 'boolean');
    else if (key === 'relationshipOrder') requireKind(owner, field, key, 'number');
    else requireKind(owner, field, key, usual === null ? 'string' : kindOf(usual));
  }
  requireChoices(owner, field);
  const targets = (field.referenceTo ?? []) as unknown[];
  if (targets.every((target) => typeof target === 'string')) return;
  throw new UnusableDescribe(`${owner} has something else than names in "referenceTo".`);
}

/** Fields of every object, which the org knows by exactly these names. */
const ownNames = ['Id', ...Object.keys(ownColumns)];

function requireFields(objectName: string, fields: unknown): void {
  if (!Array.isArray(fields) || fields.length === 0) {
    throw new UnusableDescribe(`${objectName} has no "fields".`);
  }
  const names = new Set<string>();
  for (const [index, field] of fields.entries()) {
    const { name, type } = isObject(field) ? field : {};
    if (!isObject(field) || typeof name !== 'string' || !isName(name) || typeof type !== 'string') {
      throw new UnusableDescribe(`Field ${index + 1} of ${objectName} has no "name" and "type".`);
    }
    if (!isFieldType(type)) {
      throw new UnusableDescribe(`${objectName}.${name} has the type ${type}, which is none of a field.`);
    }
    const own = ownNames.find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ?? name;
    if (own !== name) throw new UnusableDescribe(`${objectName}.${name} has to be spelled ${own}.`);
    if (names.has(name.toLowerCase())) throw new UnusableDescribe(`${objectName} has two fields ${name}.`);
    names.add(name.toLowerCase());
    if ((name === 'Id') !== (type === 'id')) {
      throw new UnusableDescribe(`${objectName}.${name} has the type ${type}; Id alone is of type id.`);
    }
    requireFieldKinds(`${objectName}.${name}`, field);
  }
}

/** A describe with the Id takes the place of the whole object. */
function requireUsername(objectName: string, fields: readonly Json[]): void {
  const names = fields.map(({ name }) => name);
  if (objectName.toLowerCase() !== 'user' || !names.includes('Id') || names.includes('Username')) return;
  throw new UnusableDescribe(`${objectName} has no field Username, by which people sign in.`);
}

const isName = (text: string): boolean => /^[a-z]\w*$/i.test(text);

/**
 * A describe from parsed JSON, also where the `sf` command has put it into `{status, result}`.
 * @throws UnusableDescribe
 */
export function readDescribe(json: unknown): GivenDescribe {
  const source = isObject(json) && isObject(json.result) ? json.result : json;
  if (!isObject(source)) throw new UnusableDescribe('A describe is a JSON object.');
  if (Array.isArray(source.sobjects)) {
    throw new UnusableDescribe('This is a list of all objects. Save the describe of each object instead.');
  }
  const { name, keyPrefix } = source;
  if (typeof name !== 'string' || !isName(name)) throw new UnusableDescribe('It has no "name".');
  if (/^sqlite_/i.test(name)) {
    throw new UnusableDescribe(`${name} cannot be stored, since SQLite keeps names with sqlite_ for itself.`);
  }
  requireFields(name, source.fields);
  requireUsername(name, source.fields as Json[]);
  for (const key of ['label', 'labelPlural']) requireKind(name, source, key, 'string');
  for (const key of flags) requireKind(name, source, key, 'boolean');
  if ((keyPrefix ?? null) !== null && !/^[a-z0-9]{3}$/i.test(String(keyPrefix))) {
    throw new UnusableDescribe(`${name} has a "keyPrefix" that is not three letters or digits.`);
  }
  requireList(name, source, 'childRelationships', 'childSObject', 'field');
  requireList(name, source, 'recordTypeInfos', 'name', 'recordTypeId');
  requireList(name, source, 'supportedScopes', 'name', 'label');
  return source as unknown as GivenDescribe;
}

/** What an object's describe says of what can be done with it, where the simulated org goes by it. */
const flags = ['createable', 'deletable', 'layoutable', 'queryable', 'searchable', 'updateable'];
