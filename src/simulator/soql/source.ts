import { errorAt, type SoqlError } from './soql-error.ts';

export interface Token {
  text: string;
  /** Offset into the whole query. */
  at: number;
}

export type Clause =
  | 'SELECT'
  | 'FROM'
  | 'WHERE'
  | 'WITH'
  | 'GROUP'
  | 'HAVING'
  | 'ORDER'
  | 'LIMIT'
  | 'OFFSET'
  | 'FOR'
  | 'UPDATE';

/** Where a word stands: in a clause, or in it from an offset on. */
export type Place = Clause | { clause: Clause; from: number };

export function clauseOf(place: Place): Clause {
  return typeof place === 'string' ? place : place.clause;
}

const TOKEN = /'(?:\\[\s\S]|[^'\\])*'?|\d[\w:.+-]*|[a-z]{3}\d+\.\d+|[a-z_]\w*(?:\.[a-z_]\w*)*|[<>!]=|<>|\S/gi;
const CLAUSES: ReadonlySet<string> = new Set([
  'SELECT',
  'FROM',
  'WHERE',
  'WITH',
  'HAVING',
  'LIMIT',
  'OFFSET',
  'FOR',
  'UPDATE',
]);

/** The words of a query: paths, numbers and quoted strings whole, everything else by itself. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
}

function clauseAt(tokens: readonly Token[], index: number): Clause | undefined {
  const word = tokens[index]?.text.toUpperCase() ?? '';
  const followed = tokens[index + 1]?.text.toUpperCase() === 'BY';
  if (CLAUSES.has(word)) return word as Clause;
  return (word === 'GROUP' || word === 'ORDER') && followed ? word : undefined;
}

/**
 * Where the words of one query stand. The parser gives no positions, so errors find their place by the word and
 * the clause it was read from. Nested queries have sources of their own, in the order of the text, and leave their
 * parentheses in the outer one.
 */
export class Source {
  readonly text: string;
  readonly tokens: Token[] = [];
  readonly nested: Source[] = [];

  private constructor(text: string) {
    this.text = text;
  }

  static of(text: string): Source {
    const root = new Source(text);
    const open: { source: Source; depth: number }[] = [{ source: root, depth: 0 }];
    const tokens = tokenize(text);
    tokens.forEach((token, index) => {
      const top = open.at(-1);
      if (top === undefined) return;
      if (token.text === '(' && tokens[index + 1]?.text.toUpperCase() === 'SELECT') {
        const source = new Source(text);
        top.source.tokens.push(token);
        top.source.nested.push(source);
        open.push({ source, depth: 0 });
        return;
      }
      if (token.text === '(') top.depth += 1;
      if (token.text === ')') {
        if (top.depth === 0 && open.length > 1) {
          open.pop();
          open.at(-1)?.source.tokens.push(token);
          return;
        }
        top.depth -= 1;
      }
      top.source.tokens.push(token);
    });
    return root;
  }

  /** Whether the query has a clause. */
  has(name: Clause): boolean {
    return this.tokens.some((_, index) => clauseAt(this.tokens, index) === name);
  }

  /** The words of one clause, its keyword left out; none where the clause is absent. */
  clause(name: Clause): Token[] {
    let current: Clause | undefined;
    return this.tokens.filter((_, index) => {
      const started = clauseAt(this.tokens, index);
      if (started !== undefined) current = started;
      return started === undefined && current === name;
    });
  }

  /** The offsets at which the items of a clause begin, a whole TYPEOF counting as one. */
  items(name: 'SELECT' | 'ORDER'): number[] {
    const found: number[] = [];
    let [depth, begins] = [0, true];
    for (const { text, at } of this.clause(name)) {
      const word = text.toUpperCase();
      if (word === 'BY') continue;
      if (begins) found.push(at);
      if (word === '(' || word === 'TYPEOF') depth += 1;
      if (word === ')' || word === 'END') depth = Math.max(0, depth - 1);
      begins = depth === 0 && word === ',';
    }
    return found;
  }

  /** The offset of a word, in its place if it stands there, else anywhere in this query, else the query's start. */
  find(word: string, place: Place): number {
    const from = typeof place === 'string' ? 0 : place.from;
    const same = (token: Token) => token.text.toUpperCase() === word.toUpperCase();
    const words = this.clause(clauseOf(place)).filter(same);
    const found = words.find(({ at }) => at >= from) ?? words[0] ?? this.tokens.find(same) ?? this.tokens[0];
    return found?.at ?? 0;
  }

  /** An error that points at a word of this query. */
  fail(errorCode: string, problem: string, word: string, place: Place): SoqlError {
    return errorAt(this.text, this.find(word, place), errorCode, problem);
  }
}
