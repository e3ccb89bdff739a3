import { bindNoValues } from './empty-list.ts';
import { countLiteral, patternText, type SoqlValue, scalarLiteral, soqlLiteral } from './literal.ts';
import { type Place, placeAfter } from './place.ts';
import { Soql } from './soql-text.ts';
import { rawOf } from './template.ts';
import { piecesOf } from './tokens.ts';
import { valueError } from './value-error.ts';

/**
 * A query, or a part of one, with values bound as literals:
 * `` soql`SELECT Id FROM Contact WHERE LastName = ${name} AND AccountId IN ${ids}` ``.
 *
 * - Right after IN, NOT IN, INCLUDES and EXCLUDES stands a list, without parentheses. An empty one makes a condition that no
 *   row meets; after NOT IN and EXCLUDES one that every row meets.
 * - After LIKE, text matches itself only; wildcards come from `` like`…` ``.
 * - After LIMIT, OFFSET and the colon of a date literal stands a count.
 * - Names are no values: bind them by `identifier()` or `fields()`. A bound `Soql` is text, for example another
 *   `` soql`…` ``; parentheses around it are the template's to give.
 *
 * Throws an `SfError` with code `SOQL_VALUE` for what cannot stand where it is bound. The template's own text is SOQL as it
 * is written, backslashes included.
 */
export function soql(template: TemplateStringsArray, ...values: readonly SoqlValue[]): Soql {
  const pieces: string[] = [];
  for (const [index, text] of rawOf(template).entries()) {
    const own = piecesOf(text);
    checkEnd(own.at(-1));
    append(pieces, own);
    if (index < values.length) bind(pieces, values[index]);
  }
  return new Soql(pieces.join(''));
}

function bind(pieces: string[], value: unknown): void {
  const place = placeAfter(pieces);
  if (value instanceof Soql && (!value.isPattern || place === 'pattern'))
    append(pieces, piecesOf(String(value)));
  else if (place === 'list' && Array.isArray(value) && value.length === 0) bindNoValues(pieces);
  else append(pieces, [literalAt(place, value)]);
}

function literalAt(place: Place, value: unknown): string {
  if (Array.isArray(value) !== (place === 'list')) {
    throw valueError(
      'A list and its place do not agree.',
      'Bind a list right after IN, NOT IN, INCLUDES or EXCLUDES, without parentheses, and one value elsewhere.',
    );
  }
  switch (place) {
    case 'list':
      return soqlLiteral(value as SoqlValue);
    case 'value':
      return scalarLiteral(value);
    case 'pattern':
      return `'${patternText(value)}'`;
    case 'count':
      return countLiteral(value);
    default:
      throw valueError(
        'No value can stand where one is bound.',
        'Bind the name of a field or an object by identifier(), and a part of a query as soql`…`.',
      );
  }
}

/** Two words, or two strings, that touch would become one. */
function append(pieces: string[], more: readonly string[]): void {
  if (/[\w']$/.test(pieces.at(-1) ?? '') && /^[\w']/.test(more[0] ?? '')) pieces.push(' ');
  for (const piece of more) pieces.push(piece);
}

/** What a text leaves open would take in what is bound behind it. */
function checkEnd(piece = ''): void {
  if (!/^(?:'(?:\\[\s\S]|[^'\\])*|\/\*(?:(?!\*\/)[\s\S])*|(?:\/\/|--).*)$/.test(piece)) return;
  throw valueError(
    'A quotation mark, or the beginning of a comment, has no partner.',
    "Leave the marks around a bound value out, it brings its own; inside of text write \\'.",
  );
}
