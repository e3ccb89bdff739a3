import { type Token, tokensOf } from '../../api/soql/tokens.ts';

/** One entry of a SELECT list, as far as it can be told without knowing the org. */
export interface SelectColumn {
  readonly kind: 'field' | 'function' | 'children' | 'typeof';
  /** The keys that lead to the value in an answered record, e.g. `['Owner', 'Name']` or `['expr0']`. */
  readonly path: readonly string[];
  /** The field it is about, from the FROM object on; empty where it is about none, as `COUNT()`. */
  readonly source: readonly string[];
  /** In upper case, outermost first, e.g. `['FORMAT', 'MIN']`. */
  readonly functions: readonly string[];
  readonly alias: string | undefined;
}

export interface Select {
  /** API name as written after FROM; undefined where it was not found. */
  readonly objectApiName: string | undefined;
  /** Undefined where only the answer tells the columns: `FIELDS(ALL)`, or text that was not understood. */
  readonly columns: readonly SelectColumn[] | undefined;
  /** True for `SELECT COUNT() FROM …`, which is answered by a number alone. */
  readonly countOnly: boolean;
}

/**
 * Reads what a query selects, to name and order columns. It judges nothing: whether the query is valid is
 * for the org to say. Source: SOQL and SOSL Reference, "SOQL SELECT Syntax".
 */
export function readSelect(soql: string): Select {
  const tokens = tokensOf(soql);
  const from = indexOfWord(tokens, 'FROM');
  const { objectApiName, aliases } = readFrom(tokens.slice(from + 1), from >= 0);
  if (!isWord(tokens[0], 'SELECT') || from < 0)
    return { objectApiName, columns: undefined, countOnly: false };

  const items = splitItems(tokens.slice(1, from));
  const drafts = items.map((item) => readItem(item, aliases));
  const countOnly = items.length === 1 && drafts[0]?.functions[0] === 'COUNT' && items[0]?.length === 3;
  const isGrouped =
    // Past the object, which may itself be called Group.
    indexOfWord(tokens.slice(from + 2), 'GROUP') >= 0 ||
    drafts.some(({ functions }) => functions.some((name) => aggregates.has(name)));
  const unclear = drafts.some(({ kind, functions, source }) => {
    return functions[0] === 'FIELDS' || (kind === 'field' && source.length === 0);
  });
  const columns = unclear || drafts.length === 0 ? undefined : placeValues(drafts, isGrouped);
  return { objectApiName, columns, countOnly };
}

type Draft = Omit<SelectColumn, 'path'>;
type Aliases = ReadonlyMap<string, readonly string[]>;

const aggregates = new Set(['AVG', 'COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'GROUPING']);
/** These answer under the name of their field, where they have no alias. */
const wrappers = new Set(['TOLABEL', 'FORMAT', 'CONVERTCURRENCY']);
const clauses = new Set('WHERE WITH GROUP HAVING ORDER LIMIT OFFSET FOR USING UPDATE ALL'.split(' '));

/** Aggregate results are flat; what has no name there is `expr0`, `expr1`, … in order. */
function placeValues(drafts: readonly Draft[], isGrouped: boolean): SelectColumn[] {
  let unnamed = 0;
  return drafts.map((draft) => {
    const { kind, source, functions, alias } = draft;
    const isWrapped = functions.length === 1 && wrappers.has(functions[0] ?? '');
    if (alias && kind !== 'children') return { ...draft, path: [alias] };
    if (kind === 'function' && !isWrapped) return { ...draft, path: [`expr${unnamed++}`] };
    return { ...draft, path: isGrouped ? source.slice(-1) : source };
  });
}

function readItem(item: readonly Token[], aliases: Aliases): Draft {
  const [first, second] = item;
  if (first?.text === '(') {
    const relationship = item[indexOfWord(item, 'FROM', 1) + 1]?.text ?? '';
    const source = [relationship.slice(relationship.indexOf('.') + 1)];
    return { kind: 'children', source, functions: [], alias: undefined };
  }
  if (isWord(first, 'TYPEOF')) {
    return { kind: 'typeof', source: pathOf(second, aliases), functions: [], alias: undefined };
  }
  if (second?.text === '(') {
    const names = item.filter((token, index) => token.isWord && item[index + 1]?.text === '(');
    const argument = item.find((token, index) => index > 1 && token.isWord && item[index + 1]?.text !== '(');
    const last = item.at(-1);
    const alias = last?.isWord ? last.text : undefined;
    const source = argument === last ? [] : pathOf(argument, aliases);
    const functions = names.map(({ text }) => text.toUpperCase());
    return { kind: 'function', source, functions, alias };
  }
  return { kind: 'field', source: pathOf(first, aliases), functions: [], alias: second?.text };
}

function pathOf(token: Token | undefined, aliases: Aliases): readonly string[] {
  if (!token?.isWord) return [];
  const [head = '', ...rest] = token.text.split('.').filter((name) => name !== '');
  const start = rest.length > 0 ? aliases.get(head.toLowerCase()) : undefined;
  return start ? [...start, ...rest] : [head, ...rest];
}

/** `FROM Contact c, c.Account a`: the object, and which path each alias (and the object's name) stands for. */
function readFrom(
  tokens: readonly Token[],
  isPresent: boolean,
): { objectApiName: string | undefined; aliases: Aliases } {
  const aliases = new Map<string, readonly string[]>();
  const [object] = tokens;
  if (!isPresent || !object?.isWord) return { objectApiName: undefined, aliases };
  aliases.set(object.text.toLowerCase(), []);
  let path: readonly string[] = [];
  for (const [index, token] of tokens.entries()) {
    // The object itself: Order and Group are objects as well as clauses.
    if (index === 0) continue;
    if (token.text !== ',' && (!token.isWord || clauses.has(token.text.toUpperCase()))) break;
    if (token.text === ',' || isWord(token, 'AS')) continue;
    if (tokens[index - 1]?.text === ',') path = pathOf(token, aliases);
    else aliases.set(token.text.toLowerCase(), path);
  }
  return { objectApiName: object.text, aliases };
}

/** Splits at commas, except those inside parentheses and inside TYPEOF … END. */
function splitItems(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const item = items.at(-1) ?? [];
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    const isInTypeof = isWord(item[0], 'TYPEOF') && !isWord(item.at(-1), 'END');
    if (token.text === ',' && depth === 0 && !isInTypeof) items.push([]);
    else item.push(token);
  }
  return items.filter((item) => item.length > 0);
}

/** Index of the first such word at a depth of parentheses, -1 where there is none. */
function indexOfWord(tokens: readonly Token[], word: string, atDepth = 0): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    return depth === atDepth && isWord(token, word);
  });
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.isWord === true && token.text.toUpperCase() === word;
}
