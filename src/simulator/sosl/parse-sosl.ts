import type { SoqlError } from '../soql/soql-error.ts';
import { type Token, tokenize } from '../soql/source.ts';
import { ComposedQuery, type SentWords } from './composed-query.ts';
import { mostFound, type Search, type SearchedObject, type SearchScope, searchScopes } from './run-search.ts';
import { malformed, malformedAt, tooShort } from './search-error.ts';
import { readSearchTerm, reservedCharacter } from './search-term.ts';

const bounds: ReadonlySet<string> = new Set(['USING', 'LIMIT', 'OFFSET']);
const clauses: ReadonlySet<string> = new Set(['WHERE', 'ORDER', ...bounds]);
/** What may stand behind WITH. Source: SOQL and SOSL Reference, "SOSL Syntax". */
const additions = ['DIVISION', 'DATA', 'SNIPPET', 'NETWORK', 'PRICEBOOKID', 'METADATA', 'HIGHLIGHT'];

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

  take(): SentWords {
    const { text, at } = this.#tokens[this.#next] ?? { text: '', at: this.at };
    this.#next += 1;
    return { text, at, sent: this.#text };
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
    return Number(this.take().text);
  }

  /** The words up to one of `ends` or the parenthesis that closes what is open. */
  until(ends: ReadonlySet<string>): SentWords {
    const start = this.at;
    for (let depth = 0; this.upper !== '' && !(depth === 0 && ends.has(this.upper)); this.#next += 1) {
      if (this.upper === '(') depth += 1;
      if (this.upper === ')' && depth-- === 0) break;
    }
    return { text: this.#text.slice(start, this.at).trim(), at: start, sent: this.#text };
  }

  /** Refuses what an org has and the simulated one has not, rather than to answer as if it were not there. */
  unsupported(clause: string): SoqlError {
    return malformedAt(this.#text, this.at, `The simulated org does not support ${clause}`);
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
  if (!words.skip('(')) return { name: name.text, query: new ComposedQuery('SELECT Id FROM ', name) };
  const fields = words.until(clauses);
  if (fields.text === '') throw words.unexpected();
  const conditions = words.until(bounds);
  if (words.upper === 'USING') throw words.unsupported('USING ListView');
  const limit = words.skip('LIMIT') ? words.number() : undefined;
  const offset = words.skip('OFFSET') ? words.number() : undefined;
  words.expect(')');
  const query = new ComposedQuery('SELECT ', fields, ' FROM ', name, ' ', conditions);
  return { name: name.text, query, limit, offset };
}

/** `WITH …`; spelling is never corrected here, whether or not it may be. */
function readAddition(words: Words): void {
  if (words.skip('SPELL_CORRECTION')) {
    words.expect('=');
    if (!words.skip('TRUE')) words.expect('FALSE');
    return;
  }
  if (additions.includes(words.upper)) throw words.unsupported(`WITH ${words.upper}`);
  throw words.unexpected();
}

/** `UPDATE TRACKING, VIEWSTAT`: statistics of articles, of which there are none. */
function readUpdate(words: Words): void {
  do if (!words.skip('TRACKING')) words.expect('VIEWSTAT');
  while (words.skip(','));
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
  while (words.skip('WITH')) readAddition(words);
  const limit = words.skip('LIMIT') ? words.number() : mostFound;
  while (words.skip('UPDATE')) readUpdate(words);
  if (words.upper !== '') throw words.unexpected();
  return { term, scope, objects, limit: Math.min(limit, mostFound) };
}
