import type { ChildRelationship, FieldDescribe, SObjectDescribe, SObjectSummary } from '../../api/types.ts';
import { type RecordType, recordTypeInfos } from './record-types.ts';

export const apiVersion = '66.0';
export const dataPath = `/services/data/v${apiVersion}`;

/** What a definition says of an object; everything else follows from it. */
export interface SObjectDefinition extends Partial<SObjectSummary> {
  name: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  fields: FieldDescribe[];
  /**
   * `Child.FieldId` to the relationship's name under this object. A name that starts with `!` forbids deleting a
   * parent that has children, one that starts with `+` deletes them with it.
   */
  children?: Readonly<Record<string, string>>;
  scopes?: Readonly<Record<string, string>>;
  /** Beside those that every org has. */
  recordTypes?: readonly RecordType[];
}

function urls(name: string, keyPrefix: string, origin: string): Record<string, string> {
  const path = `${dataPath}/sobjects/${name}`;
  return {
    compactLayouts: `${path}/describe/compactLayouts`,
    rowTemplate: `${path}/{ID}`,
    approvalLayouts: `${path}/describe/approvalLayouts`,
    uiDetailTemplate: `${origin}/{ID}`,
    uiEditTemplate: `${origin}/{ID}/e`,
    listviews: `${path}/listviews`,
    describe: `${path}/describe`,
    uiNewRecord: `${origin}/${keyPrefix}/e`,
    quickActions: `${path}/quickActions`,
    layouts: `${path}/describe/layouts`,
    sobject: path,
  };
}

/** The describe as an org at `origin` gives it. */
export function withOrigin(describe: Omit<SObjectDescribe, 'urls'>, origin: string): SObjectDescribe {
  return { ...describe, urls: urls(describe.name, describe.keyPrefix ?? '', origin) };
}

/** The relationships that other objects' lookups make under this one. */
function childRelationships(
  parent: SObjectDefinition,
  all: readonly SObjectDefinition[],
): ChildRelationship[] {
  return all.flatMap((child) =>
    child.fields
      .filter((field) => field.type === 'reference' && field.referenceTo.includes(parent.name))
      .map((field) => {
        const named = parent.children?.[`${child.name}.${field.name}`] ?? '';
        return {
          cascadeDelete: named.startsWith('+'),
          childSObject: child.name,
          deprecatedAndHidden: false,
          field: field.name,
          junctionIdListNames: [],
          junctionReferenceTo: [],
          relationshipName: named.replace(/^[+!]/, '') || null,
          restrictedDelete: named.startsWith('!'),
        };
      }),
  );
}

/** Expands a definition to the 45 keys of a describe. */
export function describeSObject(
  definition: SObjectDefinition,
  all: readonly SObjectDefinition[],
  origin: string,
): SObjectDescribe {
  const {
    children: _children,
    scopes = {},
    recordTypes = [],
    fields,
    name,
    label,
    labelPlural,
    keyPrefix,
    ...traits
  } = definition;
  return {
    actionOverrides: [],
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: childRelationships(definition, all),
    compactLayoutable: true,
    createable: true,
    custom: name.endsWith('__c'),
    customSetting: false,
    deepCloneable: false,
    defaultImplementation: null,
    deletable: true,
    deprecatedAndHidden: false,
    extendedBy: null,
    extendsInterfaces: null,
    feedEnabled: true,
    fields: structuredClone(fields),
    hasSubtypes: false,
    implementedBy: null,
    implementsInterfaces: null,
    isInterface: false,
    isSubtype: false,
    keyPrefix,
    label,
    labelPlural,
    layoutable: true,
    listviewable: null,
    lookupLayoutable: null,
    mergeable: false,
    mruEnabled: true,
    name,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    queryable: true,
    recordTypeInfos: recordTypeInfos(name, recordTypes, `${dataPath}/sobjects/${name}/describe/layouts`),
    replicateable: true,
    retrieveable: true,
    searchLayoutable: true,
    searchable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: Object.entries(scopes).map(([scope, words]) => ({ label: words, name: scope })),
    triggerable: true,
    undeletable: true,
    updateable: true,
    urls: urls(name, keyPrefix, origin),
    ...traits,
  };
}
