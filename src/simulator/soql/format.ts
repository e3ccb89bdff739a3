import type { FieldDescribe } from '../../api/types.ts';
import type { StoredValue } from '../store/types.ts';

const LOCALE = 'en-US';

function instant(field: FieldDescribe, stored: StoredValue): Date {
  return new Date(field.type === 'date' ? `${stored}T00:00:00Z` : String(stored));
}

/** `FORMAT(field)`: the text a user with the locale en-US, US dollars and the time zone UTC sees. */
export function formatted(field: FieldDescribe, stored: StoredValue): string | null {
  if (stored === null) return null;
  const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
  switch (field.type) {
    case 'currency':
      return `$${Number(stored).toLocaleString(LOCALE, digits)}`.replace('$-', '-$');
    case 'percent':
      return `${Number(stored).toLocaleString(LOCALE, digits)}%`;
    case 'double':
    case 'int':
    case 'long':
      return Number(stored).toLocaleString(LOCALE, digits);
    case 'date':
      return instant(field, stored).toLocaleDateString(LOCALE, { timeZone: 'UTC' });
    case 'datetime': {
      const style = { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' } as const;
      // Intl puts a narrow space before AM and PM, Salesforce a plain one.
      return instant(field, stored).toLocaleString(LOCALE, style).replaceAll('\u202f', ' ');
    }
    case 'boolean':
      return stored === 0 ? 'false' : 'true';
    default:
      return String(stored);
  }
}

/** `toLabel(field)`: the label of a picklist value, of each one in a multi-select. */
export function labelled(field: FieldDescribe, stored: StoredValue): StoredValue {
  if (typeof stored !== 'string') return stored;
  const label = (value: string) =>
    field.picklistValues.find((entry) => entry.value === value)?.label ?? value;
  return field.type === 'multipicklist' ? stored.split(';').map(label).join(';') : label(stored);
}
