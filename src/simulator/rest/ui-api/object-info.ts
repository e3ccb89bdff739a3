import type { RecordTypeInfo, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import { masterRecordTypeId } from '../../schema/record-types.ts';
import { dataPath } from '../../schema/s-object.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { fieldInfo, nameFieldsOf } from './field-info.ts';
import { themeOf } from './themes.ts';
import { batchResults, knownUiObject, tagged, uiObject, withETag } from './ui-request.ts';

/** Objects whose records have no record type, not even the master. */
const withoutRecordTypes = new Set(['User']);

/** A record type as the UI API shows it. */
function recordTypeInfo({ available, defaultRecordTypeMapping, master, name, recordTypeId }: RecordTypeInfo) {
  return { available, defaultRecordTypeMapping, master, name, recordTypeId };
}

/** How a record of that type is described; its type is not told where it is the master. */
export function recordTypeOfRecord(describe: SObjectDescribe, id: string | null) {
  if (withoutRecordTypes.has(describe.name)) return { recordTypeId: null, recordTypeInfo: null };
  const info = describe.recordTypeInfos.find(({ recordTypeId }) => recordTypeId === id);
  if (!info || info.master) return { recordTypeId: masterRecordTypeId, recordTypeInfo: null };
  return { recordTypeId: info.recordTypeId, recordTypeInfo: recordTypeInfo(info) };
}

/** Picklists below what they depend on: `{Region__c: {Country__c: {Office__c: {}}}}`. */
function dependentFields(describe: SObjectDescribe): Record<string, unknown> {
  const below = (controller: string, above: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      describe.fields
        .filter(({ controllerName, name }) => controllerName === controller && !above.includes(name))
        .map(({ name }) => [name, below(name, [...above, name])]),
    );
  const roots = describe.fields.flatMap(({ controllerName }) => {
    const controller = describe.fields.find(({ name }) => name === controllerName);
    return controller && controller.controllerName === null ? [controller.name] : [];
  });
  return Object.fromEntries([...new Set(roots)].map((name) => [name, below(name, [name])]));
}

/** An object's metadata. */
export function objectInfo({ org }: RestRequest, describe: SObjectDescribe) {
  const { schema } = org.store;
  const recordTypes = withoutRecordTypes.has(describe.name) ? [] : describe.recordTypeInfos;
  const initial = recordTypes.find(({ defaultRecordTypeMapping }) => defaultRecordTypeMapping);
  const fields = [...describe.fields].sort((a, b) => (a.name < b.name ? -1 : 1));
  return withETag({
    apiName: describe.name,
    associateEntityType: describe.associateEntityType,
    associateParentEntity: describe.associateParentEntity,
    childRelationships: describe.childRelationships
      .filter(({ relationshipName }) => relationshipName !== null)
      .map(({ childSObject, field, junctionIdListNames, junctionReferenceTo, relationshipName }) => ({
        childObjectApiName: childSObject,
        fieldName: field,
        junctionIdListNames,
        junctionReferenceTo,
        relationshipName,
      })),
    compactLayoutable: describe.compactLayoutable,
    createable: describe.createable,
    custom: describe.custom,
    defaultRecordTypeId: initial?.recordTypeId ?? null,
    deletable: describe.deletable,
    dependentFields: dependentFields(describe),
    feedEnabled: describe.feedEnabled,
    fields: Object.fromEntries(fields.map((field) => [field.name, fieldInfo(schema, describe, field)])),
    keyPrefix: describe.keyPrefix,
    label: describe.label,
    labelPlural: describe.labelPlural,
    layoutable: describe.layoutable,
    mruEnabled: describe.mruEnabled,
    nameFields: nameFieldsOf(describe),
    queryable: describe.queryable,
    recordTypeInfos: Object.fromEntries(
      recordTypes.map((info) => [info.recordTypeId, recordTypeInfo(info)] as const),
    ),
    searchLayoutable: describe.searchLayoutable,
    searchable: describe.searchable,
    themeInfo: themeOf(org.origin(), describe),
    updateable: describe.updateable,
  });
}

/** Of several objects, by their names. */
export function objectInfos(request: RestRequest, describes: readonly SObjectDescribe[]) {
  return Object.fromEntries(describes.map((describe) => [describe.name, objectInfo(request, describe)]));
}

/** An object with those that a record of its may point to. */
export function objectAndTargets(
  request: RestRequest,
  describe: SObjectDescribe,
  lookups: Iterable<string>,
): SObjectDescribe[] {
  const names = [...lookups].flatMap(
    (relationship) =>
      describe.fields.find((field) => field.relationshipName === relationship)?.referenceTo ?? [],
  );
  const targets = names.flatMap((name) => knownUiObject(request, name) ?? []);
  return [...new Map([describe, ...targets].map((target) => [target.name, target])).values()];
}

/** `GET /ui-api/object-info` */
function directory(request: RestRequest): Response {
  const describes = request.org.store.schema.names().flatMap((name) => knownUiObject(request, name) ?? []);
  const entry = (describe: SObjectDescribe) => ({
    apiName: describe.name,
    keyPrefix: describe.keyPrefix,
    label: describe.label,
    labelPlural: describe.labelPlural,
    nameFields: nameFieldsOf(describe),
    objectInfoUrl: `${dataPath}/ui-api/object-info/${describe.name}`,
  });
  const objects = Object.fromEntries(describes.map((describe) => [describe.name, entry(describe)]));
  return tagged(request, withETag({ objects }));
}

/** `GET /ui-api/object-info/X` */
function oneObject(request: RestRequest): Response {
  return tagged(request, objectInfo(request, uiObject(request, request.params.object ?? '')));
}

const mostObjects = 100;

/** `GET /ui-api/object-info/batch/X,Y` */
function batch(request: RestRequest): Response {
  const names = (request.params.names ?? '').split(',').map((name) => name.trim());
  if (names.length > mostObjects) {
    throw failure(400, 'LIMIT_EXCEEDED', `The maximum number of objects is ${mostObjects}.`);
  }
  return batchResults(names, (name) => objectInfo(request, uiObject(request, name)));
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_object_info.htm */
export const objectInfoRoutes: readonly Route[] = [
  { path: '/ui-api/object-info', methods: { GET: directory } },
  { path: '/ui-api/object-info/:object', methods: { GET: oneObject } },
  { path: '/ui-api/object-info/batch/:names', methods: { GET: batch } },
];
