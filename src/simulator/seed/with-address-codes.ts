import type { SObjectDescribe } from '../../api/types.ts';
import { codedAddresses, statesOf } from '../schema/address-codes.ts';
import type { StoredRow } from '../store/types.ts';

/** A row of the seed, whose addresses name countries in full and states by code, as the object's fields want it. */
export function withAddressCodes(describe: SObjectDescribe, row: StoredRow): StoredRow {
  const coded: StoredRow = {};
  for (const address of codedAddresses(describe)) {
    const { state, country } = address;
    const named = row[country.text?.name ?? ''];
    const chosen = country.code.picklistValues.find(({ label }) => label === named);
    const held = row[state.text?.name ?? ''];
    const stateOf = statesOf(address, chosen?.value).find(({ value }) => value === held);
    coded[country.code.name] = chosen?.value ?? null;
    coded[state.code.name] = stateOf?.value ?? null;
    if (state.text && stateOf) coded[state.text.name] = stateOf.label;
  }
  return { ...row, ...coded };
}
