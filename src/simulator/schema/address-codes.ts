import type { FieldDescribe, PicklistValue, SObjectDescribe } from '../../api/types.ts';
import { findField } from './names.ts';
import { isValidFor } from './picklist.ts';

/** A code that is chosen, and the text that says the same; custom addresses have no such texts. */
export interface CodeAndText {
  readonly code: FieldDescribe;
  readonly text: FieldDescribe | undefined;
}

/** The state and the country of one address, where both are to be chosen. */
export interface CodedAddress {
  readonly state: CodeAndText;
  readonly country: CodeAndText;
}

export function codedAddresses(describe: SObjectDescribe): CodedAddress[] {
  const withText = (code: FieldDescribe): CodeAndText => ({
    code,
    text: findField(describe, code.name.replace(/Code(__s)?$/, '$1')),
  });
  return describe.fields.flatMap((field) => {
    const controller = /StateCode(__s)?$/.test(field.name) ? field.controllerName : null;
    const country = controller === null ? undefined : findField(describe, controller);
    return country ? [{ state: withText(field), country: withText(country) }] : [];
  });
}

/** The states that are offered for the country of that code. */
export function statesOf({ state, country }: CodedAddress, countryCode: unknown): PicklistValue[] {
  const index = country.code.picklistValues.findIndex(({ value }) => value === countryCode);
  return state.code.picklistValues.filter((choice) => isValidFor(choice, index));
}
