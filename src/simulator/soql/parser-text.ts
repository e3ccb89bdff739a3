import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { type Token, tokenize } from './source.ts';

/** The parser knows no time literals: they travel as datetimes of this day, which no record can have. */
export const TIME_CARRIER = '0001-01-01T';

const TIME = /^\d\d:\d\d:\d\d(\.\d+)?Z?$/;

export function isWord(token: Token | undefined, word: string): boolean {
  return token?.text.toUpperCase() === word;
}

/** Index of the words `ALL ROWS`, which the parser does not know; -1 without them. */
export function allRowsAt(tokens: readonly Token[]): number {
  return tokens.findIndex((token, index) => isWord(token, 'ALL') && isWord(tokens[index + 1], 'ROWS'));
}

/** The query in the words the parser understands: time literals as datetimes, `ALL ROWS` left out. */
export function forParser(text: string): string {
  const tokens = tokenize(text);
  const allRows = allRowsAt(tokens);
  let rewritten = '';
  let copied = 0;
  tokens.forEach((token, index) => {
    const dropped = allRows !== -1 && (index === allRows || index === allRows + 1);
    const isTime = TIME.test(token.text);
    if (!dropped && !isTime) return;
    const replacement = dropped ? '' : `${TIME_CARRIER}${token.text.replace(/Z?$/, 'Z')}`;
    rewritten += text.slice(copied, token.at) + replacement;
    copied = token.at + token.text.length;
  });
  return rewritten + text.slice(copied);
}

/**
 * HAVING is read a second time as a WHERE, for which the parser keeps negations and parentheses that it loses in
 * its tree of a HAVING clause.
 */
export function parseConditionText(text: string): Query['where'] {
  return parseQuery(forParser(`SELECT Id FROM Account WHERE ${text}`)).where;
}
