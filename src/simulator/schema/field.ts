import type { FieldDescribe, FieldType } from '../../api/types.ts';

/** What a definition says beyond the defaults of its type. */
export type FieldTraits = Partial<FieldDescribe>;

export const readOnly: FieldTraits = { createable: false, updateable: false, permissionable: false };
export const required: FieldTraits = { nillable: false, permissionable: false };
export const defaulted: FieldTraits = { defaultedOnCreate: true };
export const automatic: FieldTraits = { ...readOnly, nillable: false, defaultedOnCreate: true };
/** Long texts can be read and written but neither filtered, sorted nor grouped. */
const unfiltered: FieldTraits = { filterable: false, sortable: false, groupable: false };

const soapTypes: Readonly<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  address: 'urn:address',
  location: 'urn:location',
  base64: 'xsd:base64Binary',
  string: 'xsd:string',
  picklist: 'xsd:string',
  multipicklist: 'xsd:string',
  combobox: 'xsd:string',
  textarea: 'xsd:string',
  long: 'xsd:string',
  email: 'xsd:string',
  phone: 'xsd:string',
  url: 'xsd:string',
  encryptedstring: 'xsd:string',
  anyType: 'xsd:string',
  complexvalue: 'xsd:string',
};

/** Whether fields can be of that type. */
export const isFieldType = (type: string): type is FieldType => Object.hasOwn(soapTypes, type);

/** A full field describe: an editable, optional field of the type, changed by `traits`. */
export function field(type: FieldType, name: string, label: string, traits: FieldTraits = {}): FieldDescribe {
  const length = traits.length ?? 0;
  const custom = name.endsWith('__c') || name.endsWith('__s');
  return {
    aggregatable: true,
    aiPredictionField: false,
    autoNumber: false,
    byteLength: soapTypes[type] === 'xsd:string' ? length * 3 : length,
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: false,
    caseSensitive: false,
    compoundFieldName: null,
    controllerName: null,
    createable: true,
    custom,
    defaultValue: null,
    defaultValueFormula: null,
    defaultedOnCreate: false,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: false,
    extraTypeInfo: null,
    filterable: true,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: true,
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: false,
    inlineHelpText: null,
    label,
    length,
    mask: null,
    maskType: null,
    name,
    nameField: false,
    namePointing: false,
    nillable: true,
    permissionable: true,
    picklistValues: [],
    polymorphicForeignKey: false,
    precision: 0,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: [],
    relationshipName: null,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: false,
    scale: 0,
    searchPrefilterable: false,
    soapType: soapTypes[type],
    sortable: true,
    type,
    unique: false,
    updateable: true,
    writeRequiresMasterRead: false,
    ...traits,
  };
}

export const text = (name: string, label: string, length: number, traits?: FieldTraits) =>
  field('string', name, label, { length, ...traits });

export const phone = (name: string, label: string, traits?: FieldTraits) =>
  field('phone', name, label, { length: 40, ...traits });

export const email = (name: string, label: string, traits?: FieldTraits) =>
  field('email', name, label, { length: 80, ...traits });

export const url = (name: string, label: string, traits?: FieldTraits) =>
  field('url', name, label, { length: 255, ...traits });

/** A text of several lines; beyond 255 characters it is a long text area. */
export const area = (name: string, label: string, length: number, traits?: FieldTraits) =>
  field('textarea', name, label, {
    length,
    extraTypeInfo: 'plaintextarea',
    ...(length > 255 ? { ...unfiltered, aggregatable: false } : {}),
    ...traits,
  });

export const checkbox = (name: string, label: string, traits?: FieldTraits) =>
  field('boolean', name, label, {
    aggregatable: false,
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: false,
    ...traits,
  });

/** `int`: a whole number of at most `digits` digits. */
export const whole = (name: string, label: string, digits: number, traits?: FieldTraits) =>
  field('int', name, label, { digits, ...traits });

/** `double`, `currency` or `percent` with `precision` digits in all, `scale` of them behind the point. */
export const decimal = (
  type: 'double' | 'currency' | 'percent',
  name: string,
  label: string,
  precision: number,
  scale: number,
  traits?: FieldTraits,
) => field(type, name, label, { precision, scale, groupable: false, ...traits });

export const date = (name: string, label: string, traits?: FieldTraits) => field('date', name, label, traits);

export const datetime = (name: string, label: string, traits?: FieldTraits) =>
  field('datetime', name, label, { groupable: false, ...traits });

export const time = (name: string, label: string, traits?: FieldTraits) =>
  field('time', name, label, { groupable: false, ...traits });

/** A lookup; several targets make it polymorphic. */
export const reference = (
  name: string,
  label: string,
  referenceTo: string[],
  relationshipName: string | null,
  traits?: FieldTraits,
) =>
  field('reference', name, label, {
    length: 18,
    referenceTo,
    relationshipName,
    searchPrefilterable: true,
    ...(referenceTo.length > 1 ? { namePointing: true, polymorphicForeignKey: true } : {}),
    ...traits,
  });
