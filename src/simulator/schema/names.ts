import type { FieldDescribe, SObjectDescribe } from '../../api/types.ts';

/** Advice that ends the org's messages about unknown names. */
export const wsdlAdvice = 'Please reference your WSDL or the describe call for the appropriate names.';

const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The field of that name, whatever its case. */
export function findField(describe: SObjectDescribe, name: string): FieldDescribe | undefined {
  return describe.fields.find((field) => same(field.name, name));
}

/** The lookup behind a relationship such as `Account` or `Parent__r`, whatever its case. */
export function findLookup(describe: SObjectDescribe, relationshipName: string): FieldDescribe | undefined {
  return describe.fields.find((field) => same(field.relationshipName, relationshipName));
}

/** What the org says of a field that is asked for and does not exist. */
export function noSuchColumn(name: string, entity: string): string {
  return `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${wsdlAdvice}`;
}

/** What the org says of fields that are given and cannot be set. */
export function notWritable(names: readonly string[]): string {
  return `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
}

/** What the org says of an object that it does not have. */
export function unsupportedType(name: string): string {
  return `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${wsdlAdvice}`;
}
