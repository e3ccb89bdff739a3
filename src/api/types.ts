export type * from './layout-types.ts';
export type * from './list-view-types.ts';

/** Shapes of the Salesforce REST API, version 66.0. Source: REST API Developer Guide, "sObject Describe", "Query". */

export type FieldType =
  | 'id'
  | 'boolean'
  | 'reference'
  | 'string'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'textarea'
  | 'double'
  | 'int'
  | 'long'
  | 'percent'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'address'
  | 'location'
  | 'encryptedstring'
  | 'base64'
  | 'anyType'
  | 'complexvalue';

export interface PicklistValue {
  active: boolean;
  defaultValue: boolean;
  label: string;
  /** Base64 bit set over the controlling field's values, most significant bit first. */
  validFor: string | null;
  value: string;
}

/** One field of a describe: the 57 keys a version 66.0 org sends. */
export interface FieldDescribe {
  aggregatable: boolean;
  aiPredictionField: boolean;
  autoNumber: boolean;
  byteLength: number;
  calculated: boolean;
  calculatedFormula: string | null;
  cascadeDelete: boolean;
  caseSensitive: boolean;
  compoundFieldName: string | null;
  controllerName: string | null;
  createable: boolean;
  custom: boolean;
  defaultValue: string | number | boolean | null;
  defaultValueFormula: string | null;
  defaultedOnCreate: boolean;
  dependentPicklist: boolean;
  deprecatedAndHidden: boolean;
  digits: number;
  displayLocationInDecimal: boolean;
  encrypted: boolean;
  externalId: boolean;
  extraTypeInfo: string | null;
  filterable: boolean;
  filteredLookupInfo: unknown;
  formulaTreatNullNumberAsZero: boolean;
  groupable: boolean;
  highScaleNumber: boolean;
  htmlFormatted: boolean;
  idLookup: boolean;
  inlineHelpText: string | null;
  label: string;
  length: number;
  mask: string | null;
  maskType: string | null;
  name: string;
  nameField: boolean;
  namePointing: boolean;
  nillable: boolean;
  permissionable: boolean;
  picklistValues: PicklistValue[];
  polymorphicForeignKey: boolean;
  precision: number;
  queryByDistance: boolean;
  referenceTargetField: string | null;
  referenceTo: string[];
  relationshipName: string | null;
  relationshipOrder: number | null;
  restrictedDelete: boolean;
  restrictedPicklist: boolean;
  scale: number;
  searchPrefilterable: boolean;
  soapType: string;
  sortable: boolean;
  type: FieldType;
  unique: boolean;
  updateable: boolean;
  writeRequiresMasterRead: boolean;
}

export interface ChildRelationship {
  cascadeDelete: boolean;
  childSObject: string;
  deprecatedAndHidden: boolean;
  field: string;
  junctionIdListNames: string[];
  junctionReferenceTo: string[];
  relationshipName: string | null;
  restrictedDelete: boolean;
}

export interface RecordTypeInfo {
  active: boolean;
  available: boolean;
  defaultRecordTypeMapping: boolean;
  developerName: string;
  master: boolean;
  name: string;
  recordTypeId: string;
  urls: Record<string, string>;
}

/** One row of the global describe. */
export interface SObjectSummary {
  activateable: boolean;
  associateEntityType: string | null;
  associateParentEntity: string | null;
  createable: boolean;
  custom: boolean;
  customSetting: boolean;
  deepCloneable: boolean;
  deletable: boolean;
  deprecatedAndHidden: boolean;
  feedEnabled: boolean;
  hasSubtypes: boolean;
  isInterface: boolean;
  isSubtype: boolean;
  keyPrefix: string | null;
  label: string;
  labelPlural: string;
  layoutable: boolean;
  mergeable: boolean;
  mruEnabled: boolean;
  name: string;
  queryable: boolean;
  replicateable: boolean;
  retrieveable: boolean;
  searchable: boolean;
  triggerable: boolean;
  undeletable: boolean;
  updateable: boolean;
  urls: Record<string, string>;
}

export interface GlobalDescribe {
  encoding: string;
  maxBatchSize: number;
  sobjects: SObjectSummary[];
}

/** A full describe: the 45 keys a version 66.0 org sends. */
export interface SObjectDescribe extends SObjectSummary {
  actionOverrides: unknown[];
  childRelationships: ChildRelationship[];
  compactLayoutable: boolean;
  defaultImplementation: string | null;
  extendedBy: string | null;
  extendsInterfaces: string | null;
  fields: FieldDescribe[];
  implementedBy: string | null;
  implementsInterfaces: string | null;
  listviewable: boolean | null;
  lookupLayoutable: boolean | null;
  namedLayoutInfos: unknown[];
  networkScopeFieldName: string | null;
  recordTypeInfos: RecordTypeInfo[];
  searchLayoutable: boolean;
  sobjectDescribeOption: string;
  supportedScopes: { label: string; name: string }[];
}

/** A value of a record's field as REST sends it; compounds, parents and children are objects. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | SObjectRecord
  | QueryResult
  | Record<string, unknown>;

export interface SObjectRecord {
  /** Absent in plain objects that are about to be written. */
  attributes?: { type: string; url?: string };
  [field: string]: FieldValue | undefined;
}

export interface QueryResult<R extends SObjectRecord = SObjectRecord> {
  totalSize: number;
  done: boolean;
  nextRecordsUrl?: string;
  records: R[];
}

/** Answer to a search: records of any of the objects, with the fields that were asked for. */
export interface SearchResult {
  searchRecords: SObjectRecord[];
}

/** Ids of records that were created or changed. */
export interface UpdatedRecords {
  ids: string[];
  /** Up to when the org has said so: where to begin next time. */
  latestDateCovered: string;
}

/** Records that came into the recycle bin. */
export interface DeletedRecords {
  deletedRecords: { id: string; deletedDate: string }[];
  /** How far back the org can say so. */
  earliestDateAvailable: string;
  latestDateCovered: string;
}

/** Answer to a create. */
export interface SaveResult {
  id: string;
  success: boolean;
  errors: RestError[];
}

/** One entry of a REST error body. */
export interface RestError {
  message: string;
  errorCode: string;
  fields?: string[];
}

/** `GET /limits`: name to maximum and rest. */
export type Limits = Record<string, { Max: number; Remaining: number }>;
