import type { FieldDescribe, RecordTypeInfo, SObjectDescribe } from '../../api/types.ts';
import { normalizeId } from '../store/ids.ts';
import { id as idField } from './common-fields.ts';
import { field } from './field.ts';
import type { GivenDescribe } from './given-describe.ts';
import { findField } from './names.ts';
import { accountRecordTypes, hasPersonAccounts } from './person-accounts.ts';
import { masterRecordTypeId, type RecordType, recordTypeInfos } from './record-types.ts';
import { dataPath, describeSObject } from './s-object.ts';

/** The entries that say something; in describes null also stands for what a version does not know. */
function told<T extends object>(source: T): Partial<T> {
  const entries = Object.entries(source).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

function completeField(given: GivenDescribe['fields'][number]): FieldDescribe {
  const { type, name, label } = given;
  const choices = given.picklistValues ?? [];
  return {
    ...field(type, name, label ?? name),
    ...(told(given) as Partial<FieldDescribe>),
    picklistValues: choices.map((choice) => ({
      active: true,
      defaultValue: false,
      label: choice.value,
      validFor: null,
      ...told(choice),
      value: choice.value,
    })),
  };
}

/** A field that the object has already keeps its spelling. */
function spelled(field: FieldDescribe, existing: SObjectDescribe | undefined): FieldDescribe {
  return { ...field, name: (existing && findField(existing, field.name))?.name ?? field.name };
}

/** A describe with the Id is the whole object; one without adds to, or replaces, fields of the object that is there. */
function completeFields(given: GivenDescribe, existing: SObjectDescribe | undefined): FieldDescribe[] {
  const fields = given.fields.map((one) => spelled(completeField(one), existing));
  if (fields.some(({ type }) => type === 'id')) return fields;
  const all = existing ? [...existing.fields] : [idField('Record ID')];
  for (const one of fields) {
    const place = all.findIndex(({ name }) => name === one.name);
    if (place < 0) all.push(one);
    else all[place] = one;
  }
  return all;
}

/**
 * The record types that are given, and those that no object is without, whatever a describe of an old version says.
 * @param kinds of account, where accounts may be people
 */
function completeRecordTypes(
  name: string,
  given: GivenDescribe,
  kinds: readonly RecordType[],
): RecordTypeInfo[] | undefined {
  if (!given.recordTypeInfos) return undefined;
  const usual = recordTypeInfos('', kinds, `${dataPath}/sobjects/${name}/describe/layouts`);
  const infos = given.recordTypeInfos.map((info) => {
    const recordTypeId = normalizeId(info.recordTypeId) ?? info.recordTypeId;
    return {
      active: true,
      available: true,
      defaultRecordTypeMapping: false,
      developerName: info.name.replaceAll(/\W+/g, '_'),
      ...told(info),
      master: recordTypeId === masterRecordTypeId,
      name: info.name,
      recordTypeId,
      urls: { layout: `${dataPath}/sobjects/${name}/describe/layouts/${recordTypeId}` },
    };
  });
  const ids = new Set(infos.map(({ recordTypeId }) => recordTypeId));
  const all = [...infos, ...usual.filter(({ recordTypeId }) => !ids.has(recordTypeId))];
  const initial = infos.find(({ defaultRecordTypeMapping }) => defaultRecordTypeMapping);
  return all.map((info) => ({
    ...info,
    defaultRecordTypeMapping: initial ? info === initial : info.master,
  }));
}

/** The full describe of a given one, with what the org says of the object already. */
export function completeDescribe(
  given: GivenDescribe,
  existing: SObjectDescribe | undefined,
  keyPrefix: string,
  origin: string,
): SObjectDescribe {
  const name = existing?.name ?? given.name;
  const label = given.label ?? existing?.label ?? name;
  const labelPlural = given.labelPlural ?? existing?.labelPlural ?? `${label}s`;
  const fields = completeFields(given, existing);
  const usual = describeSObject({ name, label, labelPlural, keyPrefix, fields }, [], origin);
  const kinds = hasPersonAccounts(usual) ? accountRecordTypes : [];
  const givenChildren = (given.childRelationships ?? []).map((relationship) => ({
    cascadeDelete: false,
    deprecatedAndHidden: false,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: null,
    restrictedDelete: false,
    ...told(relationship),
    childSObject: relationship.childSObject,
    field: relationship.field,
  }));
  return {
    ...usual,
    ...existing,
    ...(told(given) as Partial<SObjectDescribe>),
    childRelationships: [...givenChildren, ...(existing?.childRelationships ?? [])],
    fields,
    keyPrefix,
    name,
    recordTypeInfos:
      completeRecordTypes(name, given, kinds) ?? existing?.recordTypeInfos ?? usual.recordTypeInfos,
    urls: usual.urls,
  };
}
