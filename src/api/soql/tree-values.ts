import type { Query } from '@jetstreamapp/soql-parser-js';
import { valueError } from './value-error.ts';

const quoted = /^'(?:\\[\s\S]|[^'\\])*'$/;
const betweenQuotes = /^(?:\\[\s\S]|[^'\\])*$/;
const word = /^[\w.:+-]*$/;

/**
 * Throws an `SfError` where a value in the tree of a query is more than one literal: the parser's own composer puts quotes
 * around text and escapes nothing in it.
 */
export function checkValues(tree: Query): void {
  for (const part of partsOf(tree)) {
    const { value, literalType } = part as { value?: unknown; literalType?: unknown };
    const types = [literalType].flat();
    [value].flat().forEach((item, index) => {
      const type = Array.isArray(value) && Array.isArray(literalType) ? types[index] : types[0];
      const text = String(item ?? '');
      if (quoted.test(text) || (type === 'STRING' ? betweenQuotes : word).test(text)) return;
      throw valueError('A value in the tree is not one literal.', 'Write values by soqlLiteral().');
    });
  }
}

/** The conditions at any depth. */
function partsOf(tree: unknown): object[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const below = Object.values(tree).flatMap(partsOf);
  return 'operator' in tree && 'value' in tree ? [tree, ...below] : below;
}
