import { SfError } from '../errors/sf-error.ts';
import { isPath } from './api-name.ts';
import { isBrokenText } from './json-body.ts';

/** The name as a path segment. Throws an `SfError` when it cannot be an sObject's API name. */
export function objectSegment(objectApiName: string, operation: string): string {
  if (/^[A-Za-z]\w{0,254}$/.test(objectApiName)) return objectApiName;
  const shown = objectApiName.slice(0, 80);
  throw new SfError({
    code: 'UNKNOWN_OBJECT',
    operation: operation.replace(objectApiName, shown),
    problem: `“${shown}” is not the API name of an object.`,
    remedy: 'API names hold letters, digits and underscores, e.g. Contact or Invoice__c.',
  });
}

/** The id as a path segment. Throws an `SfError` unless it has 15 or 18 letters and digits. */
export function idSegment(id: string, operation: string): string {
  if (/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(id)) return id;
  throw new SfError({
    code: 'MALFORMED_ID',
    operation,
    problem: `“${id.slice(0, 80)}” is not a record id.`,
    remedy: 'A record id has 15 or 18 letters and digits.',
  });
}

/** The name of a field, or a path such as `Account.Owner.Name`. Throws an `SfError` when it cannot be one. */
export function fieldSegment(name: string, operation: string): string {
  if (isPath(name)) return name;
  throw new SfError({
    code: 'UNKNOWN_FIELD',
    operation,
    problem: `“${String(name).slice(0, 80)}” is not the API name of a field.`,
    remedy: 'API names hold letters, digits and underscores, e.g. LastName or Invoice_Number__c.',
  });
}

/**
 * The value of an external id field as a path segment, whichever characters it has. Throws an `SfError` for one that no
 * record can have, and for the two that an address would lose.
 */
export function externalIdSegment(value: string | number, operation: string): string {
  const text = String(value);
  const isValue = text.trim() !== '' && text.length <= 255 && !/^\.\.?$/.test(text) && !isBrokenText(text);
  if (isValue) return encodeURIComponent(text);
  throw new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: 'The external id is empty, too long, “.” or “..”, or holds half of a character.',
    remedy: 'It may have 1 to 255 characters.',
  });
}
