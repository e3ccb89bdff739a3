import type { FieldDescribe } from '../../api/types.ts';
import {
  area,
  automatic,
  checkbox,
  date,
  datetime,
  decimal,
  defaulted,
  type FieldTraits,
  field,
  readOnly,
  reference,
  required,
  text,
} from './field.ts';
import { picklist } from './picklist.ts';
import { geocodeAccuracies, salutations } from './values.ts';

export const id = (label: string): FieldDescribe =>
  field('id', 'Id', label, { ...automatic, length: 18, idLookup: true });

export const isDeleted = (): FieldDescribe => checkbox('IsDeleted', 'Deleted', readOnly);

/** Id and deletion mark, with which every standard describe begins. */
export const identity = (label: string): FieldDescribe[] => [id(label), isDeleted()];

export const masterRecord = (objectName: string): FieldDescribe =>
  reference('MasterRecordId', 'Master Record ID', [objectName], 'MasterRecord', {
    ...readOnly,
    searchPrefilterable: false,
  });

const unmarked: FieldTraits = { searchPrefilterable: false, permissionable: false };

/** The owner: a user, or also a queue. New records belong to whoever creates them. */
export const owner = (label: string, targets: string[] = ['User']): FieldDescribe =>
  reference('OwnerId', label, targets, 'Owner', { ...required, ...defaulted, ...unmarked });

const byUser = (name: string, label: string, relationshipName: string): FieldDescribe =>
  reference(name, label, ['User'], relationshipName, { ...automatic, ...unmarked });

/** Who made and changed a record, and when. */
export const audit = (): FieldDescribe[] => [
  datetime('CreatedDate', 'Created Date', automatic),
  byUser('CreatedById', 'Created By ID', 'CreatedBy'),
  datetime('LastModifiedDate', 'Last Modified Date', automatic),
  byUser('LastModifiedById', 'Last Modified By ID', 'LastModifiedBy'),
  datetime('SystemModstamp', 'System Modstamp', automatic),
];

export const lastActivity = (): FieldDescribe => date('LastActivityDate', 'Last Activity', readOnly);

export const lastSeen = (): FieldDescribe[] => [
  datetime('LastViewedDate', 'Last Viewed Date', readOnly),
  datetime('LastReferencedDate', 'Last Referenced Date', readOnly),
];

export const recordTypeId = (): FieldDescribe =>
  reference('RecordTypeId', 'Record Type ID', ['RecordType'], 'RecordType', unmarked);

/** The key under which another system knows the record. */
export const externalId = (): FieldDescribe =>
  text('External_Id__c', 'External Id', 64, { externalId: true, idLookup: true, unique: true });

export const photoUrl = (): FieldDescribe =>
  field('url', 'PhotoUrl', 'Photo URL', { ...readOnly, length: 255, extraTypeInfo: 'imageurl' });

const namePart: FieldTraits = {
  compoundFieldName: 'Name',
  extraTypeInfo: 'personname',
  permissionable: false,
};

/** The parts of a person's name and the whole that a person reads, in the order of a describe. */
export const personName = (...more: FieldDescribe[]): FieldDescribe[] => [
  text('LastName', 'Last Name', 80, { ...namePart, ...required }),
  text('FirstName', 'First Name', 40, namePart),
  ...more,
  text('Name', 'Full Name', 121, {
    ...readOnly,
    nillable: false,
    extraTypeInfo: 'personname',
    nameField: true,
  }),
];

export const salutation = (): FieldDescribe => picklist('Salutation', 'Salutation', salutations, namePart);

/** An address: its seven parts and the compound. With an empty prefix the compound is called `Address`. */
export function address(prefix: string, traits: FieldTraits = {}): FieldDescribe[] {
  const part: FieldTraits = { compoundFieldName: `${prefix}Address`, ...traits };
  const label = (words: string): string => (prefix ? `${prefix} ${words}` : words);
  return [
    area(`${prefix}Street`, label('Street'), 255, part),
    text(`${prefix}City`, label('City'), 40, part),
    text(`${prefix}State`, label('State/Province'), 80, part),
    text(`${prefix}PostalCode`, label('Zip/Postal Code'), 20, part),
    text(`${prefix}Country`, label('Country'), 80, part),
    decimal('double', `${prefix}Latitude`, label('Latitude'), 18, 15, part),
    decimal('double', `${prefix}Longitude`, label('Longitude'), 18, 15, part),
    picklist(`${prefix}GeocodeAccuracy`, label('Geocode Accuracy'), geocodeAccuracies, {
      ...part,
      restrictedPicklist: true,
    }),
    field('address', `${prefix}Address`, label('Address'), { ...traits, ...computedAddress }),
  ];
}

/** An address field of a custom object: its parts end in `__s`, state and country are codes. */
export function customAddress(prefix: string, label: string): FieldDescribe[] {
  const part: FieldTraits = { compoundFieldName: `${prefix}__c` };
  const codes = { ...part, restrictedPicklist: true };
  return [
    area(`${prefix}__Street__s`, `${label} (Street)`, 255, part),
    text(`${prefix}__City__s`, `${label} (City)`, 40, part),
    text(`${prefix}__PostalCode__s`, `${label} (Zip/Postal Code)`, 20, part),
    picklist(
      `${prefix}__StateCode__s`,
      `${label} (State/Province)`,
      ['BY=Bavaria', 'IL=Illinois', 'ON=Ontario'],
      codes,
    ),
    picklist(
      `${prefix}__CountryCode__s`,
      `${label} (Country)`,
      ['CA=Canada', 'DE=Germany', 'US=United States'],
      codes,
    ),
    decimal('double', `${prefix}__Latitude__s`, `${label} (Latitude)`, 18, 15, part),
    decimal('double', `${prefix}__Longitude__s`, `${label} (Longitude)`, 18, 15, part),
    picklist(`${prefix}__GeocodeAccuracy__s`, `${label} (Geocode Accuracy)`, geocodeAccuracies, codes),
    field('address', `${prefix}__c`, label, computedAddress),
  ];
}

const computedAddress: FieldTraits = {
  createable: false,
  updateable: false,
  aggregatable: false,
  sortable: false,
  groupable: false,
  queryByDistance: true,
};
