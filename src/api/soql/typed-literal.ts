import type { FieldDescribe, FieldType } from '../types.ts';
import { toDatetime, toDay } from './dates.ts';
import { scalarLiteral } from './literal.ts';
import { Soql } from './soql-text.ts';
import { valueError } from './value-error.ts';

/** What values a type of field takes, and the literal of such a value; undefined for another. */
interface Kind {
  readonly takes: string;
  readonly literal: (value: unknown) => string | undefined;
}

const text: Kind = { takes: 'text', literal: literalIf((value) => typeof value === 'string') };
const id: Kind = {
  takes: 'a record id of 15 or 18 letters and digits',
  literal: literalIf(
    (value) => typeof value === 'string' && /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(value),
  ),
};
const number: Kind = {
  takes: 'a finite number',
  literal: literalIf((value) => typeof value === 'bigint' || Number.isFinite(value)),
};
const kinds: Partial<Record<FieldType, Kind>> = {
  id,
  reference: id,
  boolean: { takes: 'true or false', literal: literalIf((value) => typeof value === 'boolean') },
  int: number,
  long: number,
  double: number,
  currency: number,
  percent: number,
  date: { takes: "a Date, or a day such as '2026-05-01'", literal: toDay },
  datetime: { takes: "a Date, or text such as '2026-05-01T07:25:37Z'", literal: toDatetime },
  time: { takes: "a time in UTC such as '14:30:00.000Z'", literal: timeLiteral },
};

/** A value as a field of this type is compared with it. Throws an `SfError` that names the field. */
export function typedLiteral(value: unknown, field: FieldDescribe | undefined): string {
  if (!field || value === null || value instanceof Soql) return scalarLiteral(value);
  const { takes, literal } = kinds[field.type] ?? text;
  const written = literal(value);
  if (written !== undefined) return written;
  throw valueError(`A value for ${field.name} is of another kind than the field.`, `It takes ${takes}.`);
}

/** Throws an `SfError` unless the field, where it is known, holds text. */
export function checkHoldsText(field: FieldDescribe | undefined): void {
  if (field && kinds[field.type])
    throw valueError(`${field.name} holds no text.`, 'Compare it without like.');
}

function literalIf(isTaken: (value: unknown) => boolean): Kind['literal'] {
  return (value) => (isTaken(value) ? scalarLiteral(value) : undefined);
}

function timeLiteral(value: unknown): string | undefined {
  const isTime = typeof value === 'string' && /^([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,3})?Z?$/.test(value);
  return isTime ? value.replace(/Z?$/, 'Z') : undefined;
}
