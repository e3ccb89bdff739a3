/** Words in a row, each with `*` and `?` for any characters or any one. */
type Phrase = readonly string[];

interface Term {
  readonly phrase: Phrase;
  readonly negated: boolean;
}

/** What is searched for: alternatives, each made of terms that all have to hold. */
export type SearchTerm = readonly (readonly Term[])[];

/** A character that means something to SOSL and so needs a backslash; `*`, `?` and `"` are read as what they mean. */
const reserved = /\\[\s\S]|([&|!{}[\]()^~:'+-])/g;
const word = /[^\p{L}\p{N}*?]+/u;

/** Without capitals and accents, which searches do not tell apart. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words by which a stored text is found. */
export function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

function phraseOf(text: string): Phrase {
  const plain = text.replace(/\\([\s\S])/g, (_, character: string) =>
    /\w/.test(character) ? character : ' ',
  );
  return folded(plain)
    .split(word)
    .filter((part) => /[^*?]/.test(part));
}

/** Where a character stands that would need a backslash, with that character. */
export function reservedCharacter(text: string): { at: number; character: string } | undefined {
  const unquoted = text.replace(/"(?:\\[\s\S]|[^"\\])*"/g, (quoted) => ' '.repeat(quoted.length));
  for (const { index, 1: character } of unquoted.matchAll(reserved)) {
    if (character !== undefined) return { at: index, character };
  }
  return undefined;
}

/** Reads the text between the braces of FIND; undefined where fewer than two characters are left to look for. */
export function readSearchTerm(text: string): SearchTerm | undefined {
  const alternatives: Term[][] = [[]];
  let negated = false;
  for (const [part] of text.matchAll(/"(?:\\[\s\S]|[^"\\])*"?|(?:\\[\s\S]|[^\s"\\])+/g)) {
    const operator = part.toUpperCase();
    if (operator === 'OR') alternatives.push([]);
    else if (operator === 'NOT') negated = true;
    else if (operator !== 'AND') {
      const phrase = phraseOf(part);
      if (phrase.length > 0) alternatives.at(-1)?.push({ phrase, negated });
      negated = false;
    }
  }
  const term = alternatives.filter((terms) => terms.some((wanted) => !wanted.negated));
  const letters = term.flat().flatMap(({ phrase }) => phrase.join('').replace(/[*?]/g, ''));
  return letters.join('').length > 1 ? term : undefined;
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

/** Whether a record is found. @param fields the words of each field that is searched */
export function isFound(term: SearchTerm, fields: readonly (readonly string[])[]): boolean {
  return term.some((terms) =>
    terms.every(({ phrase, negated }) => fields.some((words) => phraseMatches(phrase, words)) !== negated),
  );
}
