import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type IngestRow, type RowsContent, rowsContent } from '../../../src/api/bulk/rows-content.ts';
import { readCsv } from '../../../src/simulator/rest/bulk/csv.ts';
import { failureOf } from '../org-client.ts';

const write = async (rows: RowsContent['rows'], fields?: readonly string[]) => {
  const blob = await rowsContent({ rows, fields }, 'Bulk insert of Account');
  assert.equal(blob.type, 'text/csv');
  return blob.text();
};

/** The CSV as an independent, strict reader has it. */
const read = (text: string) => readCsv(text, { delimiter: ',', lineEnding: '\n' });

async function* eachOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

describe('rows as CSV', () => {
  it('have one line each below the names of their fields, in the order in which those come', async () => {
    const rows = [{ Name: 'A' }, { Phone: '1', Name: 'B' }, {}];
    assert.equal(await write(rows), 'Name,Phone\nA,\nB,1\n,\n');
  });

  it('leave out what is undefined, and write each kind of value', async () => {
    const at = new Date('2026-05-01T07:25:37Z');
    const row = { a: null, b: undefined, c: '', d: true, e: 12.5, f: 0n, g: at, h: '2026-05-01' };
    assert.deepEqual(read(await write([row]))[1], [
      '#N/A',
      '',
      '',
      'true',
      '12.5',
      '0',
      '2026-05-01T07:25:37.000Z',
      '2026-05-01',
    ]);
  });

  it('keep text as it is, also where a spreadsheet would see a formula', async () => {
    const texts = [
      '=1+1',
      '+49 1',
      '-5',
      '@x',
      'a,b',
      'a"b',
      'a\r\nb',
      'a\nb',
      '\rb',
      ' x ',
      'ünïcödé 🦋',
      '\ufeffx',
    ];
    assert.deepEqual(
      read(await write(texts.map((text) => ({ text }))))
        .slice(1)
        .flat(),
      texts,
    );
  });

  it('come out of any reader of CSV as they went in', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(',', '"', '\n', '\r', '=', ' ', 'x')).map((parts) => parts.join('')),
    );
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }));
    await fc.assert(
      fc.asyncProperty(table, async (lines) => {
        const rows = lines.map((line) => Object.fromEntries(line.map((cell, index) => [`F${index}`, cell])));
        assert.deepEqual(read(await write(rows)).slice(1), lines);
      }),
    );
  });

  it('come in any number, from a generator too', async () => {
    const rows = Array.from({ length: 2_501 }, (_, index) => ({ Name: `Row ${index}` }));
    const lines = read(await write(eachOf(rows)));
    assert.equal(lines.length, 2_502);
    assert.deepEqual([lines[0], lines[1_001], lines.at(-1)], [['Name'], ['Row 1000'], ['Row 2500']]);
  });

  it('leave out what an org has added: attributes of a record, columns of a result', async () => {
    const row = { attributes: { type: 'Account' }, sf__Id: '', sf__Error: 'x', Name: 'A' };
    assert.equal(await write([row]), '"Name"\n"A"\n');
  });

  it('are those of the named fields alone', async () => {
    assert.equal(await write([{ Name: 'A', Phone: '1', Fax: '2' }], ['Fax', 'Name']), 'Fax,Name\n2,A\n');
  });

  it('of a generator have the fields of the first one, or say which one is new', async () => {
    const rows = [{ Name: 'A' }, { Name: 'B', Phone: 'secretive' }];
    const error = await failureOf(write(eachOf(rows)));
    assert.equal(error.code, 'INVALID_VALUE');
    assert.deepEqual(error.fields, ['Phone']);
    assert.match(error.message, /Row 2 has the field “Phone”/);
    assert.doesNotMatch(error.message, /secretive/);
    assert.equal(await write(eachOf(rows), ['Name', 'Phone']), 'Name,Phone\nA,\nB,secretive\n');
  });

  it('say which value has no form in CSV', async () => {
    const values = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      new Date('never'),
      {},
      [],
      Symbol('x'),
      () => 1,
      'x\ud800',
    ];
    for (const value of values) {
      const error = await failureOf(write([{ Name: 'A' }, { Name: value }]));
      assert.equal(error.code, 'INVALID_VALUE');
      assert.deepEqual(error.fields, ['Name']);
      assert.match(error.message, /“Name” in row 2/);
    }
  });

  it('are objects, each of them', async () => {
    for (const wrong of [undefined, null, 'secretive', ['secretive'], 5]) {
      const rows = [{ Name: 'A' }, wrong as unknown as IngestRow];
      for (const given of [rows, eachOf(rows)]) {
        const error = await failureOf(write(given));
        assert.equal(error.code, 'INVALID_VALUE');
        assert.match(error.message, /Row 2 is no object/);
      }
    }
  });

  it('have columns that can be fields, each once', async () => {
    for (const name of ['', 'Shoe Size', 'a,b', '__proto__', 'Näme', 'Name\n', 'Account.']) {
      const error = await failureOf(write([JSON.parse(`{${JSON.stringify(name)}: "secretive"}`)]));
      assert.equal(error.code, 'UNKNOWN_FIELD', name);
      assert.doesNotMatch(error.message, /secretive/);
    }
    for (const error of [
      await failureOf(write([{ Name: 'A' }, { name: 'B' }])),
      await failureOf(write([{ Name: 'A' }], ['Name', 'Name'])),
    ]) {
      assert.equal(error.code, 'INVALID_VALUE');
      assert.match(error.message, /“name” comes twice/i);
    }
    const names = 'Account.External_Id__c,User:Owner.External_Id__c';
    assert.equal(await write([{ Name: 'A' }], names.split(',')), `${names}\n,\n`);
  });

  it('are some rows with some fields', async () => {
    assert.match((await failureOf(write([]))).message, /no rows/);
    assert.match((await failureOf(write([{}, {}]))).message, /no fields/);
  });

  it('are 100 MB at most, counted in bytes of UTF-8', async () => {
    const long = 'é'.repeat(500_000);
    function* rows() {
      for (let index = 0; index < 1_000; index++) {
        made += 1;
        yield { Description: long };
      }
    }
    let made = 0;
    const error = await failureOf(write(rows()));
    assert.equal(error.code, 'INVALID_VALUE');
    assert.match(error.message, /more than 100 MB.*Split/);
    assert.ok(made < 110, `${made} rows were taken`);
  });

  it('end with the signal', async () => {
    const controller = new AbortController();
    function* rows() {
      for (;;) {
        yield { Name: 'A' };
        controller.abort();
      }
    }
    const writing = rowsContent({ rows: rows(), signal: controller.signal }, 'Test');
    await assert.rejects(writing, { name: 'AbortError' });
  });
});
