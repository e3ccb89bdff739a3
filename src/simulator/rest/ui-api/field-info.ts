import type { FieldDescribe, FieldType, SObjectDescribe } from '../../../api/types.ts';
import type { Schema } from '../../store/types.ts';

const dataTypes: Readonly<Record<FieldType, string>> = {
  id: 'String',
  boolean: 'Boolean',
  reference: 'Reference',
  string: 'String',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  combobox: 'ComboBox',
  textarea: 'TextArea',
  double: 'Double',
  int: 'Int',
  long: 'Long',
  percent: 'Percent',
  currency: 'Currency',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  address: 'Address',
  location: 'Location',
  encryptedstring: 'EncryptedString',
  base64: 'Base64',
  anyType: 'AnyType',
  complexvalue: 'ComplexValue',
};

const extraTypes: Readonly<Record<string, string>> = {
  imageurl: 'ImageUrl',
  personname: 'PersonName',
  plaintextarea: 'PlainTextArea',
  richtextarea: 'RichTextArea',
  switchablepersonname: 'SwitchablePersonName',
};

/** The field that names records of an object: `Name`, `CaseNumber`, `Subject`. */
export function nameFieldOf({ fields }: SObjectDescribe): string {
  return fields.find((field) => field.nameField)?.name ?? 'Id';
}

/** The fields that tell records of an object apart: `FirstName, LastName, Name`. */
export function nameFieldsOf({ fields }: SObjectDescribe): string[] {
  const isPart = ({ name, compoundFieldName }: FieldDescribe) =>
    compoundFieldName === 'Name' && (name === 'FirstName' || name === 'LastName');
  return fields
    .filter((field) => field.nameField || isPart(field))
    .map(({ name }) => name)
    .sort();
}

/** What a part is called within its compound: `City` in `BillingAddress` and `Venue__c`, `LastName` in `Name`. */
function componentName({ fields }: SObjectDescribe, part: FieldDescribe): string | null {
  const { compoundFieldName, name } = part;
  if (compoundFieldName === null || compoundFieldName === name) return null;
  const compound = fields.find((field) => field.name === compoundFieldName);
  if (compound?.type !== 'address' && compound?.type !== 'location') return name;
  return name.slice(compoundFieldName.replace(/Address$|c$/, '').length).replace(/__s$/, '');
}

function isCompound({ fields }: SObjectDescribe, { name }: FieldDescribe): boolean {
  return fields.some(({ compoundFieldName }) => compoundFieldName === name);
}

/** The fields a choice depends on, the nearest first. */
export function controllingFields({ fields }: SObjectDescribe, field: FieldDescribe): string[] {
  const chain: string[] = [];
  let name = field.controllerName;
  while (name !== null && !chain.includes(name)) {
    chain.push(name);
    name = fields.find((candidate) => candidate.name === name)?.controllerName ?? null;
  }
  return chain;
}

/** A field as an object's metadata in the UI API shows it. */
export function fieldInfo(schema: Schema, describe: SObjectDescribe, field: FieldDescribe) {
  return {
    apiName: field.name,
    calculated: field.calculated,
    compound: isCompound(describe, field),
    compoundComponentName: componentName(describe, field),
    compoundFieldName: field.compoundFieldName,
    controllerName: field.controllerName,
    controllingFields: controllingFields(describe, field),
    createable: field.createable,
    custom: field.custom,
    dataType: dataTypes[field.type],
    extraTypeInfo: extraTypes[field.extraTypeInfo ?? ''] ?? null,
    filterable: field.filterable,
    filteredLookupInfo: field.filteredLookupInfo,
    highScaleNumber: field.highScaleNumber,
    htmlFormatted: field.htmlFormatted,
    inlineHelpText: field.inlineHelpText,
    label: field.label,
    length: field.length,
    nameField: field.nameField,
    polymorphicForeignKey: field.polymorphicForeignKey,
    precision: field.precision,
    reference: field.type === 'reference',
    referenceTargetField: field.referenceTargetField,
    referenceToInfos: field.referenceTo.map((name) => {
      const target = schema.get(name);
      return { apiName: name, nameFields: target ? nameFieldsOf(target) : [] };
    }),
    relationshipName: field.relationshipName,
    required: !field.nillable,
    scale: field.scale,
    searchPrefilterable: field.searchPrefilterable,
    sortable: field.sortable,
    unique: field.unique,
    updateable: field.updateable,
  };
}
