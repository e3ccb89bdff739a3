import fc from 'fast-check';
import { fuzzBodies } from './bodies.ts';
import { mostly, mutated, name, objectName, oddText, soql, sosl, word } from './texts.ts';
import { operations } from './words.ts';

export interface FuzzRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Ids by the object whose records have them. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

const usualTypes = { form: 'application/x-www-form-urlencoded', csv: 'text/csv' } as Record<string, string>;

const oddHeaders = fc.record(
  {
    'content-type': fc.constantFrom(
      'text/plain',
      'text/csv',
      'application/xml',
      'application/json;charset=x',
      ';',
    ),
    accept: fc.constantFrom('application/json', 'text/csv', 'application/xml', '*/*'),
    'sforce-query-options': fc.constantFrom('batchSize=200', 'batchSize=-1', 'batchSize=9999999999999'),
    'if-match': fc.constantFrom('*', '"x"', 'W/"x", "y"'),
    'if-none-match': fc.constantFrom('*', '"x"'),
    'if-modified-since': fc.constantFrom('Fri, 01 May 2026 08:00:00 GMT', 'soon'),
    'if-unmodified-since': fc.constantFrom('Fri, 01 May 2026 08:00:00 GMT', 'soon'),
    'sforce-duplicate-rule-header': fc.constantFrom('allowSave=true', ';;=', 'includeRecordDetails=true'),
    'accept-language': fc.constantFrom('de', 'xx-YY', '*;q=0'),
    authorization: fc.constantFrom('Bearer nothing', 'Basic eDp5', ''),
  },
  { requiredKeys: [] },
);

const rawPieces = fc.constantFrom('%', '%00', '%2F', '/', '//', '..', '?', '&', '=', ';', '+', '%E0%A4');

function encoded(text: string): string {
  // A URL cannot carry half of a character.
  return encodeURIComponent(Buffer.from(text).toString());
}

/** Requests of all kinds, most of them nearly right. */
export function fuzzRequests(known: KnownIds): fc.Arbitrary<FuzzRequest> {
  const target = fc.constantFrom(
    ...Object.entries(known).flatMap(([object, ids]) => ids.map((id) => ({ object, id }))),
  );
  const oddId = fc.oneof(
    target.map(({ id }) => id.slice(0, 15)),
    target.map(({ id }) => id.toLowerCase()),
    oddText,
  );
  const id = mostly(
    target.map((each) => each.id),
    oddId,
  );
  const fillings = fc.record({
    // Most paths name an object and one of its own records.
    odd: mostly(fc.constant(undefined), fc.record({ object: objectName, id })),
    name,
    word,
    soql,
    sosl,
    job: fc.constantFrom('750Sm0AAAAAAAABI45', '750Sm0AAAAAAAACI45', '750'),
  });
  const writes = operations.filter(([method]) => method !== 'GET');
  const operation = fc.oneof(fc.constantFrom(...operations), fc.constantFrom(...writes));

  const path = (template: string, own: { object: string; id: string }) => {
    const filled = fillings.map(({ odd, ...others }) => {
      const values: Record<string, string> = { ...own, ...odd, ...others };
      return template.replace(/\{(\w+)\}/g, (_whole, key) => encoded(values[key] ?? ''));
    });
    const broken = mutated(
      filled.map((whole) => whole.slice(1)),
      rawPieces,
    ).map((rest) => `/${rest}`);
    return fc.oneof({ weight: 15, arbitrary: filled }, { weight: 1, arbitrary: broken });
  };

  /** @param part what is put into composite requests */
  function requests(part: fc.Arbitrary<FuzzRequest>): fc.Arbitrary<FuzzRequest> {
    return fc.tuple(operation, target).chain(([[usual, template, kind], own]) => {
      const bodies = fuzzBodies(own.object, id, part);
      const usualBody = bodies[kind];
      const usualHeaders = fc.constant({ 'content-type': usualTypes[kind] ?? 'application/json' });
      return fc.record({
        method: mostly(
          fc.constant(usual),
          fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        ),
        path: path(template, own),
        headers: fc
          .tuple(usualHeaders, mostly(fc.constant({}), oddHeaders))
          .map(([basic, odd]) => ({ ...basic, ...odd })),
        body: mostly(usualBody, fc.oneof(bodies.record, bodies.csv, bodies.form, fc.constant(undefined))),
      });
    });
  }

  const none = fc.constant({
    method: 'GET',
    path: '/services/data/v66.0/limits',
    headers: {},
    body: undefined,
  });
  return requests(requests(none));
}
