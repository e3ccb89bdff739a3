import type { Caller, OrgContext } from '../org-context.ts';
import { catalogueFor } from '../schema/labels/languages.ts';
import { translatedSchema } from '../schema/labels/translated-schema.ts';
import { permittedSchema } from './permitted-schema.ts';

/**
 * The org as a caller sees it: every resource finds only the objects and fields that are the caller's to see, with
 * labels in the user's language.
 */
export function seenBy(org: OrgContext, { userId }: Caller): OrgContext {
  const { store, permissions } = org;
  const user = store.find(userId);
  const profile = permissions.profileOf(String(user?.Username));
  const labels = catalogueFor(String(user?.LanguageLocaleKey));
  const permitted = profile ? permittedSchema(store.orgSchema, profile) : store.orgSchema;
  const schema = labels ? translatedSchema(permitted, labels) : permitted;
  if (schema === store.schema && labels === org.labels) return org;
  return { ...org, labels, store: store.seenThrough(schema) };
}
