import type { RestError, SObjectDescribe, SObjectRecord } from '../../api/types.ts';
import { RestFailure } from '../http/rest-failure.ts';
import { type DuplicateRule, duplicateRules } from '../schema/duplicate-rules.ts';
import { findField } from '../schema/names.ts';
import { outputField, recordAttributes } from '../store/output.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { StoredRow, StoredValue } from '../store/types.ts';

/** The key of the details in an error; several versions of the REST API misspell it. */
export type DuplicateResultKey = 'duplicateResult' | 'duplicateResut';

/** How a save wants duplicate rules to be applied. */
export interface DuplicateCheck {
  /** Saves whatever matches. */
  readonly allowSave: boolean;
  /** Tells more of the matches than their ids. */
  readonly includeRecordDetails: boolean;
  readonly resultKey: DuplicateResultKey;
}

function alike(one: StoredValue | undefined, other: StoredValue | undefined): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

/** The rows that match by all of the named fields; none where the row leaves one of them empty. */
function matchesBy(
  store: RecordStore,
  describe: SObjectDescribe,
  row: StoredRow,
  names: readonly string[],
): StoredRow[] {
  const [first = ''] = names;
  const field = findField(describe, first);
  if (!field || names.some((name) => (row[name] ?? null) === null)) return [];
  return store
    .findMatches(describe, field, row[first] ?? null)
    .filter((match) => names.every((name) => alike(match[name], row[name])));
}

function shownRecord(describe: SObjectDescribe, row: StoredRow, names: readonly string[]): SObjectRecord {
  const record: SObjectRecord = { attributes: recordAttributes(describe.name, String(row.Id)) };
  for (const name of names) {
    const field = findField(describe, name);
    if (field) record[field.name] = outputField(describe, field, row);
  }
  return record;
}

function detected(
  describe: SObjectDescribe,
  rule: DuplicateRule,
  matches: readonly StoredRow[],
  { includeRecordDetails, resultKey }: DuplicateCheck,
): RestFailure {
  const shown = includeRecordDetails ? rule.details : ['Id'];
  const result = {
    allowSave: true,
    duplicateRule: rule.developerName,
    duplicateRuleEntityType: describe.name,
    errorMessage: rule.message,
    matchResults: [
      {
        entityType: describe.name,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords: matches.map((row) => ({
          additionalInformation: [],
          fieldDiffs: [],
          matchConfidence: 100,
          record: shownRecord(describe, row, shown),
        })),
        rule: rule.matchingRule,
        size: matches.length,
        success: true,
      },
    ],
  };
  const error: RestError = { message: rule.message, errorCode: 'DUPLICATES_DETECTED' };
  return new RestFailure(400, [{ [resultKey]: result, ...error }]);
}

/**
 * Refuses a row that matches others by a duplicate rule.
 * @param changed names of the fields that are written; a rule looks only at what changes
 * @throws RestFailure
 */
export function refuseMatches(
  store: RecordStore,
  describe: SObjectDescribe,
  row: StoredRow,
  changed: readonly string[],
  check: DuplicateCheck,
): void {
  if (check.allowSave) return;
  for (const rule of duplicateRules.filter(({ objectName }) => objectName === describe.name)) {
    const lists = rule.matchedBy.filter((names) => names.some((name) => changed.includes(name)));
    const matches = lists.flatMap((names) => matchesBy(store, store.whole(describe), row, names));
    const others = new Map(matches.map((match) => [match.Id, match]));
    others.delete(row.Id ?? null);
    if (others.size > 0) throw detected(describe, rule, [...others.values()], check);
  }
}
