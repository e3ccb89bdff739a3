import type {
  ConditionWithValueQuery,
  FunctionExp,
  LiteralType,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { errorAt } from './soql-error.ts';
import type { Clause, Source } from './source.ts';
import type { Call, Comparison, ComparisonOperator, Condition, Literal, SoqlQuery } from './syntax.ts';

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

function readComparison(leaf: ConditionWithValueQuery, readNested: (query: Query) => SoqlQuery): Comparison {
  if (!('operator' in leaf)) throw new TypeError('A negation has no comparison.');
  const operator = leaf.operator.toUpperCase().replace('<>', '!=') as ComparisonOperator;
  const left = 'fn' in leaf ? readCall(leaf.fn) : leaf.field;
  const right =
    'valueQuery' in leaf ? readNested(leaf.valueQuery) : readLiterals(leaf.value, leaf.literalType);
  return { kind: 'comparison', left, operator, right };
}

type Piece = Comparison | '(' | ')' | 'NOT' | 'AND' | 'OR';

/** The parser's right-leaning chain, in which parentheses are counts, as the row of words it was read from. */
function flatten(clause: WhereClause, readNested: (query: Query) => SoqlQuery): Piece[] {
  const pieces: Piece[] = [];
  const repeat = (piece: '(' | ')', times = 0) => pieces.push(...Array<Piece>(times).fill(piece));
  let node: WhereClause | undefined = clause;
  while (node) {
    const { left } = node;
    if (left !== null) repeat('(', left.openParen);
    if (left !== null && 'operator' in left) {
      pieces.push(readComparison(left, readNested));
      repeat(')', left.closeParen);
    }
    if (!('operator' in node)) break;
    pieces.push(node.operator);
    node = node.right;
  }
  return pieces;
}

/**
 * Builds the tree. Salesforce has no precedence between AND and OR: a level that mixes them without parentheses
 * is refused at the word that does.
 */
export function readCondition(
  clause: WhereClause,
  source: Source,
  name: Clause,
  readNested: (query: Query) => SoqlQuery,
): Condition {
  const pieces = flatten(clause, readNested);
  const words = source.clause(name).filter((token) => /^(and|or)$/i.test(token.text));
  let index = 0;
  let operators = 0;

  function unary(): Condition {
    const piece = pieces[index];
    index += 1;
    if (piece === 'NOT') return { kind: 'not', item: unary() };
    if (piece === '(') {
      const inner = expression();
      index += 1;
      return inner;
    }
    if (typeof piece !== 'object') throw new TypeError('The condition does not balance.');
    return piece;
  }

  function expression(): Condition {
    const items = [unary()];
    let operator: 'AND' | 'OR' | undefined;
    for (let piece = pieces[index]; piece === 'AND' || piece === 'OR'; piece = pieces[index]) {
      const word = words[operators];
      if (operator !== undefined && operator !== piece) {
        throw errorAt(
          source.text,
          word?.at ?? 0,
          'MALFORMED_QUERY',
          `unexpected token: '${word?.text ?? piece}'`,
        );
      }
      operator = piece;
      operators += 1;
      index += 1;
      items.push(unary());
    }
    const [only] = items;
    if (operator === undefined && only !== undefined) return only;
    return { kind: operator === 'OR' ? 'or' : 'and', items };
  }

  return expression();
}
