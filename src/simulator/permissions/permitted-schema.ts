import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import type { Schema } from '../store/types.ts';
import { fieldPermissions, type ObjectPermissions, objectPermissions, type Profile } from './profile.ts';

/** The field that field-level security names: a part of an address or location follows the whole. */
function securedName({ compoundFieldName, name }: FieldDescribe): string {
  return compoundFieldName ?? name;
}

/** The objects and fields that a profile shows of a schema, with what it lets people do with them. */
export function permittedSchema(whole: Schema, profile: Profile): Schema {
  const isReadable = (objectName: string) => objectPermissions(profile, objectName).allowRead;
  const permissionsOf = (objectName: string, field: FieldDescribe) =>
    fieldPermissions(profile, `${objectName}.${securedName(field)}`);

  function permittedField(
    objectName: string,
    field: FieldDescribe,
    { allowCreate, allowEdit }: ObjectPermissions,
  ): FieldDescribe[] {
    const { readable, editable } = permissionsOf(objectName, field);
    if (!readable) return [];
    const referenceTo = field.referenceTo.filter(isReadable);
    const pointsNowhere = field.type === 'reference' && referenceTo.length === 0;
    return [
      {
        ...field,
        createable: field.createable && editable && allowCreate,
        updateable: field.updateable && editable && allowEdit,
        referenceTo,
        ...(pointsNowhere ? { relationshipName: null } : {}),
      },
    ];
  }

  function showsRelationship(childName: string, fieldName: string): boolean {
    const field = whole.get(childName)?.fields.find(({ name }) => name === fieldName);
    return isReadable(childName) && field !== undefined && permissionsOf(childName, field).readable;
  }

  function permitted(describe: SObjectDescribe): SObjectDescribe {
    const permissions = objectPermissions(profile, describe.name);
    const { allowCreate, allowEdit, allowDelete } = permissions;
    return {
      ...describe,
      createable: describe.createable && allowCreate,
      updateable: describe.updateable && allowEdit,
      deletable: describe.deletable && allowDelete,
      undeletable: describe.undeletable && allowDelete,
      mergeable: describe.mergeable && allowDelete,
      childRelationships: describe.childRelationships.filter(({ childSObject, field }) =>
        showsRelationship(childSObject, field),
      ),
      fields: describe.fields.flatMap((field) => permittedField(describe.name, field, permissions)),
    };
  }

  const seen = new Map<string, SObjectDescribe>();
  return {
    names: () => whole.names().filter(isReadable),
    get: (name) => {
      const describe = whole.get(name);
      if (!describe || !isReadable(describe.name)) return undefined;
      const shown = seen.get(describe.name) ?? permitted(describe);
      seen.set(describe.name, shown);
      return shown;
    },
  };
}
