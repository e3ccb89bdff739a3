import fc from 'fast-check';
import { names, objects, oddTexts, queries, searches } from './words.ts';

/** Takes most values as they are and puts something odd in the place of the others. */
export const mostly = <T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });

export const oddText = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ maxLength: 20 }));

/** Cuts, doubles and replaces pieces of a text. */
export function mutated(text: fc.Arbitrary<string>, pieces: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 8 }), put: pieces, twice: fc.boolean() });
  return fc.tuple(text, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([whole, edits]) =>
    edits.reduce((given, { at, length, put, twice }) => {
      const start = at % (given.length + 1);
      const kept = twice ? given.slice(start, start + length) : '';
      return given.slice(0, start) + kept + put + kept + given.slice(start + length);
    }, whole),
  );
}

export const word = mostly(
  fc.constantFrom('Ada', '5', '0', 'true', 'fuzz-1', 'Full', 'View', 'code', '2026-05-01T00:00:00Z'),
  oddText,
);
export const name = mostly(fc.constantFrom(...names), oddText);
export const objectName = mostly(fc.constantFrom(...objects), fc.oneof(name, oddText));

const tokens = fc.constantFrom(
  ..."SELECT FROM WHERE AND OR NOT IN LIKE ORDER BY GROUP HAVING LIMIT OFFSET COUNT() MAX( Id Name Account.Name Owner = != < ( ) , NULL TRUE 5 -1 1.5 TODAY LAST_N_DAYS:3 'x' ' \\ : { } FOR TYPEOF END ALL ROWS".split(
    ' ',
  ),
);

export const soql = fc.oneof(
  { weight: 4, arbitrary: mutated(fc.constantFrom(...queries), fc.oneof(tokens, oddText)) },
  { weight: 2, arbitrary: fc.constantFrom(...queries) },
  { weight: 1, arbitrary: fc.array(tokens, { maxLength: 14 }).map((all) => all.join(' ')) },
  { weight: 1, arbitrary: oddText },
);

export const sosl = fc.oneof(
  mutated(fc.constantFrom(...searches), fc.oneof(tokens, oddText)),
  fc.constantFrom(...searches),
  oddText,
);
