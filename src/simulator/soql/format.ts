import type { FieldDescribe } from '../../api/types.ts';
import { outputValue } from '../store/output.ts';
import type { StoredValue } from '../store/types.ts';
import type { Viewer } from './viewer.ts';

const US = 'en-US';

/** Days have two digits, and months too, everywhere but in the United States. */
function dayStyle(locale: string): Intl.DateTimeFormatOptions {
  const digits = locale === US ? 'numeric' : '2-digit';
  return { year: 'numeric', month: digits, day: digits };
}

/**
 * `FORMAT(field)`: the text that the viewer sees; amounts are in US dollars where the org has one currency.
 * @param currency what an amount is in, where the org has several
 */
export function formatted(
  field: FieldDescribe,
  stored: StoredValue,
  { locale, zone, currencies }: Viewer,
  currency: StoredValue = null,
): string | null {
  if (stored === null) return null;
  const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
  switch (field.type) {
    case 'currency':
      if (currencies && currency !== null) return currencies.shown({ value: stored, currency }, locale);
      return Number(stored).toLocaleString(locale, { ...digits, style: 'currency', currency: 'USD' });
    case 'percent':
      return `${Number(stored).toLocaleString(locale, digits)}%`;
    case 'double':
    case 'int':
    case 'long':
      return Number(stored).toLocaleString(locale, digits);
    case 'date':
      return new Date(`${stored}T00:00:00Z`).toLocaleDateString(locale, {
        ...dayStyle(locale),
        timeZone: 'UTC',
      });
    case 'datetime': {
      const style = {
        ...dayStyle(locale),
        hour: 'numeric',
        minute: '2-digit',
        timeZone: zone.name,
      } as const;
      // Intl puts a narrow space before AM and PM, Salesforce a plain one.
      return new Date(String(stored)).toLocaleString(locale, style).replaceAll('\u202f', ' ');
    }
    case 'boolean':
      return stored === 0 ? 'false' : 'true';
    default:
      return String(outputValue(field, stored));
  }
}

/** `toLabel(field)`: the label of a picklist value, of each one in a multi-select. */
export function labelled(field: FieldDescribe, stored: StoredValue): StoredValue {
  if (typeof stored !== 'string') return stored;
  const label = (value: string) =>
    field.picklistValues.find((entry) => entry.value === value)?.label ?? value;
  return field.type === 'multipicklist' ? stored.split(';').map(label).join(';') : label(stored);
}
