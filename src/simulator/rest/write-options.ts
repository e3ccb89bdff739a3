import type { DuplicateCheck } from '../records/duplicates.ts';
import type { Write } from '../records/save-record.ts';
import type { RestRequest } from './request.ts';

/** What `Sforce-Duplicate-Rule-Header: allowSave=true; includeRecordDetails=true` asks for. */
function duplicateCheck({ headers, org }: RestRequest): DuplicateCheck | undefined {
  if (!org.duplicateRules.active) return undefined;
  const header = headers.get('sforce-duplicate-rule-header') ?? '';
  const isSet = (name: string) => new RegExp(`\\b${name}\\s*=\\s*true\\b`, 'i').test(header);
  return {
    allowSave: isSet('allowSave'),
    includeRecordDetails: isSet('includeRecordDetails'),
    resultKey: org.duplicateRules.resultKey,
  };
}

/** All of a write but what is written: who does it, from which body, under which rules. */
export function writeOptions(request: RestRequest): Omit<Write, 'describe' | 'values'> {
  return { body: request.body, userId: request.caller.userId, duplicates: duplicateCheck(request) };
}
