import { isSfError } from '../errors/sf-error.ts';
import type { SObjectRecord } from './types.ts';

/** How duplicate rules are to be applied. Source: REST API Developer Guide, "Duplicate Rule Header". */
export interface DuplicateOptions {
  /** Saves although a rule found matches, where the rule lets users do so. */
  allowSave?: boolean;
  /** Tells more fields of the matches than the id. */
  includeRecordDetails?: boolean;
  /** Finds only what the user may see. */
  runAsCurrentUser?: boolean;
}

/** What a duplicate rule said instead of saving. */
export interface Duplicates {
  /** True where saving with `allowSave` helps. */
  readonly allowSave: boolean;
  /** The administrator's own words to the user. */
  readonly errorMessage: string;
  readonly matches: readonly {
    readonly id: string;
    readonly objectApiName: string;
    readonly record: SObjectRecord;
  }[];
}

export function duplicateHeaders({
  allowSave,
  includeRecordDetails,
  runAsCurrentUser,
}: DuplicateOptions = {}): Record<string, string> {
  const options = Object.entries({ allowSave, includeRecordDetails, runAsCurrentUser })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value === true}`);
  return options.length > 0 ? { 'Sforce-Duplicate-Rule-Header': options.join('; ') } : {};
}

interface DuplicateResult {
  readonly allowSave?: boolean;
  readonly errorMessage?: string;
  readonly matchResults?: readonly {
    readonly matchRecords?: readonly { readonly record: SObjectRecord & { Id: string } }[];
  }[];
}

/** What a duplicate rule found, where that is why a record was not saved; else `undefined`. */
export function duplicatesOf(error: unknown): Duplicates | undefined {
  const details = isSfError(error) ? error.details : [];
  const results = details.flatMap(({ duplicateResult }) => (duplicateResult as DuplicateResult) ?? []);
  const [first] = results;
  if (!first) return undefined;
  const found = results.flatMap(({ matchResults = [] }) => matchResults);
  return {
    allowSave: results.every(({ allowSave }) => allowSave === true),
    errorMessage: first.errorMessage ?? '',
    matches: found
      .flatMap(({ matchRecords = [] }) => matchRecords)
      .map(({ record }) => ({ id: record.Id, objectApiName: record.attributes?.type ?? '', record })),
  };
}
