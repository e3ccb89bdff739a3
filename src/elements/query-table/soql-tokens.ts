export interface Token {
  readonly text: string;
  /** A name, a path such as `Owner.Name`, a keyword or a number. */
  readonly isWord: boolean;
}

const blank = /^(?:\s|\/[*/]|--)/;
const pattern = /\s+|\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|--)[^\n]*|'(?:\\[\s\S]|[^'\\])*'?|[\w.]+|[\s\S]/g;

/** The words, strings and marks of a query, without white space and comments. Takes any text. */
export function tokensOf(soql: string): Token[] {
  const pieces = soql.match(pattern) ?? [];
  return pieces.filter((text) => !blank.test(text)).map((text) => ({ text, isWord: /^[\w.]/.test(text) }));
}
