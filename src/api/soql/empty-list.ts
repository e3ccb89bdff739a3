import { isInHaving, openerOf, wordBefore } from './place.ts';
import { isWord } from './tokens.ts';
import { valueError } from './value-error.ts';

/** Conditions that no row and every row of any object meets. */
export const noRow = 'Id = null';
export const everyRow = 'Id != null';

/**
 * Puts a condition in the place of the `Name IN` or `Name NOT IN` that a query ends with, since SOQL knows no empty list.
 * A group, which is what HAVING judges, has one row at least.
 */
export function bindNoValues(pieces: string[]): void {
  const operator = wordBefore(pieces, pieces.length);
  const before = wordBefore(pieces, operator);
  const isNotIn = pieces[before]?.toUpperCase() === 'NOT';
  const isMet = isNotIn || pieces[operator]?.toUpperCase() === 'EXCLUDES';
  pieces.length = operandStart(pieces, isNotIn ? wordBefore(pieces, before) : before);
  if (isInHaving(pieces)) pieces.push(isMet ? 'COUNT(Id) > 0' : 'COUNT(Id) = 0');
  else pieces.push(isMet ? everyRow : noRow);
}

/** Index of the first piece of the path or call that ends with a piece. */
function operandStart(pieces: readonly string[], last: number): number {
  let start = pieces[last] === ')' ? wordBefore(pieces, openerOf(pieces, last)) : last;
  if (!isWord(pieces[start] ?? '')) {
    throw valueError('An empty list follows no field.', 'Write the field, IN and the list in one template.');
  }
  // The parts of a path may have been bound: Account.${identifier('Name')}
  while (isWord(pieces[start - 1] ?? '')) start -= 1;
  return start;
}
