import { isBlank } from './tokens.ts';

/** What may be bound where a query ends so far: a value, a list of values, a pattern or a count; undefined for none. */
export type Place = 'value' | 'list' | 'pattern' | 'count' | undefined;

const places = new Map<string, Place>([
  ['=', 'value'],
  ['<', 'value'],
  ['>', 'value'],
  ['IN', 'list'],
  ['INCLUDES', 'list'],
  ['EXCLUDES', 'list'],
  ['LIKE', 'pattern'],
  ['LIMIT', 'count'],
  ['OFFSET', 'count'],
  // LAST_N_DAYS:30
  [':', 'count'],
]);
const takesValues = /^(IN|INCLUDES|EXCLUDES|DISTANCE|GEOLOCATION)$/i;

/** The place behind the last piece of a query. */
export function placeAfter(pieces: readonly string[]): Place {
  const last = wordBefore(pieces, pieces.length);
  const word = pieces[last];
  if (word !== '(' && word !== ',') return places.get(word?.toUpperCase() ?? '');
  const opener = word === '(' ? last : openerOf(pieces, last);
  return takesValues.test(pieces[wordBefore(pieces, opener)] ?? '') ? 'value' : undefined;
}

/** Whether what comes next stands in a HAVING clause. */
export function isInHaving(pieces: readonly string[]): boolean {
  let depth = 0;
  for (const piece of [...pieces].reverse()) {
    if (piece === ')') depth += 1;
    if (piece === '(') depth = Math.max(0, depth - 1);
    if (depth === 0 && /^(WHERE|HAVING)$/i.test(piece)) return piece.toUpperCase() === 'HAVING';
  }
  return false;
}

/** Index of the parenthesis that is open at a piece; -1 where there is none. */
export function openerOf(pieces: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from - 1; at >= 0; at -= 1) {
    if (pieces[at] === ')') depth += 1;
    if (pieces[at] === '(' && depth-- === 0) return at;
  }
  return -1;
}

/** Index of the piece before, white space left out; -1 where there is none. */
export function wordBefore(pieces: readonly string[], from: number): number {
  let at = from - 1;
  while (at >= 0 && isBlank(pieces[at] ?? '')) at -= 1;
  return at;
}
