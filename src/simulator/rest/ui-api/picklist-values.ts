import type { FieldDescribe, PicklistValue, SObjectDescribe } from '../../../api/types.ts';
import { failure } from '../../http/rest-failure.ts';
import { findField } from '../../schema/names.ts';
import { choicesFor } from '../../schema/record-types.ts';
import { dataPath } from '../../schema/s-object.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { recordTypeOf, tagged, uiObject, withETag } from './ui-request.ts';

interface RequestedPicklists {
  readonly describe: SObjectDescribe;
  readonly recordTypeId: string;
}

/** @throws RestFailure */
function requestedPicklists(request: RestRequest): RequestedPicklists {
  const { object = '', recordType = '' } = request.params;
  const describe = uiObject(request, object);
  return { describe, recordTypeId: recordTypeOf(describe, recordType).recordTypeId };
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
  return withETag({
    controllerValues: Object.fromEntries(offered.map((value, index) => [value, index])),
    defaultValue: initial ? shown(initial) : null,
    url: `${path}/${field.name}`,
    values: choices.map(shown),
  });
}

/** `GET /ui-api/object-info/X/picklist-values/RECORDTYPEID` */
function allPicklists(request: RestRequest): Response {
  const requested = requestedPicklists(request);
  const picklists = requested.describe.fields
    .filter(isPicklist)
    .map((field) => [field.name, picklistOf(requested, field)] as const);
  return tagged(request, withETag({ picklistFieldValues: Object.fromEntries(picklists) }));
}

/** `GET /ui-api/object-info/X/picklist-values/RECORDTYPEID/FIELD` */
function onePicklist(request: RestRequest): Response {
  const requested = requestedPicklists(request);
  const name = request.params.field ?? '';
  const field = findField(requested.describe, name);
  if (field && isPicklist(field)) return tagged(request, picklistOf(requested, field));
  throw failure(400, 'INVALID_FIELD', `Field ${name} is not a picklist of ${requested.describe.name}`);
}

const path = '/ui-api/object-info/:object/picklist-values/:recordType';

/** https://developer.salesforce.com/docs/platform/ui-api/guide/resources-picklist-values.html */
export const picklistRoutes: readonly Route[] = [
  { path, methods: { GET: allPicklists } },
  { path: `${path}/:field`, methods: { GET: onePicklist } },
];
