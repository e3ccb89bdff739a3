import type { FieldDescribe } from '../../api/types.ts';
import { corporateCurrency, currencies } from './currencies.ts';
import type { FieldTraits } from './field.ts';
import { currencyType } from './objects/currency-type.ts';
import { picklist } from './picklist.ts';
import type { SObjectDefinition } from './s-object.ts';

/** Objects whose records are in no currency. */
const withoutCurrency: ReadonlySet<string> = new Set(['Group', 'RecordType']);

function currencyField(name: string, label: string, traits: FieldTraits = {}): FieldDescribe {
  const values = (active: boolean) =>
    currencies
      .filter((currency) => currency.active === active)
      .map((currency) => `${currency.code}=${currency.name}`);
  return picklist(name, label, values(true), {
    inactive: values(false),
    length: 3,
    nillable: false,
    defaultedOnCreate: true,
    permissionable: false,
    restrictedPicklist: true,
    ...traits,
  });
}

/** What a user's new records are in, where nothing else is said. */
const usersDefault = (): FieldDescribe =>
  currencyField('DefaultCurrencyIsoCode', 'Default Currency ISO Code', { defaultValue: corporateCurrency });

/** The definitions of an org in which each record is in a currency of its own. Source: Object Reference, "CurrencyType". */
export function withMultiCurrency(definitions: readonly SObjectDefinition[]): SObjectDefinition[] {
  const extended = definitions.map((definition) => {
    const { name, fields } = definition;
    if (withoutCurrency.has(name)) return definition;
    const more = [
      currencyField('CurrencyIsoCode', 'Currency ISO Code'),
      ...(name === 'User' ? [usersDefault()] : []),
    ];
    return { ...definition, fields: [...fields, ...more] };
  });
  const at = extended.findIndex(({ name }) => name > 'CurrencyType');
  return extended.toSpliced(at < 0 ? extended.length : at, 0, currencyType());
}
