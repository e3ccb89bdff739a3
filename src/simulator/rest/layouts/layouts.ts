import type { RecordTypeInfo, SObjectDescribe } from '../../../api/types.ts';
import { json } from '../../http/answers.ts';
import { notFound } from '../../http/rest-failure.ts';
import { ofAccountKind } from '../../schema/person-accounts.ts';
import { choicesFor } from '../../schema/record-types.ts';
import type { Schema } from '../../store/types.ts';
import { metadata, requestedObject } from '../describe.ts';
import type { RestRequest } from '../request.ts';
import type { Route } from '../router.ts';
import { compactLayout } from './compact-layout.ts';
import { layoutIdOf, pageLayout } from './page-layout.ts';

interface RequestedLayouts {
  readonly describe: SObjectDescribe;
  serialOf(info: RecordTypeInfo): number;
}

const mostRecordTypes = 100;

/** Numbers the layouts of the org: every record type of every object has one. */
export function layoutSerial(schema: Schema, describe: SObjectDescribe, info: RecordTypeInfo): number {
  const position = schema.names().indexOf(describe.name) + 1;
  const types = describe.recordTypeInfos.map(({ recordTypeId }) => recordTypeId);
  return position * mostRecordTypes + types.indexOf(info.recordTypeId);
}

function requestedLayouts(request: RestRequest): RequestedLayouts {
  const describe = requestedObject(request);
  if (!describe.layoutable) throw notFound();
  const { orgSchema } = request.org.store;
  return { describe, serialOf: (info) => layoutSerial(orgSchema, describe, info) };
}

/** The record type a path names. @throws RestFailure */
function requestedRecordType({ params }: RestRequest, { recordTypeInfos }: SObjectDescribe): RecordTypeInfo {
  const info = recordTypeInfos.find(({ recordTypeId }) => recordTypeId === params.recordType);
  if (!info) throw notFound();
  return info;
}

function picklistsFor(describe: SObjectDescribe, recordTypeId: string) {
  return describe.fields
    .filter(({ picklistValues }) => picklistValues.length > 0)
    .map((field) => ({ picklistName: field.name, picklistValues: choicesFor(recordTypeId, field) }));
}

/** The page layout that an object has for a record type. */
export function layoutFor(
  { org }: RestRequest,
  describe: SObjectDescribe,
  { recordTypeId }: RecordTypeInfo,
  serial: number,
) {
  return pageLayout(ofAccountKind(describe, recordTypeId), serial, org.labels);
}

/** `GET /sobjects/X/describe/layouts`; with several record types the layouts are to be fetched one by one. */
function allLayouts(request: RestRequest): Response {
  const { describe, serialOf } = requestedLayouts(request);
  const { recordTypeInfos } = describe;
  const several = recordTypeInfos.length > 1;
  return metadata(request, {
    layouts: several
      ? null
      : recordTypeInfos.map((info) => layoutFor(request, describe, info, serialOf(info))),
    recordTypeMappings: recordTypeInfos.map((info) => ({
      ...info,
      layoutId: layoutIdOf(serialOf(info)),
      picklistsForRecordType: picklistsFor(describe, info.recordTypeId),
    })),
    recordTypeSelectorRequired: [several],
  });
}

/** `GET /sobjects/X/describe/layouts/RECORDTYPEID` */
function layoutOfRecordType(request: RestRequest): Response {
  const { describe, serialOf } = requestedLayouts(request);
  const info = requestedRecordType(request, describe);
  return metadata(request, layoutFor(request, describe, info, serialOf(info)));
}

/** `GET /sobjects/X/describe/compactLayouts`; all record types share one. */
function allCompactLayouts(request: RestRequest): Response {
  const { describe, serialOf } = requestedLayouts(request);
  const [first] = describe.recordTypeInfos;
  const layout = compactLayout(describe, first ? serialOf(first) : 0, request.org.labels);
  const url = describe.urls.compactLayouts;
  return metadata(request, {
    compactLayouts: [layout],
    defaultCompactLayoutId: layout.id,
    recordTypeCompactLayoutMappings: describe.recordTypeInfos.map(({ available, recordTypeId, name }) => ({
      available,
      compactLayoutId: layout.id,
      compactLayoutName: layout.name,
      recordTypeId,
      recordTypeName: name,
      urls: { compactLayout: `${url}/${recordTypeId}` },
    })),
    urls: { primary: `${url}/primary` },
  });
}

/** `GET /sobjects/X/describe/compactLayouts/RECORDTYPEID`, or `primary` */
function compactLayoutOfRecordType(request: RestRequest): Response {
  const { describe, serialOf } = requestedLayouts(request);
  if (request.params.recordType !== 'primary') requestedRecordType(request, describe);
  const [first] = describe.recordTypeInfos;
  return metadata(request, compactLayout(describe, first ? serialOf(first) : 0, request.org.labels));
}

/** `GET /sobjects/X/describe/approvalLayouts`: the org has no approval process. */
function approvalLayouts(request: RestRequest): Response {
  requestedObject(request);
  return json({ approvalLayouts: [] });
}

/** `GET /sobjects/X/quickActions`: the org has none. */
function quickActions(request: RestRequest): Response {
  requestedObject(request);
  return json([]);
}

/** https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-layouts.html */
export const layoutRoutes: readonly Route[] = [
  { path: '/sobjects/:object/describe/layouts', methods: { GET: allLayouts } },
  { path: '/sobjects/:object/describe/layouts/:recordType', methods: { GET: layoutOfRecordType } },
  { path: '/sobjects/:object/describe/compactLayouts', methods: { GET: allCompactLayouts } },
  {
    path: '/sobjects/:object/describe/compactLayouts/:recordType',
    methods: { GET: compactLayoutOfRecordType },
  },
  { path: '/sobjects/:object/describe/approvalLayouts', methods: { GET: approvalLayouts } },
  { path: '/sobjects/:object/quickActions', methods: { GET: quickActions } },
];
