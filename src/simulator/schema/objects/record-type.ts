import { audit, id } from '../common-fields.ts';
import { checkbox, required, text } from '../field.ts';
import { picklist } from '../picklist.ts';
import { recordTypes } from '../record-types.ts';
import type { SObjectDefinition } from '../s-object.ts';

export const recordType = (): SObjectDefinition => ({
  name: 'RecordType',
  label: 'Record Type',
  labelPlural: 'Record Types',
  keyPrefix: '012',
  createable: false,
  updateable: false,
  deletable: false,
  undeletable: false,
  feedEnabled: false,
  layoutable: false,
  searchable: false,
  triggerable: false,
  mruEnabled: false,
  replicateable: false,
  fields: [
    id('Record Type ID'),
    text('Name', 'Name', 80, { ...required, nameField: true }),
    text('DeveloperName', 'Record Type Name', 80, required),
    text('Description', 'Description', 255),
    picklist(
      'SobjectType',
      'SObject Type Name',
      [...new Set(recordTypes.map(({ objectName }) => objectName))],
      { ...required, updateable: false, restrictedPicklist: true },
    ),
    checkbox('IsActive', 'Active', { defaultValue: true }),
    ...audit(),
  ],
});
