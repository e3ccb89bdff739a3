import { audit, id } from '../common-fields.ts';
import { checkbox, email, required, text } from '../field.ts';
import { picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';

/** Queues, which can own leads, cases and tasks in a user's stead. */
export const group = (): SObjectDefinition => ({
  name: 'Group',
  label: 'Group',
  labelPlural: 'Group',
  keyPrefix: '00G',
  feedEnabled: false,
  layoutable: false,
  searchable: false,
  triggerable: false,
  undeletable: false,
  mruEnabled: false,
  scopes: { everything: 'All groups' },
  fields: [
    id('Group ID'),
    text('Name', 'Name', 40, { ...required, nameField: true }),
    text('DeveloperName', 'Developer Name', 80, { permissionable: false }),
    picklist('Type', 'Type', ['Regular', 'Role', 'Queue'], {
      ...required,
      updateable: false,
      restrictedPicklist: true,
    }),
    email('Email', 'Email', { length: 255, permissionable: false }),
    checkbox('DoesSendEmailToMembers', 'Send Email to Members', { permissionable: false }),
    ...audit(),
  ],
});
