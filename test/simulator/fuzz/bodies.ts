import fc from 'fast-check';
import { mostly, mutated, name, objectName, oddText, soql, word } from './texts.ts';
import { type BodyKind, fields, required } from './words.ts';

interface Part {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string | undefined;
}

const small = fc.jsonValue({ maxDepth: 1 });
/** More lists within one another than the org reads. */
const deep = fc.constant(`{"records":${'['.repeat(3_000)}${']'.repeat(3_000)}}`);

/** Values of records, most of them of one object. @param id of some record */
function records(object: string, id: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const value = fc.oneof(
    oddText,
    id,
    fc.constantFrom(
      '2026-05-01',
      '2026-05-01T07:25:37Z',
      'Email;Phone',
      'Prospecting',
      'Europe',
      'a@b.example',
    ),
    fc.constantFrom(12.5, 0, -1, 1e308, true, false, null),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const changes = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 3 });
  const needed = mostly(fc.constant(required[object] ?? {}), fc.constantFrom(...Object.values(required)));
  const odd = fc.tuple(needed, changes).map(([usual, change]) => ({ ...usual, ...change }));
  const fine = fc.constantFrom({ Description: 'Fuzz' }, { Phone: '1' }, { External_Id__c: 'fuzz-1' });
  return fc.oneof(changes, odd, { weight: 3, arbitrary: needed }, { weight: 2, arbitrary: fine });
}

/**
 * Arbitrary bodies of each kind.
 * @param object whose records they hold most often
 * @param part what a composite request may hold
 */
export function fuzzBodies(
  object: string,
  id: fc.Arbitrary<string>,
  part: fc.Arbitrary<Part>,
): Record<BodyKind, fc.Arbitrary<string | undefined>> {
  const record = records(object, id);
  const json = (value: fc.Arbitrary<unknown>) => {
    const text = mostly(value, fc.jsonValue()).map((given) => JSON.stringify(given));
    const pieces = fc.oneof(fc.constantFrom('{', '"', ',', '[', '\\', '\uFEFF'), oddText);
    return mostly(text, fc.oneof({ weight: 19, arbitrary: mutated(text, pieces) }, deep));
  };
  const flag = mostly(fc.boolean(), small);
  const parse = (body: string | undefined): unknown => {
    try {
      return JSON.parse(body ?? '');
    } catch {
      return body;
    }
  };
  const parts = fc.array(fc.tuple(part, mostly(fc.constant(undefined), small)), { maxLength: 4 });
  const composite = fc.record({
    allOrNone: flag,
    compositeRequest: parts.map((list) =>
      list.map(([{ method, path: url, body }, odd], index) => ({
        method,
        url,
        ...(body === undefined ? {} : { body: parse(body) }),
        ...(odd === undefined ? {} : { httpHeaders: odd }),
        referenceId: `r${index}`,
      })),
    ),
  });
  const collectionItem = fc
    .tuple(record, mostly(fc.constant(object), objectName), mostly(fc.constant(undefined), id))
    .map(([values, type, Id]) => ({ ...values, attributes: { type }, ...(Id === undefined ? {} : { Id }) }));
  const existing = fc
    .tuple(record, objectName, id)
    .map(([values, type, Id]) => ({ attributes: { type }, Id, ...values }));
  const formValue = fc.oneof(
    word,
    fc.constantFrom('simulated-client', 'refresh_token', 'authorization_code'),
  );
  const formKey = fc.constantFrom(
    'grant_type',
    'client_id',
    'client_secret',
    'code',
    'refresh_token',
    'code_verifier',
    'redirect_uri',
    'token',
    'ticket',
    'username',
    'password',
  );
  return {
    none: fc.option(json(record), { nil: undefined, freq: 9 }),
    record: json(record),
    composite: json(composite),
    batch: json(
      fc.record({
        haltOnError: flag,
        batchRequests: parts.map((list) =>
          list.map(([{ method, path: url, body }]) => ({
            method,
            url,
            ...(body === undefined ? {} : { richInput: parse(body) }),
          })),
        ),
      }),
    ),
    graph: json(composite.map(({ compositeRequest }) => ({ graphs: [{ graphId: 'g', compositeRequest }] }))),
    collection: json(
      fc.record({ allOrNone: flag, records: fc.array(fc.oneof(collectionItem, existing), { maxLength: 3 }) }),
    ),
    ids: json(fc.record({ ids: fc.array(id, { maxLength: 3 }), fields: fc.array(name, { maxLength: 3 }) })),
    search: json(
      fc.record({
        q: word,
        fields: fc.array(name, { maxLength: 2 }),
        sobjects: fc.array(fc.record({ name: objectName, where: oddText, limit: small }), { maxLength: 2 }),
      }),
    ),
    job: json(
      fc.record(
        {
          object: objectName,
          operation: mostly(
            fc.constantFrom('insert', 'upsert', 'update', 'delete', 'query', 'queryAll'),
            oddText,
          ),
          externalIdFieldName: mostly(fc.constantFrom('External_Id__c', 'Id'), name),
          query: soql,
          lineEnding: mostly(fc.constantFrom('LF', 'CRLF'), oddText),
        },
        { requiredKeys: ['object', 'operation', 'query'] },
      ),
    ),
    state: json(fc.record({ state: mostly(fc.constantFrom('UploadComplete', 'Aborted'), oddText) })),
    csv: mostly(
      fc.constantFrom('LastName,Email\nFuzz,a@b.example\n', 'Code__c\nfuzz\n\n', 'Id\n003\n'),
      mutated(fc.constant('Name,"Code__c"\r\nFuzz,"a""b"\r\n'), oddText),
    ),
    form: fc.dictionary(formKey, formValue, { maxKeys: 6 }).map((values) => {
      const texts = Object.entries(values).map(([key, text]) => [key, Buffer.from(text).toString()]);
      return new URLSearchParams(texts).toString();
    }),
    uiRecord: json(fc.record({ apiName: objectName, fields: record })),
  };
}
