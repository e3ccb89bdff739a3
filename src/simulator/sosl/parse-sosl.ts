import { errorAt, SoqlError } from '../soql/soql-error.ts';
import { type Token, tokenize } from '../soql/source.ts';
import { mostFound, type Search, type SearchedObject, type SearchScope, searchScopes } from './run-search.ts';
import { readSearchTerm, reservedCharacter } from './search-term.ts';

const clauses: ReadonlySet<string> = new Set(['WHERE', 'ORDER', 'LIMIT', 'OFFSET']);

function malformed(message: string): SoqlError {
  return new SoqlError('MALFORMED_SEARCH', message);
}

/** In searches the org counts columns from 0, and its caret stands accordingly. */
function malformedAt(text: string, at: number, problem: string): SoqlError {
  return errorAt(text, Math.max(0, at - 1), 'MALFORMED_SEARCH', problem);
}

export function tooShort(term: string): SoqlError {
  return malformed(`search term must be longer than one character: ${term}`);
}

/** The words of a search behind FIND, read one after another. */
class Words {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next: number;

  /** @param from where the braces end */
  constructor(text: string, from: number) {
    this.#text = text;
    this.#tokens = tokenize(`${' '.repeat(from)}${text.slice(from)}`);
    this.#next = 0;
  }

  get upper(): string {
    return this.#tokens[this.#next]?.text.toUpperCase() ?? '';
  }

  get at(): number {
    return this.#tokens[this.#next]?.at ?? this.#text.trimEnd().length;
  }

  take(): string {
    const word = this.#tokens[this.#next]?.text ?? '';
    this.#next += 1;
    return word;
  }

  /** Takes the word if it is the next one. */
  skip(word: string): boolean {
    const found = this.upper === word;
    if (found) this.#next += 1;
    return found;
  }

  expect(word: string): void {
    if (!this.skip(word)) throw this.unexpected();
  }

  number(): number {
    if (!/^\d+$/.test(this.upper)) throw this.unexpected();
    return Number(this.take());
  }

  /** The text up to one of `ends` or the parenthesis that closes what is open. */
  until(ends: ReadonlySet<string>): string {
    const start = this.at;
    for (let depth = 0; this.upper !== '' && !(depth === 0 && ends.has(this.upper)); this.#next += 1) {
      if (this.upper === '(') depth += 1;
      if (this.upper === ')' && depth-- === 0) break;
    }
    return this.#text.slice(start, this.at).trim();
  }

  unexpected(): SoqlError {
    const token = this.upper === '' ? '<EOF>' : (this.#tokens[this.#next]?.text ?? '');
    return malformedAt(this.#text, this.at, `Malformed search token: ${token}`);
  }
}

function readScope(words: Words): SearchScope {
  const scope = searchScopes.find((name) => words.skip(name));
  if (scope === undefined) throw words.unexpected();
  words.expect('FIELDS');
  return scope;
}

/** `Contact(Id, Name WHERE … ORDER BY … LIMIT n OFFSET n)`, or the name alone. */
function readObject(words: Words): SearchedObject {
  if (!/^\w+$/.test(words.upper)) throw words.unexpected();
  const name = words.take();
  if (!words.skip('(')) return { name, fields: 'Id', clauses: '' };
  const fields = words.until(clauses);
  if (fields === '') throw words.unexpected();
  const conditions = words.until(new Set(['LIMIT', 'OFFSET']));
  const limit = words.skip('LIMIT') ? words.number() : undefined;
  const offset = words.skip('OFFSET') ? words.number() : undefined;
  words.expect(')');
  return { name, fields, clauses: conditions, limit, offset };
}

/** Reads a SOSL search; what cannot be read is a `SoqlError` with code MALFORMED_SEARCH. */
export function parseSosl(text: string): Search {
  const [head, open = '', braced = ''] = /^\s*(FIND\s*\{)((?:\\[\s\S]|[^}\\])*)\}/i.exec(text) ?? [];
  if (head === undefined) {
    throw malformed('No search term found. The search term must be enclosed in braces.');
  }
  const wrong = reservedCharacter(braced);
  if (wrong) {
    const at = head.indexOf(open) + open.length + wrong.at;
    const lines = text.slice(0, at).split('\n');
    const place = `line ${lines.length}:${lines.at(-1)?.length}`;
    throw malformedAt(text, at, `${place} mismatched character '${wrong.character}' expecting '}'`);
  }
  const term = readSearchTerm(braced);
  if (!term) throw tooShort(braced);

  const words = new Words(text, head.length);
  const scope = words.skip('IN') ? readScope(words) : 'ALL';
  const objects: SearchedObject[] = [];
  if (words.skip('RETURNING')) {
    do objects.push(readObject(words));
    while (words.skip(','));
  }
  const limit = words.skip('LIMIT') ? words.number() : mostFound;
  if (words.upper !== '') throw words.unexpected();
  return { term, scope, objects, limit: Math.min(limit, mostFound) };
}
