import type { FieldDescribe, PicklistValue, SObjectDescribe } from '../../../api/types.ts';
import { json } from '../../http/answers.ts';
import { failure } from '../../http/rest-failure.ts';
import { findField } from '../../schema/names.ts';
import { choicesFor } from '../../schema/record-types.ts';
import { dataPath } from '../../schema/s-object.ts';
import { hash } from '../conditions.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';

interface RequestedPicklists {
  readonly describe: SObjectDescribe;
  readonly recordTypeId: string;
}

/** @throws RestFailure in the words of the UI API */
function requestedPicklists({ org, params }: RestRequest): RequestedPicklists {
  const { object = '', recordType = '' } = params;
  const describe = org.store.schema.get(object);
  if (!describe?.layoutable) {
    throw failure(400, 'INVALID_TYPE', `Object ${object} is not supported in UI API`);
  }
  const info = describe.recordTypeInfos.find(({ recordTypeId }) => recordTypeId === recordType);
  if (info) return { describe, recordTypeId: info.recordTypeId };
  throw failure(400, 'INVALID_PARAMETER_VALUE', `Invalid record type id: ${recordType}`);
}

const isPicklist = ({ type }: FieldDescribe): boolean => type === 'picklist' || type === 'multipicklist';

/** The positions whose bits are set in the base64 that a describe sends. */
function indexesOf(validFor: string | null): number[] {
  const bytes = [...atob(validFor ?? '')].map((character) => character.charCodeAt(0));
  return bytes.flatMap((byte, place) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (0x80 >> bit)) !== 0).map((bit) => place * 8 + bit),
  );
}

/** Controlling value to its position, among what is offered for the record type, and among all. */
function controllers({ describe, recordTypeId }: RequestedPicklists, field: FieldDescribe) {
  const controller = describe.fields.find(({ name }) => name === field.controllerName);
  const all =
    controller?.type === 'boolean'
      ? ['false', 'true']
      : (controller?.picklistValues.map(({ value }) => value) ?? []);
  const offered =
    controller?.type === 'boolean' || !controller
      ? all
      : choicesFor(recordTypeId, controller).map(({ value }) => value);
  return { all, offered };
}

function picklistOf(requested: RequestedPicklists, field: FieldDescribe) {
  const { describe, recordTypeId } = requested;
  const { all, offered } = controllers(requested, field);
  const shown = ({ label, value, validFor }: PicklistValue) => ({
    attributes: null,
    label,
    validFor: indexesOf(validFor)
      .map((index) => offered.indexOf(all[index] ?? ''))
      .filter((index) => index !== -1),
    value,
  });
  const choices = choicesFor(recordTypeId, field);
  const initial = choices.find(({ defaultValue }) => defaultValue);
  const path = `${dataPath}/ui-api/object-info/${describe.name}/picklist-values/${recordTypeId}`;
  const picklist = {
    controllerValues: Object.fromEntries(offered.map((value, index) => [value, index])),
    defaultValue: initial ? shown(initial) : null,
    url: `${path}/${field.name}`,
    values: choices.map(shown),
  };
  return { ...picklist, eTag: hash(JSON.stringify(picklist)) };
}

/** `GET /ui-api/object-info/X/picklist-values/RECORDTYPEID` */
function allPicklists(request: RestRequest): Response {
  const requested = requestedPicklists(request);
  const picklists = requested.describe.fields
    .filter(isPicklist)
    .map((field) => [field.name, picklistOf(requested, field)] as const);
  const picklistFieldValues = Object.fromEntries(picklists);
  return json({ eTag: hash(JSON.stringify(picklistFieldValues)), picklistFieldValues });
}

/** `GET /ui-api/object-info/X/picklist-values/RECORDTYPEID/FIELD` */
function onePicklist(request: RestRequest): Response {
  const requested = requestedPicklists(request);
  const name = request.params.field ?? '';
  const field = findField(requested.describe, name);
  if (field && isPicklist(field)) return json(picklistOf(requested, field));
  throw failure(400, 'INVALID_FIELD', `Field ${name} is not a picklist of ${requested.describe.name}`);
}

const path = '/ui-api/object-info/:object/picklist-values/:recordType';

/** https://developer.salesforce.com/docs/platform/ui-api/guide/resources-picklist-values.html */
export const picklistRoutes: readonly Route[] = [
  { path, methods: { GET: allPicklists } },
  { path: `${path}/:field`, methods: { GET: onePicklist } },
];
