import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';
import { makeId } from '../store/ids.ts';
import { recordTypeId, salutation } from './common-fields.ts';
import { checkbox, type FieldTraits, readOnly, reference, text } from './field.ts';
import { findField } from './names.ts';
import { type RecordType, recordTypes } from './record-types.ts';
import type { SObjectDefinition } from './s-object.ts';

/** The kinds of account; the first is what new ones are where nothing says otherwise. */
export const accountRecordTypes: readonly RecordType[] = [
  { developerName: 'Business_Account', name: 'Business Account' },
  { developerName: 'PersonAccount', name: 'Person Account' },
].map((names, index) => ({
  ...names,
  id: makeId('012', recordTypes.length + index + 1),
  objectName: 'Account',
  choices: {},
}));

export const [businessAccountId, personAccountId] = accountRecordTypes.map(({ id }) => id) as [
  string,
  string,
];

/** Fields of a contact that a person account has too, as `PersonEmail` and so on, with what differs. */
const personFields: Readonly<Record<string, FieldTraits>> = {
  MobilePhone: { label: 'Mobile' },
  HomePhone: {},
  OtherPhone: {},
  AssistantPhone: {},
  Email: {},
  Title: { length: 80, byteLength: 240 },
  Department: {},
  AssistantName: { label: 'Assistant' },
  LeadSource: {},
  Birthdate: {},
  LastCURequestDate: {},
  LastCUUpdateDate: {},
  EmailBouncedReason: {},
  EmailBouncedDate: {},
};

const nameParts = ['LastName', 'FirstName', 'Salutation'] as const;

/** Fields that a person account and its contact have under the same name. */
const sharedFields: readonly string[] = [...nameParts, 'Phone', 'Fax', 'OwnerId'];

const namePart: FieldTraits = {
  compoundFieldName: 'Name',
  extraTypeInfo: 'switchablepersonname',
  permissionable: false,
};

const isAddressPart = (name: string): boolean => /^(Mailing|Other)(?!Phone)/.test(name);

function personField(field: FieldDescribe): FieldDescribe[] {
  const { name, compoundFieldName } = field;
  if (!(name in personFields) && !isAddressPart(name)) return [];
  return [
    {
      ...field,
      name: `Person${name}`,
      compoundFieldName: compoundFieldName && `Person${compoundFieldName}`,
      // Only a contact is looked up by its address.
      idLookup: false,
      ...personFields[name],
    },
  ];
}

function accountFields(fields: readonly FieldDescribe[], contact: readonly FieldDescribe[]): FieldDescribe[] {
  const parts = [
    text('LastName', 'Last Name', 80, namePart),
    text('FirstName', 'First Name', 40, namePart),
    { ...salutation(), ...namePart },
  ];
  const named = fields.flatMap((field) => {
    if (field.name === 'Name') return [{ ...field, nillable: true }, ...parts];
    return field.name === 'ParentId' ? [recordTypeId(), field] : [field];
  });
  return [
    ...named,
    reference('PersonContactId', 'Contact ID', ['Contact'], 'PersonContact', readOnly),
    checkbox('IsPersonAccount', 'Is Person Account', readOnly),
    ...contact.flatMap(personField),
  ];
}

function recordTypeFields(fields: readonly FieldDescribe[]): FieldDescribe[] {
  const choice = { active: true, defaultValue: false, label: 'Account', validFor: null, value: 'Account' };
  const typed = fields.map((field) =>
    field.name === 'SobjectType' ? { ...field, picklistValues: [choice, ...field.picklistValues] } : field,
  );
  return [...typed, checkbox('IsPersonType', 'Is Person Type', readOnly)];
}

/** The definitions of an org whose accounts may be people. Source: SOAP API Developer Guide, "Person Account Record Types". */
export function withPersonAccounts(definitions: readonly SObjectDefinition[]): SObjectDefinition[] {
  const contact = definitions.find(({ name }) => name === 'Contact')?.fields ?? [];
  return definitions.map((definition) => {
    const { name, fields } = definition;
    switch (name) {
      case 'Account':
        return { ...definition, fields: accountFields(fields, contact), recordTypes: accountRecordTypes };
      case 'Contact':
        return {
          ...definition,
          fields: [...fields, checkbox('IsPersonAccount', 'Is Person Account', readOnly)],
        };
      case 'RecordType':
        return { ...definition, fields: recordTypeFields(fields) };
      default:
        return definition;
    }
  });
}

/** Whether accounts of the org may be people. */
export function hasPersonAccounts(account: SObjectDescribe | undefined): boolean {
  return account?.name === 'Account' && findField(account, 'IsPersonAccount') !== undefined;
}

/** Whether only accounts that are people have a field. */
export function isOfPersons(name: string): boolean {
  return /^Person[A-Z]/.test(name) || nameParts.some((part) => part === name);
}

/** The names under which a person account and its contact hold the same: the account's, then the contact's. */
export function sharedNames(account: SObjectDescribe): (readonly [string, string])[] {
  const own = account.fields.filter(
    ({ name, type }) => /^Person(?!ContactId)/.test(name) && type !== 'address',
  );
  return [
    ...sharedFields.map((name) => [name, name] as const),
    ...own.map(({ name }) => [name, name.replace(/^Person/, '')] as const),
  ];
}

/** An account's describe as the layout of a record type takes it: what the one kind requires, the other does not have. */
export function ofAccountKind(describe: SObjectDescribe, recordType: string): SObjectDescribe {
  if (!hasPersonAccounts(describe)) return describe;
  const required = recordType === personAccountId ? 'LastName' : 'Name';
  const fields = describe.fields
    .filter(({ name }) => recordType === personAccountId || !isOfPersons(name))
    .map((field) => (field.name === required ? { ...field, nillable: false } : field));
  return { ...describe, fields };
}
