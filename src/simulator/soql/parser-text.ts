import { fromList } from './from-list.ts';
import { Source, type Token } from './source.ts';

/** The parser knows no time literals: they travel as datetimes of this day, which no record can have. */
export const TIME_CARRIER = '0001-01-01T';

/** It takes GROUPING in an ORDER BY, but no direction behind it; behind this function it does. */
export const SORTED_GROUPING = 'CALENDAR_YEAR';

const TIME = /^\d\d:\d\d:\d\d(\.\d+)?Z?$/;
/** What a condition stands behind. */
const CONDITION = /^(WHERE|HAVING|AND|OR|NOT)$/i;
/** Scopes that the parser does not know. */
const SCOPE = /^(mine_and_my_groups|scopingRule)$/i;
/** Words that a comma may join to one more of them at the end of a query, which the parser does not know. */
const JOINED = new Map([
  ['FOR', /^(VIEW|REFERENCE)$/i],
  ['UPDATE', /^(TRACKING|VIEWSTAT)$/i],
]);

export function isWord(token: Token | undefined, word: string): boolean {
  return token?.text.toUpperCase() === word;
}

/** Index of the words `ALL ROWS`, which the parser does not know; -1 without them. */
export function allRowsAt(tokens: readonly Token[]): number {
  return tokens.findIndex((token, index) => isWord(token, 'ALL') && isWord(tokens[index + 1], 'ROWS'));
}

/** The scope that a query names. */
export function scopeOf({ tokens }: Source): string | undefined {
  const using = tokens.findIndex(
    (token, index) => isWord(token, 'USING') && isWord(tokens[index + 1], 'SCOPE'),
  );
  return using === -1 ? undefined : tokens[using + 2]?.text;
}

/** Of conditions in parentheses right within others, as in `((a = 1))`, the outer ones: the parser stops at about ten. */
function doubledParentheses(tokens: readonly Token[]): Token[] {
  const open: number[] = [];
  const ends = new Map<number, number>();
  const conditions = new Set<number>();
  tokens.forEach(({ text }, index) => {
    if (text === '(') {
      open.push(index);
      const before = tokens[index - 1]?.text ?? '';
      if (CONDITION.test(before) || conditions.has(index - 1)) conditions.add(index);
    } else if (text === ')') ends.set(open.pop() ?? -1, index);
  });
  return [...conditions].flatMap((start) => {
    const end = ends.get(start) ?? -1;
    const [outer, close] = [tokens[start], tokens[end]];
    return outer && close && ends.get(start + 1) === end - 1 ? [outer, close] : [];
  });
}

/** Adds what the parser shall read instead of each word that it does not know. */
function addReplacements(source: Source, replacements: Map<Token, string>): void {
  const { tokens } = source;
  const sorted = new Set(source.clause('ORDER'));
  const isLimited = source.has('LIMIT');
  for (const token of fromList(source).joinedTokens) replacements.set(token, '');
  tokens.forEach((token, index) => {
    const [first, comma, second] = tokens.slice(index + 1, index + 4);
    const words = JOINED.get(token.text.toUpperCase());
    if (TIME.test(token.text)) {
      replacements.set(token, `${TIME_CARRIER}${token.text.replace(/Z?$/, 'Z')}`);
    } else if (isWord(token, 'GROUPING') && sorted.has(token)) {
      replacements.set(token, SORTED_GROUPING);
    } else if (isWord(token, 'OFFSET') && !isLimited) {
      replacements.set(token, `LIMIT 0 ${token.text}`);
    } else if (isWord(token, 'SCOPE') && first && SCOPE.test(first.text)) {
      replacements.set(first, 'everything');
    } else if (words?.test(first?.text ?? '') && comma?.text === ',' && second && words.test(second.text)) {
      replacements.set(comma, '');
      replacements.set(second, '');
    }
  });
  for (const token of doubledParentheses(tokens)) replacements.set(token, '');
  for (const nested of source.nested) addReplacements(nested, replacements);
}

/** The query in the words the parser understands. An OFFSET it takes only behind a LIMIT. */
export function forParser(text: string): string {
  const replacements = new Map<Token, string>();
  addReplacements(Source.of(text), replacements);
  let rewritten = '';
  let copied = 0;
  for (const [token, replacement] of [...replacements].sort(([a], [b]) => a.at - b.at)) {
    rewritten += text.slice(copied, token.at) + replacement;
    copied = token.at + token.text.length;
  }
  return rewritten + text.slice(copied);
}
