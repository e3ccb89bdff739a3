import type { FieldDescribe, PicklistValue, RecordTypeInfo } from '../../api/types.ts';
import { makeId } from '../store/ids.ts';

/** The record type of objects that have no other; the id is the same in every org. */
export const masterRecordTypeId = '012000000000000AAA';

/** A record type an administrator has set up; the first of an object is what new records get. */
export interface RecordType {
  readonly id: string;
  readonly objectName: string;
  readonly developerName: string;
  readonly name: string;
  /** Picklists it narrows, with the values that remain. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

const definitions: readonly Omit<RecordType, 'id'>[] = [
  {
    objectName: 'Showcase__c',
    developerName: 'Permanent',
    name: 'Permanent',
    choices: { Colour__c: ['Red', 'Green'], Region__c: ['Americas', 'Europe'] },
  },
  {
    objectName: 'Showcase__c',
    developerName: 'Travelling',
    name: 'Travelling',
    choices: { Status__c: ['In_Review', 'Approved'], Channels__c: ['Email', 'Phone'] },
  },
];

/** Their ids are those that the rows of `RecordType` get, stored in this order. */
export const recordTypes: readonly RecordType[] = definitions.map((definition, index) => ({
  id: makeId('012', index + 1),
  ...definition,
}));

/** An object's record types, the master last. @param layoutsUrl below which each has its layout */
export function recordTypeInfos(
  objectName: string,
  more: readonly RecordType[],
  layoutsUrl: string,
): RecordTypeInfo[] {
  const own = [...recordTypes.filter((recordType) => recordType.objectName === objectName), ...more];
  const master = { id: masterRecordTypeId, developerName: 'Master', name: 'Master' };
  return [...own, master].map(({ id, developerName, name }, index) => ({
    active: true,
    available: true,
    defaultRecordTypeMapping: index === 0,
    developerName,
    master: id === masterRecordTypeId,
    name,
    recordTypeId: id,
    urls: { layout: `${layoutsUrl}/${id}` },
  }));
}

/** The values a field offers for a record type, inactive ones left out. */
export function choicesFor(recordTypeId: string, field: FieldDescribe): PicklistValue[] {
  const kept = recordTypes.find(({ id }) => id === recordTypeId)?.choices[field.name];
  return field.picklistValues.filter(({ active, value }) => active && (kept?.includes(value) ?? true));
}
