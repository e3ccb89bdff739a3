import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SObjectRecord } from '../../src/api/types.ts';
import { keysOf, pathsOf, recordIdOf, valueAt } from '../../src/elements/query-table/record-values.ts';

const attributes = (type: string, id?: string) => ({
  type,
  ...(id && { url: `/services/data/v66.0/x/${id}` }),
});

describe('valueAt', () => {
  const record = {
    attributes: attributes('Contact', '003A'),
    Account: { attributes: attributes('Account', '001A'), Owner: null, Name: 'Acme' },
  } as unknown as SObjectRecord;

  it('follows parents in any casing, up to one that is missing', () => {
    assert.equal(valueAt(record, ['account', 'NAME']), 'Acme');
    assert.equal(valueAt(record, ['Account', 'Owner', 'Manager', 'Name']), null);
    assert.equal(valueAt(record, ['Case', 'Name']), undefined);
  });

  it('finds nothing of what every object has', () => {
    assert.equal(valueAt(record, ['constructor', 'name']), undefined);
    assert.equal(valueAt(record, ['__proto__']), undefined);
    assert.equal(valueAt(record, ['Account', 'toString']), undefined);
  });

  it('tells records apart from aggregate results', () => {
    assert.equal(recordIdOf(record), '003A');
    assert.equal(recordIdOf({ attributes: attributes('AggregateResult') }), undefined);
    assert.deepEqual(pathsOf(record), [
      ['Account', 'Owner'],
      ['Account', 'Name'],
    ]);
  });
});

describe('keysOf', () => {
  const unique = (records: object[], keyField?: string) => {
    const keys = keysOf(records as SObjectRecord[], keyField);
    assert.equal(new Set(keys).size, records.length, String(keys));
    return keys;
  };

  it('gives each record its own, whatever its field holds', () => {
    unique([{ N: 1 }, { N: null }, { N: 1 }, { N: '1' }, {}, { N: 5 }, { N: 'place 6' }, { N: null }], 'N');
    unique([{ attributes: attributes('AggregateResult') }, { attributes: attributes('AggregateResult') }]);
  });

  it('stays with its record when others come before it', () => {
    const [, second] = unique([{ N: 'a' }, { N: 'b' }], 'N');
    assert.equal(unique([{ N: 'b' }], 'N')[0], second);
  });
});
