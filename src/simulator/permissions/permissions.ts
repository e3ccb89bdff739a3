import { findField } from '../schema/names.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Schema } from '../store/types.ts';
import type { Profile } from './profile.ts';
import { seedProfiles } from './seed-profiles.ts';

/** @throws TypeError for an object or a field that a profile cannot speak of */
function check(schema: Schema, { objects = {}, fields = {} }: Profile): void {
  for (const name of Object.keys(objects)) {
    if (schema.get(name)?.name !== name) throw new TypeError(`The simulated org has no object "${name}".`);
  }
  for (const path of Object.keys(fields)) {
    const [objectName = '', fieldName = ''] = path.split('.');
    const describe = schema.get(objectName);
    const field = describe && findField(describe, fieldName);
    if (!field || path !== `${describe.name}.${field.name}`) {
      throw new TypeError(`The simulated org has no field "${path}".`);
    }
    const { compoundFieldName, name, permissionable } = field;
    const isPart = compoundFieldName !== null && compoundFieldName !== name;
    if (isPart || !permissionable) {
      throw new TypeError(`Field-level security does not apply to ${path}.`);
    }
  }
}

/** Who may see and do what. */
export class Permissions {
  readonly #profiles = new Map<string, Profile>(Object.entries(seedProfiles));

  /** The profile of a user; undefined for who may do everything. */
  profileOf(username: string): Profile | undefined {
    return this.#profiles.get(username.toLowerCase());
  }

  /** @throws TypeError where nobody has that name, or the profile speaks of what there is not */
  set(username: string, profile: Profile, store: RecordStore): void {
    if (!store.findBy('User', 'Username', username)) {
      throw new TypeError(`The simulated org has no user "${username}".`);
    }
    check(store.orgSchema, profile);
    this.#profiles.set(username.toLowerCase(), profile);
  }
}
