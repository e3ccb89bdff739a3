import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { forParser, isWord } from './parser-text.ts';
import { errorAt, noBindVariable, SoqlError, tooComplicated } from './soql-error.ts';
import { type Token, tokenize } from './source.ts';

/** What the parser stumbled over; empty for the end of the query. Undefined when its message does not say. */
function stumbledOver(error: unknown): { image: string; lexical: boolean } | undefined {
  const message = error instanceof Error ? error.message : '';
  const lexical = /unexpected character: ->([\s\S])<-/.exec(message);
  if (lexical) return { image: lexical[1] ?? '', lexical: true };
  const found =
    /but found: '([\s\S]*)'\s*$/.exec(message) ??
    /but found --> '([\s\S]*)' <--\s*$/.exec(message) ??
    /expecting EOF but found: ([\s\S]*)$/.exec(message);
  return found ? { image: found[1] ?? '', lexical: false } : undefined;
}

/**
 * The parser says which word it stopped at, not where. Of the words that look so it is the first one at which
 * the query fails in the same way when it is cut off right behind it; from that one on it fails so at each.
 */
function stumbledAt(text: string, tokens: readonly Token[], image: string): number {
  const places = tokens.flatMap((token, index) => (token.text === image ? [index] : []));
  const failsAt = (index: number): boolean => {
    const token = tokens[index];
    if (token === undefined) return false;
    try {
      parseQuery(forParser(text.slice(0, token.at + token.text.length)));
      return false;
    } catch (error) {
      return stumbledOver(error)?.image === image;
    }
  };
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (failsAt(places[middle] ?? -1)) high = middle;
    else low = middle + 1;
  }
  return places[low] ?? -1;
}

function unexpected(text: string, token: Token | undefined): SoqlError {
  const at = token?.at ?? text.trimEnd().length;
  return errorAt(text, at, 'MALFORMED_QUERY', `unexpected token: '${token?.text ?? '<EOF>'}'`);
}

/** `SELECT Id FORM Account` reads as an alias to the parser, which then stops one word too late. */
function isMistakenAlias(error: unknown, tokens: readonly Token[], index: number): boolean {
  const [name, alias] = [tokens[index - 2], tokens[index - 1]];
  const isIdentifier = (token: Token | undefined) => /^[a-z_]/i.test(token?.text ?? '');
  const missesFrom = error instanceof Error && error.message.includes('of type --> FROM <--');
  return missesFrom && isIdentifier(alias) && isIdentifier(name) && !isWord(name, 'SELECT');
}

const BEFORE_VALUE = /^([<>!]?=|<>|[<>]|LIKE|IN|INCLUDES|EXCLUDES|LIMIT|OFFSET|\()$/i;

/** The variable that stands for a value at a word, as in `= :name`, `IN (:name)` and `IN names`. */
function variableAt(tokens: readonly Token[], index: number): Token | undefined {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.text === '(') return next?.text === ':' ? next : undefined;
  if (token?.text === ':') return BEFORE_VALUE.test(before?.text ?? '') ? token : undefined;
  return isWord(before, 'IN') && /^[a-z_]/i.test(token?.text ?? '') ? token : undefined;
}

function malformed(text: string, error: unknown): SoqlError {
  const tokens = tokenize(text);
  if (tokens.length === 0) {
    return new SoqlError('MALFORMED_QUERY', 'SOQL statements cannot be empty or null');
  }
  const stumble = stumbledOver(error);
  // What nests deeper than the parser can follow.
  if (stumble === undefined) return tooComplicated();
  if (stumble.image === '') return unexpected(text, undefined);
  if (stumble.lexical) {
    const token = tokens.find((candidate) => candidate.text.startsWith(stumble.image));
    return errorAt(
      text,
      token?.at ?? text.indexOf(stumble.image),
      'MALFORMED_QUERY',
      `no viable alternative at character '${stumble.image}'`,
    );
  }
  let index = stumbledAt(text, tokens, stumble.image);
  // Words that this engine and the parser split differently, such as `-1`, or the LIMIT it is shown before an OFFSET.
  if (index === -1) {
    const at = text.lastIndexOf(stumble.image);
    if (at === -1)
      return unexpected(
        text,
        tokens.find((token) => isWord(token, 'OFFSET')),
      );
    return errorAt(text, at, 'MALFORMED_QUERY', `unexpected token: '${stumble.image}'`);
  }
  if (isMistakenAlias(error, tokens, index)) index -= 1;
  const variable = variableAt(tokens, index);
  if (variable) return noBindVariable(text, variable.at);
  const outer = tokens[index - 3];
  const nests = tokens[index]?.text === '(' && tokens[index - 2]?.text === '(';
  if (nests && outer && /^(AVG|COUNT|COUNT_DISTINCT|MAX|MIN|SUM)$/i.test(outer.text)) {
    const problem = `nested functional syntax can only be used in the following manner: date_function(convertTimezone(columnName)): ${outer.text.toUpperCase()}`;
    return errorAt(text, outer.at, 'MALFORMED_QUERY', problem);
  }
  const emptyList = tokens[index]?.text === '(' && tokens[index + 1]?.text === ')';
  if (emptyList) index += 1;
  return unexpected(text, tokens[index]);
}

/** The parser's tree of a query. */
export function parseText(text: string): Query {
  try {
    return parseQuery(forParser(text));
  } catch (error) {
    throw malformed(text, error);
  }
}

/**
 * HAVING is read a second time as a WHERE, for which the parser keeps negations and parentheses that it loses in
 * its tree of a HAVING clause.
 */
export function parseHaving(text: string, [first, ...rest]: readonly Token[]): Query['where'] {
  if (first === undefined) return undefined;
  const last = rest.at(-1) ?? first;
  const condition = text.slice(first.at, last.at + last.text.length);
  try {
    return parseQuery(forParser(`SELECT Id FROM Account WHERE ${condition}`)).where;
  } catch (error) {
    throw malformed(text, error);
  }
}
