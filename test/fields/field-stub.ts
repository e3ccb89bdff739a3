import type { FieldDescribe, FieldType, PicklistValue } from '../../src/api/types.ts';

/** A complete field describe of a type: an editable, optional field, changed by `traits`. */
export function fieldOf(type: FieldType, traits: Partial<FieldDescribe> = {}): FieldDescribe {
  return {
    aggregatable: true,
    aiPredictionField: false,
    autoNumber: false,
    byteLength: 0,
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: false,
    caseSensitive: false,
    compoundFieldName: null,
    controllerName: null,
    createable: true,
    custom: true,
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
    label: 'Field',
    length: 0,
    mask: null,
    maskType: null,
    name: 'Field__c',
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
    soapType: 'xsd:string',
    sortable: true,
    type,
    unique: false,
    updateable: true,
    writeRequiresMasterRead: false,
    ...traits,
  };
}

export function optionOf(value: string, traits: Partial<PicklistValue> = {}): PicklistValue {
  return { active: true, defaultValue: false, label: value, validFor: null, value, ...traits };
}

/** `validFor` of a dependent value: base64 of a bit set, most significant bit first, trailing zero bytes cut. */
export function validForOf(...indexes: number[]): string {
  const bytes = new Uint8Array(Math.floor(Math.max(...indexes) / 8) + 1);
  for (const index of indexes) {
    const byte = Math.floor(index / 8);
    bytes[byte] = (bytes[byte] ?? 0) + 2 ** (7 - (index % 8));
  }
  return btoa(String.fromCharCode(...bytes));
}
