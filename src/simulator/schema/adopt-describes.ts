import type { ChildRelationship, SObjectDescribe } from '../../api/types.ts';
import type { EditableSchema } from '../store/types.ts';
import { completeDescribe } from './complete-describe.ts';
import { type GivenDescribe, readDescribe } from './given-describe.ts';

const describesOf = (schema: EditableSchema): SObjectDescribe[] =>
  schema.names().flatMap((name) => schema.get(name) ?? []);

/** Three characters that begin no other object's ids: those given, or some of a custom object. */
function freePrefix(schema: EditableSchema, wanted: string | null | undefined): string {
  const taken = new Set(describesOf(schema).map(({ keyPrefix }) => keyPrefix));
  if (wanted && !taken.has(wanted)) return wanted;
  for (let count = 0; ; count++) {
    const prefix = `a${count.toString(36).padStart(2, '0')}`;
    if (!taken.has(prefix)) return prefix;
  }
}

const placeOf = ({ childSObject, field }: ChildRelationship) => `${childSObject}.${field}`.toLowerCase();

/** The relationships that the lookups of the org's objects make under `parent`; what parents say of them wins. */
function relationshipsUnder(schema: EditableSchema, parent: SObjectDescribe): ChildRelationship[] {
  const known = new Map<string, ChildRelationship>();
  for (const relationship of parent.childRelationships) {
    const child = schema.get(relationship.childSObject);
    const isThere = !child || child.fields.some(({ name }) => name === relationship.field);
    if (isThere && !known.has(placeOf(relationship))) known.set(placeOf(relationship), relationship);
  }
  for (const { name: childSObject, fields } of describesOf(schema)) {
    for (const { name, referenceTo, cascadeDelete, restrictedDelete } of fields) {
      const relationship: ChildRelationship = {
        cascadeDelete,
        childSObject,
        deprecatedAndHidden: false,
        field: name,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: null,
        restrictedDelete,
      };
      if (referenceTo.includes(parent.name) && !known.has(placeOf(relationship))) {
        known.set(placeOf(relationship), relationship);
      }
    }
  }
  return [...known.values()];
}

/**
 * Adds given describes to a schema. The answer is the describes that are new or have changed.
 * @throws UnusableDescribe
 */
export function adoptDescribes(
  schema: EditableSchema,
  given: readonly GivenDescribe[],
  origin: string,
): SObjectDescribe[] {
  const before = new Map(describesOf(schema).map((describe) => [describe.name, JSON.stringify(describe)]));
  for (const one of given.map(readDescribe)) {
    const existing = schema.get(one.name);
    const keyPrefix = existing?.keyPrefix ?? freePrefix(schema, one.keyPrefix);
    schema.set(completeDescribe(one, existing, keyPrefix, origin));
  }
  for (const describe of describesOf(schema)) {
    describe.childRelationships = relationshipsUnder(schema, describe);
  }
  return describesOf(schema).filter((describe) => before.get(describe.name) !== JSON.stringify(describe));
}
