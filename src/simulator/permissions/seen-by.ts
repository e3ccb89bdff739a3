import type { Caller, OrgContext } from '../org-context.ts';
import { permittedSchema } from './permitted-schema.ts';

/** The org as a caller sees it: every resource finds only the objects and fields that are the caller's to see. */
export function seenBy(org: OrgContext, { userId }: Caller): OrgContext {
  const { store, permissions } = org;
  const profile = permissions.profileOf(userId, store);
  if (!profile) return org;
  return { ...org, store: store.seenThrough(permittedSchema(store.orgSchema, profile)) };
}
