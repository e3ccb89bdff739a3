import type { Query } from '@jetstreamapp/soql-parser-js';
import { SfError } from '../../errors/sf-error.ts';
import { loadPart } from '../load-part.ts';
import type { Soql } from './soql-text.ts';
import { checkValues } from './tree-values.ts';

export type { Query } from '@jetstreamapp/soql-parser-js';

type Parser = typeof import('@jetstreamapp/soql-parser-js');

/**
 * The tree of a query, in the shapes of `@jetstreamapp/soql-parser-js`, which is loaded with the first call.
 * Rejects with an `SfError` with code `MALFORMED_QUERY` that says where the query stops making sense. That parser knows
 * neither time literals nor ALL ROWS.
 */
export async function parseSoql(text: string | Soql): Promise<Query> {
  const { parseQuery } = await loadParser();
  const soql = String(text);
  try {
    return parseQuery(soql);
  } catch (error) {
    throw malformed(soql, failureAt(parseQuery, soql, error));
  }
}

/**
 * The text of such a tree, on one line. Values of your own stand in it as `soqlLiteral` writes them; rejects with an
 * `SfError` with code `SOQL_VALUE` for one that would be more than a literal. Names are not checked.
 */
export async function composeSoql(query: Query): Promise<string> {
  checkValues(query);
  const { composeQuery } = await loadParser();
  return composeQuery(query);
}

function loadParser(): Promise<Parser> {
  return loadPart('Load the SOQL parser', () => import('@jetstreamapp/soql-parser-js'));
}

function malformed(soql: string, at: number): SfError {
  const lines = soql.slice(0, at).split('\n');
  return new SfError({
    code: 'MALFORMED_QUERY',
    operation: 'Read a query',
    problem: `It is not valid SOQL at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}.`,
    remedy: 'Check the query.',
  });
}

const words = /'(?:\\[\s\S]|[^'\\])*'|[\w.:+-]+|[<>!=]+|\S/g;

/**
 * Offset of the word the parser stumbles over. It does not tell of itself, but up to there a query cut off fails at its
 * end, if at all, and from there on inside.
 */
function failureAt(parseQuery: Parser['parseQuery'], soql: string, error: unknown): number {
  const end = soql.trimEnd().length;
  if (!failsInside(error)) return end;
  const found = [...soql.matchAll(words)];
  let [low, high] = [0, found.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const word = found[middle];
    if (word && failsInside(failureOf(parseQuery, soql.slice(0, word.index + word[0].length)))) high = middle;
    else low = middle + 1;
  }
  return found[low]?.index ?? end;
}

function failureOf(parseQuery: Parser['parseQuery'], soql: string): unknown {
  try {
    parseQuery(soql);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** At the end of the text the word that was found is empty. */
function failsInside(error: unknown): boolean {
  return error instanceof Error && !/found(:| -->) ''( <--)?\s*$/.test(error.message);
}
