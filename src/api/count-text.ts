import { SfError } from '../errors/sf-error.ts';

/** A count as a parameter. Throws an `SfError` for what is none. */
export function countText(
  value: number | undefined,
  operation: string,
  [least, most]: readonly [number, number],
): string | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= least && value <= most) return String(value);
  throw new SfError({
    code: 'INVALID_VALUE',
    operation,
    problem: `${value} is not a count that can be asked for.`,
    remedy: `Give a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`,
  });
}
