import type { SObjectDescribe, SObjectSummary } from '../../api/types.ts';
import { json } from '../http/answers.ts';
import { notFound } from '../http/rest-failure.ts';
import { failedCondition, hash, versionHeaders } from './conditions.ts';
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

/** An object as the global describe lists it. */
export function summary(describe: SObjectDescribe): Record<string, unknown> {
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

/** Metadata, which is in the caller's language; 304 for who has seen it since it or the caller last changed. */
export function metadata(request: RestRequest, body: unknown, isTagged = false): Response {
  const { org, caller } = request;
  const { LastModifiedDate: since, LanguageLocaleKey: language } = org.store.find(caller.userId) ?? {};
  const changed = Math.max(org.schemaChanged().getTime(), new Date(String(since)).getTime());
  const entityTag = `"${hash([caller.userId, language, changed].join())}"`;
  const version = { lastModified: new Date(changed), ...(isTagged ? { entityTag } : {}) };
  return failedCondition(request, version) ?? json(body, 200, versionHeaders(version));
}

/** `GET /sobjects` */
export function globalDescribe(request: RestRequest): Response {
  const { schema } = request.org.store;
  const sobjects = schema.names().flatMap((name) => {
    const describe = schema.get(name);
    return describe ? [summary(describe)] : [];
  });
  return metadata(request, { encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

/** `GET /sobjects/X/describe` */
export function fullDescribe(request: RestRequest): Response {
  return metadata(request, requestedObject(request), true);
}
