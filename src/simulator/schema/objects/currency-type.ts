import { audit, id } from '../common-fields.ts';
import { currencies } from '../currencies.ts';
import { checkbox, decimal, readOnly, required, whole } from '../field.ts';
import { picklist } from '../picklist.ts';
import type { SObjectDefinition } from '../s-object.ts';

const plain = { groupable: false, sortable: false } as const;

/** The currencies of an org with several, and their rates, which alone can be changed. */
export const currencyType = (): SObjectDefinition => ({
  name: 'CurrencyType',
  label: 'Currency Type',
  labelPlural: 'Currency Types',
  keyPrefix: '01L',
  createable: false,
  deletable: false,
  undeletable: false,
  feedEnabled: false,
  layoutable: false,
  mruEnabled: false,
  searchable: false,
  triggerable: false,
  fields: [
    id('Currency Type ID'),
    picklist(
      'IsoCode',
      'Currency ISO Code',
      currencies.map(({ code, name }) => `${code}=${name}`),
      { ...required, ...plain, restrictedPicklist: true, updateable: false },
    ),
    decimal('double', 'ConversionRate', 'Conversion Rate', 18, 6, { ...required, ...plain }),
    whole('DecimalPlaces', 'Decimal Places', 9, { ...required, ...plain, updateable: false }),
    checkbox('IsActive', 'Active', readOnly),
    checkbox('IsCorporate', 'Corporate Currency', readOnly),
    ...audit(),
  ],
});
