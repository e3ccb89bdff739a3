import type { FieldDescribe, PicklistValue, RestError, SObjectDescribe } from '../../api/types.ts';
import { RestFailure } from '../http/rest-failure.ts';
import { type CodeAndText, type CodedAddress, codedAddresses, statesOf } from '../schema/address-codes.ts';
import type { StoredRow, StoredValue } from '../store/types.ts';

function problem(field: FieldDescribe, message: string): RestFailure {
  const error: RestError = { message, errorCode: 'FIELD_INTEGRITY_EXCEPTION', fields: [field.name] };
  return new RestFailure(400, [error]);
}

function unfit(field: FieldDescribe, kind: 'country' | 'state'): RestFailure {
  const [one, many] =
    kind === 'country' ? ['country/territory', 'countries/territories'] : ['state', 'states'];
  const message = `There's a problem with this ${one}, even though it may appear correct. Please select a ${one} from the list of valid ${many}.: ${field.label}`;
  return problem(field, message);
}

/** Brings a code and its text in step with whichever of them is given. @throws RestFailure */
function align(
  { code, text }: CodeAndText,
  choices: readonly PicklistValue[],
  kind: 'country' | 'state',
  values: StoredRow,
  isNew: boolean,
): void {
  const given = (field: FieldDescribe | undefined): StoredValue | undefined => field && values[field.name];
  const [givenCode, givenText] = [given(code), given(text)];
  if (givenCode === undefined && givenText === undefined) return;
  const byCode = (givenCode ?? null) !== null;
  const same = (label: string) => label.toLowerCase() === String(givenText).toLowerCase();
  const choice = byCode
    ? choices.find(({ value }) => value === givenCode)
    : choices.find(({ label }) => same(label));
  if (!choice && (byCode || (givenText ?? null) !== null)) throw unfit(byCode ? code : (text ?? code), kind);
  const contradicts = byCode && text && (givenText ?? null) !== null && choice && !same(choice.label);
  if (contradicts && !isNew) throw unfit(text, kind);
  values[code.name] = choice?.value ?? null;
  if (text) values[text.name] = choice?.label ?? null;
}

function alignAddress(address: CodedAddress, values: StoredRow, before: StoredRow | undefined): void {
  const { state, country } = address;
  align(country, country.code.picklistValues, 'country', values, !before);
  const after = { ...before, ...values };
  const countryCode = after[country.code.name] ?? null;
  const stateGiven = [state.code, state.text].find((field) => field && (values[field.name] ?? null) !== null);
  if (countryCode === null) {
    if (stateGiven) {
      const message = `A country/territory must be specified before specifying a state value for field: ${stateGiven.label}`;
      throw problem(stateGiven, message);
    }
    if (country.code.name in values) {
      for (const field of [state.code, state.text]) if (field) values[field.name] = null;
    }
    return;
  }
  const states = statesOf(address, countryCode);
  align(state, states, 'state', values, !before);
  const stateCode = { ...before, ...values }[state.code.name] ?? null;
  if (stateCode !== null && !states.some(({ value }) => value === stateCode))
    throw unfit(state.code, 'state');
}

/**
 * Keeps the codes and the names of states and countries in step, in place.
 * @param before the row that is changed; undefined for a new one
 * @throws RestFailure where they contradict each other
 * Source: Salesforce Help, "State and Country/Territory Picklist Field-Syncing Logic".
 */
export function alignAddresses(describe: SObjectDescribe, values: StoredRow, before?: StoredRow): void {
  for (const address of codedAddresses(describe)) alignAddress(address, values, before);
}
