/** A JSON object of any keys. */
type Json = Record<string, unknown>;

const id = /^[0-9a-z][a-zA-Z0-9]{14}[A-Z0-5]{3}$/;
const datetime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d{4})$/;
const date = /^\d{4}-\d\d-\d\d$/;

/** Texts with a form of their own count as types: ids, dates, and datetimes by how they write the zone. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'string') return typeof value;
  if (id.test(value)) return 'id';
  if (date.test(value)) return 'date';
  const zone = datetime.exec(value)?.[1];
  return zone === undefined ? 'string' : `datetime ${zone === 'Z' ? 'Z' : '+0000'}`;
}

const isObject = (value: unknown): value is Json => typeOf(value) === 'object';

/** What the objects hold under each key. Ids are data, so all keys that are ids are one. */
function valuesByKey(objects: readonly Json[]): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      const name = id.test(key) ? '{id}' : key;
      found.set(name, [...(found.get(name) ?? []), value]);
    }
  }
  return found;
}

/** A list of objects that each have a name of their own, by those names. */
function byName(list: readonly unknown[]): Json | undefined {
  const entries = list.flatMap((item) =>
    isObject(item) && typeof item.name === 'string' ? [[`[${item.name}]`, item] as const] : [],
  );
  const named = Object.fromEntries(entries);
  return Object.keys(named).length === list.length ? named : undefined;
}

function compareTypes(genuine: readonly unknown[], simulated: readonly unknown[], path: string): string[] {
  const [theirs, ours] = [genuine, simulated].map(
    (values) => new Set(values.map(typeOf).filter((type) => type !== 'null')),
  ) as [Set<string>, Set<string>];
  // A value that is never there says nothing of its type.
  if (theirs.size === 0) return [];
  const lacking = [...theirs].filter((type) => !ours.has(type));
  const foreign = [...ours].filter((type) => !theirs.has(type));
  if (lacking.length === 0 && foreign.length === 0) return [];
  const list = (types: Iterable<string>) => [...types].sort().join(' or ') || 'null';
  return [`${path}: ${list(ours)} instead of ${list(theirs)}`];
}

function compareObjects(genuine: readonly Json[], simulated: readonly Json[], path: string): string[] {
  const [theirs, ours] = [valuesByKey(genuine), valuesByKey(simulated)];
  const below = (key: string) => (path === '' || key.startsWith('[') ? path + key : `${path}.${key}`);
  const differences: string[] = [];
  for (const [key, values] of theirs) {
    const given = ours.get(key);
    if (!given) differences.push(`${below(key)}: missing`);
    else {
      const always = values.length >= genuine.length && given.length < simulated.length;
      if (always) differences.push(`${below(key)}: missing in some`);
      differences.push(...compareValues(values, given, below(key)));
    }
  }
  const added = [...ours.keys()].filter((key) => !theirs.has(key));
  return [...differences, ...added.map((key) => `${below(key)}: added`)];
}

function compareLists(
  genuine: readonly unknown[][],
  simulated: readonly unknown[][],
  path: string,
): string[] {
  const [theirs, ours] = [genuine.map(byName), simulated.map(byName)];
  if ([...theirs, ...ours].every((named) => named !== undefined)) {
    const isThere = (named: Json | undefined): named is Json => named !== undefined;
    return compareObjects(theirs.filter(isThere), ours.filter(isThere), path);
  }
  const [items, given] = [genuine.flat(), simulated.flat()];
  if (items.length === 0) return [];
  return given.length === 0 ? [`${path}[]: none`] : compareValues(items, given, `${path}[]`);
}

/** Compares all that stands at one place of the payloads, where a list or a map by ids holds several of a kind. */
function compareValues(genuine: readonly unknown[], simulated: readonly unknown[], path: string): string[] {
  const differences = compareTypes(genuine, simulated, path);
  const [theirObjects, ourObjects] = [genuine.filter(isObject), simulated.filter(isObject)];
  if (theirObjects.length > 0 && ourObjects.length > 0) {
    differences.push(...compareObjects(theirObjects, ourObjects, path));
  }
  const isList = (value: unknown): value is unknown[] => Array.isArray(value);
  const [theirLists, ourLists] = [genuine.filter(isList), simulated.filter(isList)];
  if (theirLists.length > 0 && ourLists.length > 0) {
    differences.push(...compareLists(theirLists, ourLists, path));
  }
  return differences;
}

/**
 * Where a simulated payload has other keys or other types of values than a genuine one, as `path: difference`:
 *
 * - `fields.Name.value: null instead of string`
 * - `fields.Sic: missing`, `fields.Code__c: added`, `records[].eTag: missing in some`
 * - `sections[]: none`, where a list has nothing to compare
 *
 * Items of a list are compared by their `name` (`fields[Email].length`) where all have one of their own, else all
 * with all (`values[].label`); so are maps by ids (`recordTypeInfos.{id}.name`). A null that only the genuine
 * payload has says nothing of a type; one that is all the simulated payload has is a difference.
 */
export function compareShape(genuine: unknown, simulated: unknown): string[] {
  return compareValues([genuine], [simulated], '');
}
