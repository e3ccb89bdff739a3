import { SfError, type SfErrorCode } from '../errors/sf-error.ts';
import { isPath } from './api-name.ts';
import { isBrokenText } from './json-body.ts';

/** The name as a path segment. Throws an `SfError` when it cannot be an sObject's API name. */
export function objectSegment(objectApiName: string, operation: string): string {
  if (isPath(objectApiName) && /^\w{1,255}$/.test(objectApiName)) return objectApiName;
  throw noApiName('UNKNOWN_OBJECT', operation, objectApiName, 'an object');
}

/** The name of a field, or a path such as `Account.Owner.Name`. Throws an `SfError` when it cannot be one. */
export function fieldSegment(name: string, operation: string): string {
  if (isPath(name)) return name;
  throw noApiName('UNKNOWN_FIELD', operation, name, 'a field');
}

function noApiName(code: SfErrorCode, operation: string, name: unknown, what: string): SfError {
  const shown = String(name).slice(0, 80);
  return new SfError({
    code,
    operation: operation.replace(String(name), () => shown),
    problem: `“${shown}” is not the API name of ${what}.`,
    remedy: 'API names hold letters, digits and underscores, e.g. Contact or Invoice__c.',
  });
}

/** The id as a path segment. Throws an `SfError` unless it has 15 or 18 letters and digits. */
export function idSegment(id: string, operation: string): string {
  if (typeof id === 'string' && /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(id)) return id;
  throw new SfError({
    code: 'MALFORMED_ID',
    operation,
    problem: `“${String(id).slice(0, 80)}” is not a record id.`,
    remedy: 'A record id has 15 or 18 letters and digits.',
  });
}

/**
 * The value of an external id field as a path segment, whichever characters it has. Throws an `SfError` for one that no
 * record can have, and for the two that an address would lose.
 */
export function externalIdSegment(value: string | number, operation: string): string {
  // What is not there yet must not be saved as the text “undefined” or “NaN”.
  const text = typeof value === 'string' || Number.isFinite(value) ? String(value) : '';
  if (/^(?!\.\.?$)(?=.*\S).{1,255}$/s.test(text) && !isBrokenText(text)) return encodeURIComponent(text);
  throw new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: 'The external id is empty, too long, “.” or “..”, or holds half of a character.',
    remedy: 'It may have 1 to 255 characters.',
  });
}
