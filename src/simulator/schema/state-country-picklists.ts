import type { FieldDescribe, PicklistValue } from '../../api/types.ts';
import { countries } from './countries.ts';
import type { FieldTraits } from './field.ts';
import { picklist, validFor } from './picklist.ts';

/** The states of all countries by name; a code may stand for several, of different countries. */
function stateValues(): PicklistValue[] {
  const all = countries.flatMap(({ states }, index) =>
    Object.entries(states).map(([value, label]) => ({
      active: true,
      defaultValue: false,
      label,
      validFor: validFor([index]),
      value,
    })),
  );
  return all.sort((a, b) => (a.label < b.label ? -1 : 1));
}

function countryCode(name: string, label: string, traits: FieldTraits): FieldDescribe {
  const values = countries.map((country) => `${country.code}=${country.name}`);
  return picklist(name, label, values, { ...traits, length: 10, restrictedPicklist: true });
}

function stateCode(name: string, label: string, controllerName: string, traits: FieldTraits): FieldDescribe {
  return picklist(name, label, [], {
    ...traits,
    length: 10,
    restrictedPicklist: true,
    dependentPicklist: true,
    controllerName,
    picklistValues: stateValues(),
  });
}

/** The fields with a state and a country to choose beside those that hold their names, and in custom addresses. */
export function withStateAndCountryPicklists(fields: readonly FieldDescribe[]): FieldDescribe[] {
  return fields.flatMap((field) => {
    const { name, label, compoundFieldName, permissionable } = field;
    const traits = { compoundFieldName, permissionable };
    if (compoundFieldName === null) return [field];
    if (name.endsWith('__CountryCode__s')) return [countryCode(name, label, traits)];
    if (name.endsWith('__StateCode__s')) {
      return [stateCode(name, label, name.replace('__StateCode', '__CountryCode'), traits)];
    }
    if (!/^\w*Address$/.test(compoundFieldName) || !name.endsWith('Country')) return [field];
    const state = fields.find((part) => part.name === name.replace(/Country$/, 'State'));
    return [
      field,
      stateCode(`${state?.name}Code`, `${state?.label} Code`, `${name}Code`, traits),
      countryCode(`${name}Code`, `${label} Code`, traits),
    ];
  });
}
