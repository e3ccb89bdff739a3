export interface Token {
  readonly text: string;
  /** A name, a path such as `Owner.Name`, a keyword or a number. */
  readonly isWord: boolean;
}

const blank = /^(?:\s|\/[*/]|--)/;
const pattern = /\s+|\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|--)[^\n]*|'(?:\\[\s\S]|[^'\\])*'?|[\w.]+|[\s\S]/g;

/** The whole text of a query in pieces: words, strings, marks, and what is blank between them. Takes any text. */
export function piecesOf(soql: string): string[] {
  return soql.match(pattern) ?? [];
}

/** True for white space and comments. */
export function isBlank(piece: string): boolean {
  return blank.test(piece);
}

export function isWord(piece: string): boolean {
  return /^[\w.]/.test(piece);
}

/** The words, strings and marks of a query, without white space and comments. Takes any text. */
export function tokensOf(soql: string): Token[] {
  return piecesOf(soql)
    .filter((piece) => !isBlank(piece))
    .map((text) => ({ text, isWord: isWord(text) }));
}
