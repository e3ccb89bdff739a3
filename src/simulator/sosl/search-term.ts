/** Words in a row, each with `*` and `?` for any characters or any one. */
type Phrase = readonly string[];

/** What is searched for. */
export type SearchTerm =
  | { readonly kind: 'phrase'; readonly words: Phrase }
  | { readonly kind: 'not'; readonly term: SearchTerm }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly SearchTerm[] };

/** A character that means something to SOSL and so needs a backslash; `*`, `?` and `"` are read as what they mean. */
const reserved = /\\[\s\S]|([&|!{}[\]()^~:'+-])/g;
const plain = /^[\0-\x7f]*$/;
const word = /[^\p{L}\p{N}*?]+/u;
/** How many parentheses may stand in one another: following them takes that much of the stack. */
const deepest = 50;

/** Without capitals and accents, which searches do not tell apart. */
function folded(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
}

function phraseOf(text: string): Phrase {
  const unescaped = text.replace(/\\([\s\S])/g, (_, character: string) =>
    /\w/.test(character) ? character : ' ',
  );
  return folded(unescaped)
    .split(word)
    .filter((part) => /[^*?]/.test(part));
}

/** Where a character stands that would need a backslash or another parenthesis, with that character. */
export function reservedCharacter(text: string): { at: number; character: string } | undefined {
  const unquoted = text.replace(/"(?:\\[\s\S]|[^"\\])*"/g, (quoted) => ' '.repeat(quoted.length));
  const open: { at: number; character: string }[] = [];
  for (const { index, 1: character } of unquoted.matchAll(reserved)) {
    if (character === undefined) continue;
    if (character === '(' && open.length < deepest) open.push({ at: index, character });
    else if (character !== ')' || open.pop() === undefined) return { at: index, character };
  }
  return open.at(-1);
}

/** What stands between two parentheses: alternatives, each made of terms that all have to hold. */
class Group {
  readonly #alternatives: SearchTerm[][] = [[]];
  #negated = false;

  add(term: SearchTerm | undefined): void {
    if (term) this.#alternatives.at(-1)?.push(this.#negated ? { kind: 'not', term } : term);
    this.#negated = false;
  }

  /** AND needs no saying: terms side by side all have to hold. */
  addOperator(operator: string): void {
    if (operator === 'OR') this.#alternatives.push([]);
    if (operator === 'NOT') this.#negated = true;
  }

  get term(): SearchTerm | undefined {
    return joined(
      'or',
      this.#alternatives.flatMap((terms) => joined('and', terms) ?? []),
    );
  }
}

function joined(kind: 'and' | 'or', terms: readonly SearchTerm[]): SearchTerm | undefined {
  return terms.length > 1 ? { kind, terms } : terms[0];
}

/** Without the alternatives that would find whatever lacks some words; undefined where no other is left. */
function bounded(term: SearchTerm): SearchTerm | undefined {
  switch (term.kind) {
    case 'phrase':
      return term;
    case 'not':
      return undefined;
    case 'and':
      return term.terms.some(bounded) ? term : undefined;
    case 'or':
      return joined(
        'or',
        term.terms.flatMap((alternative) => bounded(alternative) ?? []),
      );
  }
}

function lettersOf(term: SearchTerm): string {
  if (term.kind === 'phrase') return term.words.join('').replace(/[*?]/g, '');
  return term.kind === 'not' ? lettersOf(term.term) : term.terms.map(lettersOf).join('');
}

/** Reads the text between the braces of FIND; undefined where fewer than two characters are left to look for. */
export function readSearchTerm(text: string): SearchTerm | undefined {
  let group = new Group();
  const outer: Group[] = [];
  const close = () => {
    const { term } = group;
    group = outer.pop() ?? group;
    group.add(term);
  };
  for (const [part] of text.matchAll(/"(?:\\[\s\S]|[^"\\])*"?|[()]|(?:\\[\s\S]|[^\s"\\()])+/g)) {
    const operator = part.toUpperCase();
    if (part === '(' && outer.length < deepest) {
      outer.push(group);
      group = new Group();
    } else if (part === ')' && outer.length > 0) close();
    else if (operator === 'OR' || operator === 'NOT' || operator === 'AND') group.addOperator(operator);
    else {
      const words = phraseOf(part);
      group.add(words.length > 0 ? { kind: 'phrase', words } : undefined);
    }
  }
  while (outer.length > 0) close();
  const term = group.term && bounded(group.term);
  return term && lettersOf(term).length > 1 ? term : undefined;
}

/** Compares without backtracking over more than the last `*`, so that no pattern takes long. */
function wordMatches(pattern: string, given: string): boolean {
  let [at, place, star, resumed] = [0, 0, -1, 0];
  while (place < given.length) {
    if (pattern[at] === '*') {
      star = at++;
      resumed = place;
    } else if (pattern[at] === '?' || pattern[at] === given[place]) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      place = ++resumed;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

function phraseMatches(phrase: Phrase, words: readonly string[]): boolean {
  return words.some((_, start) =>
    phrase.every((pattern, index) => {
      const given = words[start + index];
      return given !== undefined && wordMatches(pattern, given);
    }),
  );
}

/** What is searched of one record. */
class SearchedText {
  readonly #folded: string;
  readonly #separator: string;
  #fields: string[][] | undefined;

  constructor(text: string, separator: string) {
    this.#folded = folded(text);
    this.#separator = separator;
  }

  holds(phrase: Phrase): boolean {
    // Most texts lack even the letters, which is seen sooner than what words there are.
    const letters = phrase.every((pattern) =>
      pattern.split(/[*?]/).every((part) => this.#folded.includes(part)),
    );
    if (!letters) return false;
    this.#fields ??= this.#folded.split(this.#separator).map(wordsOf);
    return this.#fields.some((words) => phraseMatches(phrase, words));
  }
}

function holds(text: SearchedText, term: SearchTerm): boolean {
  switch (term.kind) {
    case 'phrase':
      return text.holds(term.words);
    case 'not':
      return !holds(text, term.term);
    case 'and':
      return term.terms.every((one) => holds(text, one));
    case 'or':
      return term.terms.some((one) => holds(text, one));
  }
}

/** Whether a record is found. @param text of each field that is searched, with `separator` between them */
export function isFound(term: SearchTerm, text: string, separator: string): boolean {
  return holds(new SearchedText(text, separator), term);
}
