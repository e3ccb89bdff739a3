import { isAggregateCall, isDateFunction } from '../soql/operand.ts';
import { parseSoql } from '../soql/parse.ts';
import { errorAt, type Misplaced, SoqlError } from '../soql/soql-error.ts';
import type { Clause } from '../soql/source.ts';
import type { SoqlQuery } from '../soql/syntax.ts';
import { malformed, malformedAt } from './search-error.ts';

/** Words of a request, and the text of the request that they stand in. */
export interface SentWords {
  readonly text: string;
  readonly at: number;
  readonly sent: string;
}

/** Clauses of SOQL that a search does not have, or says in words of its own. */
const foreignClauses: readonly Clause[] = ['WITH', 'GROUP', 'HAVING', 'LIMIT', 'OFFSET', 'FOR', 'UPDATE'];

/** A search shows records: it counts nothing, groups nothing and has no children in it. */
function checkShown({ source, select }: SoqlQuery): void {
  const unexpected = (word: string) => `unexpected token: '${word}'`;
  const foreign = foreignClauses.find((clause) => source.clause(clause).length > 0);
  if (foreign) throw source.fail('MALFORMED_QUERY', unexpected(foreign), foreign, foreign);
  for (const item of select) {
    if (item.kind === 'subquery') {
      throw item.query.source.fail('MALFORMED_QUERY', unexpected('SELECT'), 'SELECT', 'SELECT');
    }
    if (item.kind === 'call' && (isAggregateCall(item.call) || isDateFunction(item.call.name))) {
      throw source.fail('MALFORMED_QUERY', unexpected(item.call.name), item.call.name, 'SELECT');
    }
  }
}

/** A SOQL query put together from words of a request: what is wrong with it is said of the request. */
export class ComposedQuery {
  readonly #pieces: readonly (string | SentWords)[];

  constructor(...pieces: (string | SentWords)[]) {
    this.#pieces = pieces;
  }

  /** Reads the query and gives what `run` makes of it. Throws `SoqlError`. */
  run<T>(run: (query: SoqlQuery) => T): T {
    try {
      const query = parseSoql(this.#pieces.map(textOf).join(''));
      checkShown(query);
      return run(query);
    } catch (error) {
      throw error instanceof SoqlError ? this.#refusal(error) : error;
    }
  }

  #refusal({ errorCode, message, misplaced }: SoqlError): SoqlError {
    const isMalformed = errorCode === 'MALFORMED_QUERY';
    const place = misplaced && this.#placeOf(misplaced);
    if (place === undefined) return isMalformed ? malformed(message) : new SoqlError(errorCode, message);
    const { sent, at, problem } = place;
    return isMalformed ? malformedAt(sent, at, problem) : errorAt(sent, at, errorCode, problem);
  }

  /** Of words that were not sent it is the end of the sent ones before them that is wrong, or else the first of all. */
  #placeOf({ at, problem }: Misplaced): (Misplaced & { sent: string }) | undefined {
    let start = 0;
    let found: { sent: string; at: number } | undefined;
    for (const piece of this.#pieces) {
      const end = start + textOf(piece).length;
      if (typeof piece !== 'string' && (found === undefined || start <= at)) {
        const within = Math.min(Math.max(at - start, 0), piece.text.length);
        found = { sent: piece.sent, at: piece.at + within };
      }
      start = end;
    }
    return found && { ...found, problem };
  }
}

function textOf(piece: string | SentWords): string {
  return typeof piece === 'string' ? piece : piece.text;
}
