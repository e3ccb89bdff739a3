import { SfError } from '../errors/sf-error.ts';

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
