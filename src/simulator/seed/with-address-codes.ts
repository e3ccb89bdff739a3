import type { SObjectDescribe } from '../../api/types.ts';
import { codedAddresses, statesOf } from '../schema/address-codes.ts';
import type { StoredRow } from '../store/types.ts';

/** A row whose addresses name countries in full, and states so or by code, as the object's fields want it. */
export function withAddressCodes(describe: SObjectDescribe, row: StoredRow): StoredRow {
  const coded: StoredRow = {};
  for (const address of codedAddresses(describe)) {
    const { state, country } = address;
    if (!country.text) continue;
    const named = row[country.text.name];
    const chosen = country.code.picklistValues.find(({ label }) => label === named);
    const held = row[state.text?.name ?? ''];
    const stateOf = statesOf(address, chosen?.value).find(
      ({ value, label }) => value === held || label === held,
    );
    coded[country.code.name] = chosen?.value ?? null;
    coded[state.code.name] = stateOf?.value ?? null;
    if (state.text && stateOf) coded[state.text.name] = stateOf.label;
  }
  return { ...row, ...coded };
}
