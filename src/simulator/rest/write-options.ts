import type { OrgContext } from '../org-context.ts';
import type { DuplicateCheck } from '../records/duplicates.ts';
import type { Write } from '../records/save-record.ts';
import type { RestRequest } from './request.ts';

/**
 * How the org's duplicate rules apply to a save.
 * @param header what `Sforce-Duplicate-Rule-Header: allowSave=true; includeRecordDetails=true` asks for
 */
export function duplicateCheck(org: OrgContext, header: string): DuplicateCheck | undefined {
  if (!org.duplicateRules.active) return undefined;
  const isSet = (name: string) => new RegExp(`\\b${name}\\s*=\\s*true\\b`, 'i').test(header);
  return {
    allowSave: isSet('allowSave'),
    includeRecordDetails: isSet('includeRecordDetails'),
    resultKey: org.duplicateRules.resultKey,
  };
}

/** All of a write but what is written: who does it, from which body, under which rules. */
export function writeOptions(request: RestRequest): Omit<Write, 'describe' | 'values'> {
  const { body, caller, headers, org } = request;
  const header = headers.get('sforce-duplicate-rule-header') ?? '';
  return { body, userId: caller.userId, duplicates: duplicateCheck(org, header) };
}
