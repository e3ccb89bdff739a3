import type { FieldDescribe, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import { findField, findLookup, noSuchColumn } from '../../schema/names.ts';
import type { RestRequest } from '../request.ts';
import { knownUiObject } from './ui-request.ts';

/** The fields of a record that are wanted, and those of the records it points to, by relationship name. */
export interface FieldSelection {
  readonly fields: Set<string>;
  /** Those among them that are for programs, so that they come without what people see of them. */
  readonly bare: Set<string>;
  readonly parents: Map<string, FieldSelection>;
}

export function emptySelection(): FieldSelection {
  return { fields: new Set(), bare: new Set(), parents: new Map() };
}

const mostParents = 5;

/** The selection of the record behind a lookup; with it always comes the id that it is found by. */
export function parentSelection(selection: FieldSelection, lookup: FieldDescribe): FieldSelection {
  const name = lookup.relationshipName ?? lookup.name;
  const known = selection.parents.get(name) ?? emptySelection();
  selection.fields.add(lookup.name);
  selection.parents.set(name, known);
  return known;
}

/** The objects a lookup may point to, those that the UI API does not support among them. */
function targetsOf(request: RestRequest, { referenceTo }: FieldDescribe): SObjectDescribe[] {
  const { schema } = request.org.store;
  return referenceTo.flatMap((name) => knownUiObject(request, name) ?? schema.get(name) ?? []);
}

/** Adds `Account.Name` to what is selected of a contact; false where there is no such field. */
function add(
  request: RestRequest,
  describe: SObjectDescribe,
  selection: FieldSelection,
  path: readonly string[],
): boolean {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    const field = findField(describe, first);
    if (field) selection.fields.add(field.name);
    return field !== undefined;
  }
  const lookup = findLookup(describe, first);
  if (lookup?.type !== 'reference' || rest.length > mostParents) return false;
  // A selection is changed only once the whole path is known to exist.
  const targets = targetsOf(request, lookup).filter((target) => add(request, target, emptySelection(), rest));
  for (const target of targets) add(request, target, parentSelection(selection, lookup), rest);
  return targets.length > 0;
}

/**
 * Selects fields that are qualified by their object, as `Contact.Account.Name`; those of other objects are meant
 * for other records.
 * @param required whether a field that there is none of is an error
 * @throws RestFailure
 */
export function selectFields(
  request: RestRequest,
  describe: SObjectDescribe,
  selection: FieldSelection,
  names: readonly string[],
  required: boolean,
): void {
  for (const name of names) {
    const [objectName = '', ...path] = name.split('.');
    if (path.length > 0 && objectName.toLowerCase() !== describe.name.toLowerCase()) continue;
    if (path.length > 0 && add(request, describe, selection, path)) continue;
    if (!required) continue;
    throw failure(400, 'INVALID_FIELD', noSuchColumn(path.join('.') || name, describe.name));
  }
}
