import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkColumns, composeSoql, type QuerySource } from '../../src/elements/query-table/compose-soql.ts';
import { isSfError } from '../../src/errors/sf-error.ts';

describe('composeSoql', () => {
  it('gives a query as it is', () => {
    assert.equal(composeSoql({ soql: ' SELECT Id FROM Lead\n' }), 'SELECT Id FROM Lead');
  });

  it('puts the parts together', () => {
    const parts = {
      objectApiName: 'Account',
      fields: 'Name, Owner.Name ,',
      where: "Industry = 'Energy'",
      orderBy: 'Name DESC NULLS LAST',
      limit: '25',
    };
    assert.equal(
      composeSoql(parts),
      "SELECT Name, Owner.Name FROM Account WHERE Industry = 'Energy' ORDER BY Name DESC NULLS LAST LIMIT 25",
    );
    assert.equal(
      composeSoql({ objectApiName: 'Invoice__c', fields: ['Id', 'Total__c'], limit: 1 }),
      'SELECT Id, Total__c FROM Invoice__c LIMIT 1',
    );
  });

  const wrong: [what: string, source: QuerySource, ...names: RegExp[]][] = [
    ['nothing', {}, /soql/, /object-api-name/, /fields/],
    ['an empty query', { soql: '  ' }, /soql/, /object-api-name/],
    ['both', { soql: 'SELECT Id FROM Lead', objectApiName: 'Lead' }, /soql/, /object-api-name/],
    ['a query with a limit', { soql: 'SELECT Id FROM Lead', limit: 5 }, /soql and limit/],
    ['fields without object', { fields: 'Name' }, /object-api-name/],
    ['an object without fields', { objectApiName: 'Lead' }, /fields/],
    ['a wrong object', { objectApiName: 'Lead; x', fields: 'Id' }, /object-api-name/, /Lead; x/],
    ['a wrong field', { objectApiName: 'Lead', fields: 'Id, a b' }, /fields/, /a b/],
    ['a limit of none', { objectApiName: 'Lead', fields: 'Id', limit: 0 }, /limit/],
    ['a limit in words', { objectApiName: 'Lead', fields: 'Id', limit: 'ten' }, /limit/, /ten/],
  ];
  for (const [what, source, ...names] of wrong) {
    it(`refuses ${what} and names the attribute`, () => {
      assert.throws(
        () => composeSoql(source),
        (error) => {
          assert.ok(isSfError(error));
          assert.equal(error.code, 'CONFIG');
          assert.ok(error.remedy);
          for (const name of names) assert.match(error.message, name);
          return true;
        },
      );
    });
  }
});

describe('checkColumns', () => {
  it('takes a list of columns, or nothing', () => {
    checkColumns(undefined);
    checkColumns(null);
    checkColumns([]);
    checkColumns([{ fieldName: 'Name' }]);
  });
  for (const wrong of ['Name', ['Name'], { fieldName: 'Name' }, [null]]) {
    it(`refuses ${JSON.stringify(wrong)} and names the property`, () => {
      assert.throws(() => checkColumns(wrong), /columns/);
    });
  }
});
