import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv, writeCsv } from '../../src/simulator/rest/bulk/csv.ts';

const format = fc.record({
  delimiter: fc.constantFrom(',', ';', '|', '\t', '^', '`'),
  lineEnding: fc.constantFrom('\n' as const, '\r\n' as const),
});

const value = fc.oneof(fc.string(), fc.stringMatching(/^[",;|\t^`\r\n a]{0,8}$/));

const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width })));

test('what is written as CSV is read again unchanged', () => {
  fc.assert(
    fc.property(table, format, (rows, csv) => {
      assert.deepEqual(readCsv(writeCsv(rows, csv), csv), rows);
    }),
  );
});

test('values need no quotes, the last row no line ending', () => {
  const csv = { delimiter: ',', lineEnding: '\n' } as const;
  assert.deepEqual(readCsv('a,b\n,\n"x",y z', csv), [
    ['a', 'b'],
    ['', ''],
    ['x', 'y z'],
  ]);
});
