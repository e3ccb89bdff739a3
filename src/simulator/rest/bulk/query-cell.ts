import type { FieldValue, SObjectRecord } from '../../../api/types.ts';
import type { SelectedColumn } from '../../soql/selected-columns.ts';

/** A number as Java writes its doubles: `5.0`, and from ten million on `1.25E7`. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 1e7);
  const [digits = '', exponent] = (plain ? String(value) : value.toExponential()).split('e');
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return exponent === undefined ? mantissa : `${mantissa}E${Number(exponent)}`;
}

/** A record's value as the results of a bulk query have it; null is empty. */
export function queryCell(record: SObjectRecord, { path, field }: SelectedColumn): string {
  let value: FieldValue | undefined = record;
  for (const name of path) value = (value as SObjectRecord | null | undefined)?.[name];
  if (value === null || value === undefined) return '';
  const isDouble = field.type === 'double' || field.type === 'currency' || field.type === 'percent';
  if (typeof value === 'number' && isDouble) return doubleText(value);
  return field.type === 'datetime' ? String(value).replace('+0000', 'Z') : String(value);
}
