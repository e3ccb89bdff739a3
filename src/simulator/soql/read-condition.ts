import type {
  ConditionWithValueQuery,
  FunctionExp,
  LiteralType,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { errorAt, noBindVariable, type SoqlError, tooComplicated } from './soql-error.ts';
import type { Clause, Source, Token } from './source.ts';
import type { Call, Comparison, ComparisonOperator, Condition, Literal, SoqlQuery } from './syntax.ts';

/** Conditions within conditions; what is deeper SQLite could not follow either. */
const MAXIMUM_DEPTH = 500;
const LISTS: ReadonlySet<ComparisonOperator> = new Set(['IN', 'NOT IN', 'INCLUDES', 'EXCLUDES']);

/** A comparison as the parser gives it, which does not say where it stands. */
type Unplaced = Omit<Comparison, 'at'>;

export function readCall(call: FunctionExp): Call {
  const args = (call.parameters ?? []).map((argument) =>
    typeof argument === 'string' ? argument : readCall(argument),
  );
  return { name: (call.functionName ?? '').toUpperCase(), args };
}

function readLiterals(value: string | string[], types: LiteralType | LiteralType[] | undefined): Literal[] {
  const texts = Array.isArray(value) ? value : [value];
  return texts.map((text, index) => ({
    text,
    type: (Array.isArray(types) ? types[index] : types) ?? 'STRING',
  }));
}

function readComparison(leaf: ConditionWithValueQuery, readNested: (query: Query) => SoqlQuery): Unplaced {
  if (!('operator' in leaf)) throw new TypeError('A negation has no comparison.');
  const operator = leaf.operator.toUpperCase().replace('<>', '!=') as ComparisonOperator;
  const left = 'fn' in leaf ? readCall(leaf.fn) : leaf.field;
  const right =
    'valueQuery' in leaf ? readNested(leaf.valueQuery) : readLiterals(leaf.value, leaf.literalType);
  return { kind: 'comparison', left, operator, right };
}

/** The comparisons of the parser's right-leaning chain, in the order of the text. */
function comparisons(clause: WhereClause, readNested: (query: Query) => SoqlQuery): Unplaced[] {
  const found: Unplaced[] = [];
  let node: WhereClause | undefined = clause;
  while (node) {
    if (node.left !== null && 'operator' in node.left) found.push(readComparison(node.left, readNested));
    node = 'operator' in node ? node.right : undefined;
  }
  return found;
}

/** How many words a value takes: a list, a signed number and `LAST_N_DAYS:5` more than one. */
function valueLength(words: readonly Token[]): number {
  const [first, second] = words;
  if (first?.text === '(') return words.findIndex(({ text }) => text === ')') + 1;
  if (first?.text === '-' || first?.text === '+') return 2;
  return second?.text === ':' ? 3 : 1;
}

/**
 * Builds the tree. The parser's own drops some of several NOTs in a row, so it gives the comparisons only; how
 * they are put together is read from the words between them.
 */
export function readCondition(
  clause: WhereClause,
  source: Source,
  name: Clause,
  readNested: (query: Query) => SoqlQuery,
): Condition {
  const leaves = comparisons(clause, readNested);
  const tokens = source.clause(name);
  let index = 0;
  let read = 0;

  const word = () => tokens[index]?.text.toUpperCase();

  function fail(): SoqlError {
    const token = tokens[index];
    const problem = `unexpected token: '${token?.text ?? '<EOF>'}'`;
    return errorAt(source.text, token?.at ?? source.text.length, 'MALFORMED_QUERY', problem);
  }

  /** Throws where a list stands behind an operator that takes one value, or the other way round, or more follows. */
  function checkValue({ operator }: Unplaced, words: readonly Token[]): void {
    const last = operator.split(' ').at(-1);
    const operatorAt = words.findIndex(({ text }) => text.toUpperCase().replace('<>', '!=') === last);
    const value = words.slice(operatorAt + 1);
    if (value[0] === undefined) return;
    const isList = value[0].text === '(';
    const unexpected = LISTS.has(operator) === isList ? value[valueLength(value)] : value[0];
    if (unexpected === undefined) return;
    if (last === 'IN' && !isList) throw noBindVariable(source.text, unexpected.at);
    index = tokens.indexOf(unexpected);
    throw fail();
  }

  /** One comparison: everything up to the word or parenthesis that ends it. */
  function comparison(): Comparison {
    const leaf = leaves[read];
    if (leaf === undefined) throw fail();
    read += 1;
    const start = index;
    for (let depth = 0; index < tokens.length; index += 1) {
      const next = word();
      if (depth === 0 && (next === 'AND' || next === 'OR' || next === ')')) break;
      if (next === '(') depth += 1;
      if (next === ')') depth -= 1;
    }
    const words = tokens.slice(start, index);
    checkValue(leaf, words);
    return { ...leaf, at: words[0]?.at ?? 0 };
  }

  function unary(depth: number): Condition {
    if (depth > MAXIMUM_DEPTH) throw tooComplicated();
    if (word() === 'NOT') {
      index += 1;
      return { kind: 'not', item: unary(depth + 1) };
    }
    if (word() !== '(') return comparison();
    index += 1;
    const inner = expression(depth + 1);
    if (word() !== ')') throw fail();
    index += 1;
    return inner;
  }

  /** Salesforce has no precedence between AND and OR: a level that mixes them is refused. */
  function expression(depth: number): Condition {
    const first = unary(depth);
    const operator = word();
    if (operator !== 'AND' && operator !== 'OR') return first;
    const items = [first];
    while (word() === operator) {
      index += 1;
      items.push(unary(depth));
    }
    if (word() === 'AND' || word() === 'OR') throw fail();
    return { kind: operator === 'OR' ? 'or' : 'and', items };
  }

  const condition = expression(0);
  if (read < leaves.length) throw fail();
  return condition;
}
