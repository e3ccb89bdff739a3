import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { allRowsAt, forParser, isWord } from './parser-text.ts';
import { readQuery } from './read-query.ts';
import { errorAt, SoqlError } from './soql-error.ts';
import { Source, type Token, tokenize } from './source.ts';
import type { SoqlQuery } from './syntax.ts';

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
 * the query fails in the same way when it is cut off right behind it.
 */
function stumbledAt(text: string, tokens: readonly Token[], image: string): number {
  const candidates = tokens.flatMap((token, index) => (token.text === image ? [index] : []));
  const place = candidates.find((index) => {
    const token = tokens[index];
    if (token === undefined) return false;
    try {
      parseQuery(forParser(text.slice(0, token.at + token.text.length)));
      return false;
    } catch (error) {
      return stumbledOver(error)?.image === image;
    }
  });
  return place ?? candidates.at(-1) ?? -1;
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

function malformed(text: string, error: unknown): SoqlError {
  const tokens = tokenize(text);
  if (tokens.length === 0) {
    return new SoqlError('MALFORMED_QUERY', 'SOQL statements cannot be empty or null');
  }
  const stumble = stumbledOver(error);
  if (stumble === undefined) return new SoqlError('MALFORMED_QUERY', 'the query cannot be understood');
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
  if (isMistakenAlias(error, tokens, index)) index -= 1;
  const emptyList = tokens[index]?.text === '(' && tokens[index + 1]?.text === ')';
  if (emptyList) index += 1;
  return unexpected(text, tokens[index]);
}

function parse(text: string): Query {
  try {
    return parseQuery(forParser(text));
  } catch (error) {
    throw malformed(text, error);
  }
}

export interface ParsedSoql {
  query: SoqlQuery;
  /** `ALL ROWS`: deleted records too. */
  allRows: boolean;
}

/** Reads a query; what cannot be read is a `SoqlError` with code MALFORMED_QUERY. */
export function parseSoql(text: string): ParsedSoql {
  const query = parse(text);
  const source = Source.of(text);
  return { query: readQuery(query, source), allRows: allRowsAt(source.tokens) !== -1 };
}
