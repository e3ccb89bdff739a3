/** What a profile lets people do with the records of an object. */
export interface ObjectPermissions {
  readonly allowCreate: boolean;
  readonly allowRead: boolean;
  readonly allowEdit: boolean;
  readonly allowDelete: boolean;
}

/** What a profile lets people do with a field. */
export interface FieldPermissions {
  readonly readable: boolean;
  readonly editable: boolean;
}

/**
 * What somebody may see and do, in the words of the Metadata API. Whatever a profile does not speak of is allowed.
 * Source: Metadata API Developer Guide, "Profile".
 */
export interface Profile {
  /** By API name of the object. Without `allowRead` nothing else is allowed either. */
  readonly objects?: Readonly<Record<string, Partial<ObjectPermissions>>>;
  /** By `Object.Field`. An address or location is named as a whole, its parts follow. */
  readonly fields?: Readonly<Record<string, Partial<FieldPermissions>>>;
}

export function objectPermissions({ objects = {} }: Profile, objectName: string): ObjectPermissions {
  const { allowRead = true, ...rest } = objects[objectName] ?? {};
  const { allowCreate = true, allowEdit = true, allowDelete = true } = rest;
  return {
    allowRead,
    allowCreate: allowRead && allowCreate,
    allowEdit: allowRead && allowEdit,
    allowDelete: allowRead && allowEdit && allowDelete,
  };
}

export function fieldPermissions({ fields = {} }: Profile, path: string): FieldPermissions {
  const { readable = true, editable = true } = fields[path] ?? {};
  return { readable, editable: readable && editable };
}
