import type { SObjectDescribe, SObjectSummary } from '../../api/types.ts';
import { json } from '../http/answers.ts';
import { notFound } from '../http/rest-failure.ts';
import type { RestRequest } from './request.ts';

const summaryKeys = [
  'activateable',
  'associateEntityType',
  'associateParentEntity',
  'createable',
  'custom',
  'customSetting',
  'deepCloneable',
  'deletable',
  'deprecatedAndHidden',
  'feedEnabled',
  'hasSubtypes',
  'isInterface',
  'isSubtype',
  'keyPrefix',
  'label',
  'labelPlural',
  'layoutable',
  'mergeable',
  'mruEnabled',
  'name',
  'queryable',
  'replicateable',
  'retrieveable',
  'searchable',
  'triggerable',
  'undeletable',
  'updateable',
  'urls',
] as const satisfies readonly (keyof SObjectSummary)[];

function summary(describe: SObjectDescribe): Record<string, unknown> {
  const row = Object.fromEntries(summaryKeys.map((key) => [key, describe[key]]));
  const urls = Object.entries(describe.urls).filter(([name]) => !name.startsWith('ui'));
  return { ...row, urls: Object.fromEntries(urls) };
}

/** The object a path names. @throws RestFailure */
export function requestedObject({ org, params }: RestRequest): SObjectDescribe {
  const describe = org.store.schema.get(params.object ?? '');
  if (!describe) throw notFound();
  return describe;
}

/** `GET /sobjects` */
export function globalDescribe({ org }: RestRequest): Response {
  const { schema } = org.store;
  const sobjects = schema.names().flatMap((name) => {
    const describe = schema.get(name);
    return describe ? [summary(describe)] : [];
  });
  return json({ encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

/** `GET /sobjects/X` */
export function basicInformation(request: RestRequest): Response {
  return json({ objectDescribe: summary(requestedObject(request)), recentItems: [] });
}

/** `GET /sobjects/X/describe`; 304 for who has seen it since it last changed. */
export function fullDescribe(request: RestRequest): Response {
  const describe = requestedObject(request);
  const changed = Math.floor(request.org.schemaChanged().getTime() / 1_000) * 1_000;
  const since = Date.parse(request.headers.get('if-modified-since') ?? '');
  const lastModified = new Date(changed).toUTCString();
  if (since >= changed)
    return new Response(null, { status: 304, headers: { 'last-modified': lastModified } });
  return json(describe, 200, { 'last-modified': lastModified });
}
